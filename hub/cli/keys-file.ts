import Database from 'better-sqlite3';
import {
  closeSync,
  existsSync,
  fstatSync,
  fsyncSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { ExpectedError } from '../../shared/errors.ts';
import { UsageError } from './arguments.ts';

/**
 * The keys of what a hub stores encrypted, beside its backups: one file for all of them, the newest one. A backup itself
 * has none. A key that was destroyed stays destroyed, in whatever order files are put together (RD5, RD6).
 */
const KEYS_NAME = 'hub.keys';

export const keysBeside = (copy: string): string => join(dirname(copy), KEYS_NAME);

/** Adds what is missing; what is destroyed in either is destroyed. */
const MERGE = `insert into %to.content_keys (id, key) select id, key from %from.content_keys where true order by rowid
  on conflict (id) do update set key = excluded.key where excluded.key = zeroblob(32)`;

const merge = (from: string, to: string): string => MERGE.replace('%from', from).replace('%to', to);

/** Where the new file is made. Of this process alone: the copy that a killed hub had begun may still be at work beside it. */
export function partOf(file: string): string {
  removeLeftBehind(file);
  const part = `${file}.${process.pid}.part`;
  rmSync(part, { force: true });
  return part;
}

const TABLES = [
  'create table %.meta (key text primary key, value text not null)',
  'create table %.content_keys (id text primary key, key blob not null)',
] as const;

interface KeyRow {
  readonly id: string;
  readonly key: Uint8Array;
}

/** An empty keys file, for the keys of a database that is none of SQLite. */
export function createKeysFile(database: Database.Database): {
  readonly insert: (row: KeyRow) => void;
  readonly setHubId: (hubId: string) => void;
} {
  for (const statement of TABLES) database.exec(statement.replace('%', 'main'));
  const insertKey = database.prepare('insert into content_keys (id, key) values (?, ?)');
  const insertMeta = database.prepare("insert into meta values ('hub_id', ?)");
  return {
    insert: ({ id, key }) => void insertKey.run(id, Buffer.from(key)),
    setHubId: (hubId) => void insertMeta.run(hubId),
  };
}

/** Adds what only the older file knows, and destroys what it says is destroyed. */
export function addFromFile(database: Database.Database, file: string, hubId: string): void {
  attachKeys(database, { file, hubId, name: 'known' });
  database.exec(merge('known', 'main'));
  database.exec('detach known');
}

/** The keys of a file, one after the other; of another hub's none. */
export function* openKeysFile(file: string, hubId: string): Generator<KeyRow> {
  const database = new Database(':memory:');
  try {
    attachKeys(database, { file, hubId, name: 'known' });
    yield* database.prepare<[], KeyRow>('select id, key from known.content_keys').iterate();
  } finally {
    database.close();
  }
}

/** Moves the keys out of a copy of the data into the file; those that only the file has stay in it. */
export function moveKeys(copy: string, file: string): void {
  const part = partOf(file);
  // SQLite would make an empty one where somebody has removed it meanwhile.
  if (!existsSync(copy)) throw new ExpectedError({ code: 'database-unreadable' });
  const database = new Database(copy);
  try {
    if (!hasKeys(database)) return;
    const hubId = hubIdOf(database);
    database.pragma('secure_delete = ON');
    database.prepare('attach ? as keys').run(part);
    for (const statement of TABLES) database.exec(statement.replace('%', 'keys'));
    database.prepare("insert into keys.meta values ('hub_id', ?)").run(hubId);
    database.exec(merge('main', 'keys'));
    if (existsSync(file)) {
      attachKeys(database, { file, hubId, name: 'known' });
      database.exec(merge('known', 'keys'));
      database.exec('detach known');
    }
    database.exec('delete from main.content_keys');
    database.exec('detach keys');
    database.exec('vacuum');
  } finally {
    database.close();
  }
  replaceKeys(part, file);
}

/** What processes that were killed left half done holds keys, too, also such as are destroyed since. */
function removeLeftBehind(file: string): void {
  const folder = dirname(file);
  for (const name of readdirSync(folder).filter((each) => each.startsWith(`${basename(file)}.`))) {
    const [, pid] = /\.(?:(\d+)\.)?part(?:-journal)?$/.exec(name) ?? [null];
    if (pid === null || (pid !== undefined && Number(pid) !== process.pid && isAlive(Number(pid)))) continue;
    rmSync(join(folder, name), { force: true });
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** Gives data the keys that these hold; of another hub's nothing is taken. */
export function addKeys(data: string, from: { readonly file: string | null; readonly live: string | null }): void {
  const database = new Database(data);
  try {
    const hubId = hubIdOf(database);
    if (from.live !== null) addLive(database, from.live, hubId);
    if (from.file === null) return;
    addFromFile(database, from.file, hubId);
  } finally {
    database.close();
  }
}

function addLive(database: Database.Database, file: string, hubId: string): void {
  database.prepare('attach ? as live').run(file);
  try {
    if (hasKeys(database, 'live') && hubIdOf(database, 'live') === hubId) database.exec(merge('live', 'main'));
  } finally {
    database.exec('detach live');
  }
}

/** From data that is put aside, once its keys are in what takes its place. */
export function removeKeys(data: string): void {
  const database = new Database(data);
  try {
    if (!hasKeys(database)) return;
    database.pragma('secure_delete = ON');
    database.exec('delete from content_keys');
    database.pragma('wal_checkpoint(TRUNCATE)');
  } finally {
    database.close();
  }
}

/** Data of an older version has none. */
const hasKeys = (database: Database.Database, schema = 'main'): boolean =>
  database.prepare(`select 1 from ${schema}.sqlite_master where name = 'content_keys'`).get() !== undefined;

/** The keys file may have been opened before by another hub's backup. */
function attachKeys(
  database: Database.Database,
  { file, hubId, name }: { readonly file: string; readonly hubId: string; readonly name: string },
): void {
  try {
    database.prepare(`attach ? as ${name}`).run(file);
    const known = hubIdOf(database, name);
    if (known !== hubId) throw new UsageError(`${file} holds the keys of another hub`);
  } catch (error) {
    const code = error instanceof Database.SqliteError ? error.code : '';
    throw /^SQLITE_(NOTADB|CORRUPT)/.test(code) ? new ExpectedError({ code: 'database-unreadable' }) : error;
  }
}

function hubIdOf(database: Database.Database, schema = 'main'): string {
  const row = database.prepare(`select value from ${schema}.meta where key = 'hub_id'`).get();
  return typeof row === 'object' && row !== null && 'value' in row ? String(row.value) : '';
}

/** The old file is overwritten: it may hold keys that have been destroyed since. */
export function replaceKeys(part: string, file: string): void {
  sync(part);
  const old = existsSync(file) ? openSync(file, 'r+') : null;
  renameSync(part, file);
  sync(dirname(file));
  if (old === null) return;
  try {
    writeSync(old, Buffer.alloc(fstatSync(old).size));
    fsyncSync(old);
  } finally {
    closeSync(old);
  }
}

export function sync(path: string): void {
  const descriptor = openSync(path, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
