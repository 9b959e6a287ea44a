import type { CoreDb } from '../db/database.ts';
import { setMeta } from '../db/meta.ts';

/** Throws confirmed state away and starts from 0; keeps outbox, drafts and notices (FE10). */
export function resynchronise(db: CoreDb, epoch: string): void {
  db.write((tx) => {
    for (const { id } of tx.all<{ id: string }>('select id from conversation')) tx.touch(`conversation:${id}`);
    tx.run("insert into search (search) values ('delete-all')");
    tx.run('update slot set body = zeroblob(length(body))'); // never moved, never deleted: db/slots.ts
    for (const table of ['attachment_bytes', 'attachment', 'message', 'conversation', 'user', 'grp', 'canned_reply']) {
      tx.run(`delete from ${table}`);
    }
    for (const topic of ['directory', 'canned-replies', 'list'] as const) tx.touch(topic);
    setMeta(tx, 'epoch', epoch);
    setMeta(tx, 'cursor', 0);
  });
}
