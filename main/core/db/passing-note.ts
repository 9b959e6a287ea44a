import type { ConversationRow } from './conversation-row.ts';
import type { ReadableDb, WritableDb } from './database.ts';
import { addSlot, eraseSlot, readSlot } from './slots.ts';

type NotedRow = Pick<ConversationRow, 'key' | 'passing_slot'>;

/** What was written to this person with the case that is passed to them (TR3). */
export const passingNote = (db: ReadableDb, { passing_slot }: Pick<NotedRow, 'passing_slot'>): string | null =>
  passing_slot === null ? null : readSlot<string>(db, passing_slot);

/** Keeps it, or overwrites it where it is. Returns whether anything of it has left: the log has to be truncated. */
export function keepNote(db: WritableDb, row: NotedRow, note: string | null): boolean {
  const known = passingNote(db, row);
  if (known === note) return false;
  if (row.passing_slot !== null) eraseSlot(db, row.passing_slot);
  const slot = note === null ? null : addSlot(db, note);
  db.run('update conversation set passing_slot = ? where key = ?', [slot, row.key]);
  return known !== null;
}

/** Of a device that was away for too long: nobody waits for its answer any more (EX1). */
export function forgetNotes(db: WritableDb): readonly string[] {
  const rows = db.all<NotedRow & { readonly id: string }>(
    'select id, key, passing_slot from conversation where passing_slot is not null',
  );
  for (const row of rows) {
    keepNote(db, row, null);
    db.touch(`conversation:${row.id}`);
  }
  return rows.map(({ id }) => id);
}
