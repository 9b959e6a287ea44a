import type { CoreDb } from '../db/database.ts';
import { setMeta } from '../db/meta.ts';
import { eraseAllSlots } from '../db/slots.ts';

const confirmedTables = [
  'attachment_bytes',
  'attachment',
  'message',
  'conversation',
  'tally',
  'user',
  'grp',
  'canned_reply',
];

/** Throws confirmed state away and starts from 0; keeps outbox, drafts and notices (FE10). */
export function resynchronise(db: CoreDb, epoch: string): void {
  db.write((tx) => {
    for (const { id } of tx.all<{ id: string }>('select id from conversation')) tx.touch(`conversation:${id}`);
    tx.run("insert into search (search) values ('delete-all')");
    eraseAllSlots(tx);
    for (const table of confirmedTables) {
      tx.run(`delete from ${table}`);
    }
    for (const topic of ['directory', 'canned-replies', 'list'] as const) tx.touch(topic);
    setMeta(tx, 'epoch', epoch);
    setMeta(tx, 'cursor', 0);
  });
}
