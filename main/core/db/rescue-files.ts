import type Sqlite from 'better-sqlite3';
import type { WritableDb } from './database.ts';
import { readOne, readRows, type ReadRows } from './rescue-rows.ts';

interface FileRow {
  readonly id: string;
  readonly conversation_id: string;
  readonly size_bytes: number;
  readonly facts: Uint8Array;
  readonly leaving: number;
}

/** A file that nobody else has yet, as it lay there. */
export interface SavedFile extends FileRow {
  readonly bytes: Uint8Array;
}

/** Of a reply that had not left (AT6). */
export function readReplyFiles(sqlite: Sqlite.Database): ReadRows<SavedFile> {
  // A database of an earlier program has no such table, and so nothing is lost.
  const schema = readOne(sqlite, 'select 1 from sqlite_schema where name = ?', 'reply_file');
  if (schema === null) return { rows: [], isComplete: true };
  const found = readRows<FileRow>(sqlite, 'reply_file', 'number');
  const rows = found.rows.flatMap((row) => {
    const stored = readOne<{ bytes: Uint8Array }>(sqlite, 'select bytes from attachment_bytes where id = ?', row.id);
    return stored === null ? [] : [{ ...row, bytes: stored.bytes }];
  });
  return { rows, isComplete: found.isComplete && rows.length === found.rows.length };
}

export function takeReplyFile(
  db: WritableDb,
  { id, conversation_id, size_bytes, facts, leaving, bytes }: SavedFile,
): void {
  db.run('insert into attachment_bytes (id, bytes) values (?, ?)', [id, bytes]);
  db.run('insert into reply_file (id, conversation_id, size_bytes, facts, leaving) values (?, ?, ?, ?, ?)', [
    id,
    conversation_id,
    size_bytes,
    facts,
    leaving,
  ]);
}
