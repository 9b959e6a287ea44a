import type Sqlite from 'better-sqlite3';
import { putOwnReply } from './own-replies.ts';
import type { WritableDb } from './database.ts';
import { readOne, readRows, type ReadRows } from './rescue-rows.ts';

/** A canned reply of this person, perhaps nowhere else yet (CR7), as it lay there. */
export interface SavedReply {
  readonly id: string;
  readonly reply: Uint8Array;
}

export function readOwnReplies(sqlite: Sqlite.Database): ReadRows<SavedReply> {
  // A database of an earlier program has no such table, and so nothing is lost.
  const schema = readOne(sqlite, 'select 1 from sqlite_schema where name = ?', 'own_canned_reply');
  return schema === null ? { rows: [], isComplete: true } : readRows<SavedReply>(sqlite, 'own_canned_reply', 'number');
}

export const takeOwnReplies = (db: WritableDb, replies: readonly SavedReply[]): void => {
  for (const reply of replies) putOwnReply(db, reply);
};
