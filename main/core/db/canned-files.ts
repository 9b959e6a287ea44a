import type { CannedFile } from '../../../shared/canned/files.ts';
import type { ReadableDb, WritableDb } from './database.ts';

/** Files of shared canned replies: of the association and of no case, and therefore kept by every device (CR11). */
interface Row {
  readonly files: string;
}

export const filesFromColumn = (files: string | null): readonly CannedFile[] =>
  files === null ? [] : (JSON.parse(files) as readonly CannedFile[]);

const allFiles = (db: ReadableDb): readonly CannedFile[] =>
  db.all<Row>('select files from canned_reply where files is not null').flatMap(({ files }) => filesFromColumn(files));

export const cannedFile = (db: ReadableDb, id: string): CannedFile | undefined =>
  allFiles(db).find((file) => file.id === id);

export const cannedFileBytes = (db: ReadableDb, id: string): Uint8Array | null =>
  db.get<{ bytes: Uint8Array }>('select bytes from canned_file_bytes where id = ?', [id])?.bytes ?? null;

export function missingCannedFiles(db: ReadableDb): readonly CannedFile[] {
  const held = new Set(db.all<{ id: string }>('select id from canned_file_bytes').map(({ id }) => id));
  return allFiles(db).filter(({ id }) => !held.has(id));
}

/** Unless it was taken out of its reply while it was on its way. */
export function putCannedFileBytes(db: WritableDb, id: string, bytes: Uint8Array): void {
  if (cannedFile(db, id) === undefined) return;
  db.run('insert or replace into canned_file_bytes (id, bytes) values (?, ?)', [id, bytes]);
}

/** What no reply has any more goes. */
export function dropLooseCannedFiles(db: WritableDb): void {
  db.run(
    `delete from canned_file_bytes where id not in
       (select json_extract(file.value, '$.id') from canned_reply, json_each(canned_reply.files) as file
        where canned_reply.files is not null)`,
  );
}
