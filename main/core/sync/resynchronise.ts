import { putAllCreated } from '../db/created.ts';
import type { WritableDb } from '../db/database.ts';
import { getMeta, setMeta } from '../db/meta.ts';
import { restartOwnReplies } from '../db/own-replies.ts';
import { eraseAllSlots } from '../db/slots.ts';

const confirmedTables = [
  'attachment',
  'message',
  'conversation',
  'tally',
  'user',
  'grp',
  'canned_reply',
  'canned_file_bytes',
  'schedule',
  'appointment',
  'guard_settings',
  'association_settings',
];

/**
 * Throws confirmed state away and starts from 0; keeps outbox, drafts and notices (FE10). Returns the conversations whose
 * content was here: it may not come back, and no window may go on showing it.
 */
export function resynchronise(tx: WritableDb, epoch: string): readonly string[] {
  const held = tx.all<{ id: string }>('select id from conversation where content_slot is not null');
  for (const { id } of tx.all<{ id: string }>('select id from conversation')) tx.touch(`conversation:${id}`);
  tx.run("insert into search (search) values ('delete-all')");
  tx.run('delete from unindexed');
  eraseAllSlots(tx);
  tx.run('delete from attachment_bytes where id not in (select id from reply_file)');
  for (const table of confirmedTables) {
    tx.run(`delete from ${table}`);
  }
  for (const topic of ['directory', 'canned-replies', 'agenda', 'guard', 'settings', 'list'] as const) tx.touch(topic);
  // Words about an earlier life's content: in this one, their tokens could end holds of what is about to come.
  tx.run('delete from receipt');
  restartOwnReplies(tx, getMeta(tx, 'epoch') === epoch);
  setMeta(tx, 'epoch', epoch);
  setMeta(tx, 'cursor', 0);
  putAllCreated(tx, getMeta(tx, 'userId') ?? '');
  return held.map(({ id }) => id);
}
