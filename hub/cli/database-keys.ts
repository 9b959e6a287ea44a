import Database from 'better-sqlite3';
import { existsSync, rmSync } from 'node:fs';
import type { PostgresAddress } from '../storage/postgres-address.ts';
import { addKeys, type KeyRow, readKeys } from '../storage/postgres-keys.ts';
import { addFromFile, createKeysFile, openKeysFile, partOf, replaceKeys } from './keys-file.ts';

/** The keys of a PostgreSQL database in the file that goes with its copies, in the place of the older one (RD5). */
export const saveDatabaseKeys = (address: PostgresAddress, file: string): Promise<void> =>
  saveKeys(file, (take) => readKeys(address, take));

/** @param read gives the keys, and returns the hub's id. */
export async function saveKeys(
  file: string,
  read: (take: (rows: readonly KeyRow[]) => void) => Promise<string>,
): Promise<void> {
  const part = partOf(file);
  const database = new Database(part);
  try {
    const { insert, setHubId } = createKeysFile(database);
    const hubId = await read(database.transaction((rows: readonly KeyRow[]) => rows.forEach(insert)));
    setHubId(hubId);
    if (existsSync(file)) addFromFile(database, file, hubId);
  } catch (error) {
    database.close();
    rmSync(part, { force: true });
    throw error;
  } finally {
    database.close();
  }
  replaceKeys(part, file);
}

/** After a restore, before any hub serves: what was destroyed since the copy stays destroyed (RD6). */
export function restoreDatabaseKeys(address: PostgresAddress, file: string): Promise<void> {
  return addKeys(address, (hubId) => openKeysFile(file, hubId));
}
