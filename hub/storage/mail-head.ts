import type { Work } from './gathered.ts';
import { addKey, destroyKey } from './key-tx.ts';
import { newKey, openUnder, sealUnder } from './seal.ts';
import type { ConversationChange, NewMail } from './storage.ts';
import type { OutgoingMailRow } from './tables.ts';
import { writeGathered } from './write-gathered.ts';

/** Whom a mail goes to, and its subject: what people wrote, again (RD9). */
export type MailHead = Pick<NewMail, 'to' | 'subject'>;

type HeadColumns = Pick<OutgoingMailRow, 'to_name' | 'to_address' | 'subject' | 'head' | 'head_key_id'>;
type Packed = readonly [name: string, address: string, subject: string];

export function sealedHead(work: Work, { id, to, subject }: Pick<NewMail, 'id'> & MailHead): HeadColumns {
  const { key, mark } = newKey();
  const head: Packed = [to.name, to.address, subject];
  const head_key_id = addKey(work, `h:${id}`, { key, mark });
  return { to_name: '', to_address: '', subject: '', head: sealUnder(key, JSON.stringify(head)), head_key_id };
}

/** Null where its key was destroyed. */
export async function openHead(db: Work['db'], { head, head_key_id }: OutgoingMailRow): Promise<MailHead | null> {
  if (head === null || head_key_id === null) return null;
  const keys = db.selectFrom('content_keys').select('key').where('id', '=', head_key_id);
  const opened = openUnder((await keys.executeTakeFirst())?.key ?? null, head);
  if (opened === null) return null;
  const [name, address, subject] = JSON.parse(opened) as Packed;
  return { to: { name, address }, subject };
}

/** The subjects of mails repeat that of the case: what may still leave has the new one, of what has left nothing is kept. */
export async function redactHeads(work: Work, { before, after }: ConversationChange): Promise<void> {
  await writeGathered(work);
  const { db } = work;
  const mails = db.selectFrom('outgoing_mails').selectAll().where('conversation_id', '=', after.id);
  for (const row of await mails.execute()) {
    const head = row.state === 'sent' ? null : await openHead(db, row);
    if (row.head_key_id !== null) await destroyKey(work, row.head_key_id);
    if (head === null) continue;
    const subject = head.subject.replaceAll(before?.subject || '\n', () => after.subject);
    const columns = sealedHead(work, { id: row.id, ...head, subject });
    await db.updateTable('outgoing_mails').set(columns).where('id', '=', row.id).execute();
  }
  await writeGathered(work);
}
