import Database from 'better-sqlite3';
import { existsSync } from 'node:fs';
import type { PostgresAddress } from '../storage/postgres-address.ts';
import { addKeys, type KeyRow, readKeys } from '../storage/postgres-keys.ts';
import { addFromFile, createKeysFile, openKeysFile, partOf, replaceKeys } from './keys-file.ts';

/** The keys of a PostgreSQL database in the file that goes with its dumps, in the place of the older one (RD5). */
export async function saveDatabaseKeys(address: PostgresAddress, file: string): Promise<void> {
  const part = partOf(file);
  const database = new Database(part);
  try {
    const { insert, setHubId } = createKeysFile(database);
    const insertAll = database.transaction((rows: readonly KeyRow[]) => rows.forEach(insert));
    const hubId = await readKeys(address, insertAll);
    setHubId(hubId);
    if (existsSync(file)) addFromFile(database, file, hubId);
  } finally {
    database.close();
  }
  replaceKeys(part, file);
}

/** After `pg_restore`, before any hub serves: what was destroyed since the dump stays destroyed (RD6). */
export function restoreDatabaseKeys(address: PostgresAddress, file: string): Promise<void> {
  return addKeys(address, (hubId) => openKeysFile(file, hubId));
}
