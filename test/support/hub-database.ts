import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parsePostgresUrl } from '../../hub/storage/postgres-address.ts';
import { openPostgresStorage } from '../../hub/storage/postgres-storage.ts';
import { openSqliteStorage } from '../../hub/storage/sqlite-storage.ts';
import type { Storage } from '../../hub/storage/storage.ts';
import type { Clock, Timers } from '../../shared/effects.ts';
import { freshDatabase, hasPostgres, queryAt } from './postgres.ts';
import { realTimers } from './real-effects.ts';

/** Tests that run on both databases: the project `sync-postgres` says so (vitest.config.ts). */
export const isOnPostgres = process.env['SPORTELLO_TEST_DATABASE'] === 'postgres' && hasPostgres;
let lastInstance = 0;

interface Opening {
  readonly folder: string;
  readonly clock: Clock & Timers;
  /** Null: as the command line opens it, which listens to nobody. */
  readonly timers: Timers | null;
}

/** A hub's storage on the database of this run of tests; the same folder is the same data. */
export async function openHubStorage({ folder, clock, timers }: Opening): Promise<Storage> {
  const now = clock.now();
  if (!isOnPostgres) return openSqliteStorage({ file: join(folder, 'hub.db'), now, timers });
  const address = parsePostgresUrl(await databaseOf(folder));
  if (address === null) throw new Error('the test server has an odd address');
  const instance = `test-${(lastInstance += 1)}`;
  // A server answers in its own time, however a test sets the clock.
  return openPostgresStorage({ address, now, timers: timers === null ? null : realTimers, instance });
}

/** How the hub's commands are told where its data is. */
export const placeOptions = async (folder: string): Promise<readonly string[]> =>
  isOnPostgres ? ['--database', await databaseOf(folder)] : ['--data', folder];

export async function rawData(folder: string): Promise<string> {
  if (!isOnPostgres) {
    return ['hub.db', 'hub.db-wal'].map((name) => readFileSync(join(folder, name)).toString('latin1')).join('');
  }
  const url = await databaseOf(folder);
  const tables = await queryAt(url, "select tablename as name from pg_tables where schemaname = 'public'");
  const texts = tables.map(({ name }) => queryAt(url, `select t::text as row from "${String(name)}" t`));
  return JSON.stringify(await Promise.all(texts));
}

async function databaseOf(folder: string): Promise<string> {
  const note = join(folder, 'database-url');
  if (!existsSync(note)) writeFileSync(note, (await freshDatabase()).url);
  return readFileSync(note, 'utf8');
}
