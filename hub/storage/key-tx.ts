import type { Work } from './kysely-tx.ts';
import { prepared } from './prepared.ts';
import { destroyedKey, sealTexts, type Sealed } from './seal.ts';
import type { RedactedMessage } from './storage.ts';
import type { Tables } from './tables.ts';

/** Keeps the key of what was sealed; returns its id. They ascend as what they belong to does. */
export async function addKey(work: Work, owner: string, { key, mark }: Sealed): Promise<string> {
  const id = `${owner}.${mark}`;
  await insertKey(work, { id, key });
  return id;
}

const insertKey = prepared((db, row: Tables['content_keys']) => db.insertInto('content_keys').values({ ...row }));

/** What was sealed with it can't be opened any more, wherever a copy of it lies. */
async function destroyKey({ db, effects }: Work, id: string): Promise<void> {
  effects.erased = true;
  await db.updateTable('content_keys').set({ key: destroyedKey() }).where('id', '=', id).execute();
}

/** The new texts take the place of the old ones, under a key of their own; the key of the old ones is destroyed (RD1). */
export async function redactMessage(work: Work, message: RedactedMessage, seq: number): Promise<void> {
  const { id, redactions } = message;
  const { db } = work;
  const row = await db.selectFrom('messages').select('key_id').where('id', '=', id).executeTakeFirstOrThrow();
  if (row.key_id !== null) await destroyKey(work, row.key_id);
  const sealed = sealTexts(message);
  const keyId = sealed === null ? null : await addKey(work, `m:${id}`, sealed);
  const set = { text: '', quoted: null, sealed: sealed?.bytes ?? null, key_id: keyId, redactions, seq };
  await db.updateTable('messages').set(set).where('id', '=', id).execute();
}
