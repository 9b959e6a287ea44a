import type { Work } from './gathered.ts';
import { destroyedKey, sealTexts, type Sealed } from './seal.ts';
import type { RedactedMessage } from './storage.ts';
import { writeGathered } from './write-gathered.ts';

/** Keeps the key of what was sealed; returns its id. They ascend as what they belong to does. */
export function addKey({ gathered }: Work, owner: string, { key, mark }: Pick<Sealed, 'key' | 'mark'>): string {
  const id = `${owner}.${mark}`;
  gathered.keys.push({ id, key });
  return id;
}

/** What was sealed with it can't be opened any more, wherever a copy of it lies. */
export async function destroyKey({ db, effects }: Work, id: string): Promise<void> {
  effects.erased = true;
  await db.updateTable('content_keys').set({ key: destroyedKey() }).where('id', '=', id).execute();
}

/** The new texts take the place of the old ones, under a key of their own; the key of the old ones is destroyed (RD1). */
export async function redactMessage(work: Work, message: RedactedMessage, seq: number): Promise<void> {
  const { id, redactions } = message;
  const { db } = work;
  // It may have been written in this very transaction.
  await writeGathered(work);
  work.gathered.written.delete(id);
  const row = await db.selectFrom('messages').select('key_id').where('id', '=', id).executeTakeFirstOrThrow();
  if (row.key_id !== null) await destroyKey(work, row.key_id);
  const sealed = sealTexts(message);
  const keyId = sealed === null ? null : addKey(work, `m:${id}`, sealed);
  const set = { text: '', quoted: null, sealed: sealed?.bytes ?? null, key_id: keyId, redactions, seq };
  await writeGathered(work);
  await db.updateTable('messages').set(set).where('id', '=', id).execute();
}

/** Mails that repeat the conversation: what has left stays with whoever has it, what has not does not leave any more. */
export async function destroyCopies(work: Work, conversationId: string, seq: number): Promise<void> {
  const { db } = work;
  const copies = db.selectFrom('outgoing_mails').where('conversation_id', '=', conversationId);
  const rows = await copies
    .where('own_key_id', 'is not', null)
    .select(['id', 'message_id', 'own_key_id', 'state'])
    .execute();
  for (const { id, message_id, own_key_id, state } of rows) {
    if (own_key_id !== null) await destroyKey(work, own_key_id);
    if (state !== 'queued') continue;
    await db.updateTable('outgoing_mails').set({ state: 'failed' }).where('id', '=', id).execute();
    await db.updateTable('messages').set({ delivery: 'failed', seq }).where('id', '=', message_id).execute();
  }
}
