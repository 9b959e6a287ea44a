import type Sqlite from 'better-sqlite3';
import { openTexts, type StoredTexts } from '../../hub/storage/seal.ts';

/** Texts of messages in a hub's file, in the order in which they were written; they are sealed there (RD1). */
export function textsAtHub(sqlite: Sqlite.Database, condition: string): string[] {
  const rows = sqlite.prepare<[], StoredTexts>(
    `select text, quoted, sealed, key from messages left join content_keys on content_keys.id = key_id
     where ${condition} order by messages.rowid`,
  );
  return rows.all().map((row) => openTexts(row).text);
}
