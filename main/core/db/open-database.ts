import { existsSync, mkdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import Sqlite from 'better-sqlite3';
import { ExpectedError, type Failure } from '../../../shared/errors.ts';
import { compact } from './compact.ts';
import { databaseOn, type CoreDb } from './database.ts';
import { migrate } from './migrate.ts';
import { storageFailure } from './storage-failure.ts';

const SMALLEST_PAGE_BYTES = 512;

export interface DatabaseOptions {
  readonly file: string;
  /** 32 bytes, hexadecimal; used as the key itself, without derivation. */
  readonly key: string;
  readonly now: number;
}

export type Opened =
  /** `replaced`: an unreadable file of an earlier start lies beside, or an empty one was found. */
  | { readonly ok: true; readonly db: CoreDb; readonly sqliteVersion: string; readonly replaced: boolean }
  | { readonly ok: false; readonly failure: Failure };

/** Opens or makes the encrypted file. One that can't be read is put aside, never deleted. */
export function openDatabase(options: DatabaseOptions): Opened {
  try {
    const replaced = wasReplaced(options.file);
    const sqlite = openFile(options);
    const sqliteVersion = String(sqlite.prepare('select sqlite_version()').pluck().get());
    return { ok: true, db: databaseOn(sqlite), sqliteVersion, replaced };
  } catch (error) {
    const failure = storageFailure(error);
    if (failure === null) throw error;
    if (failure.code === 'database-unreadable') putAside(options);
    return { ok: false, failure };
  }
}

/** At the next start the whole file is checked before it is trusted again. */
export function suspectDatabase(file: string): void {
  writeFileSync(suspicion(file), '');
}

function openFile(options: DatabaseOptions): Sqlite.Database {
  mkdirSync(path.dirname(options.file), { recursive: true });
  if (existsSync(options.file) && !mayBeDatabase(options.file)) {
    throw new ExpectedError({ code: 'database-unreadable' });
  }
  const sqlite = new Sqlite(options.file);
  try {
    unlock(sqlite, options.key);
    checkWhenSuspected(sqlite, options.file);
    sqlite.pragma('journal_mode = WAL');
    sqlite.pragma('synchronous = FULL');
    sqlite.pragma('secure_delete = ON');
    sqlite.pragma('foreign_keys = ON');
    sqlite.pragma('cache_size = -32000');
    sqlite.pragma('temp_store = MEMORY'); // nothing of a sort goes into a temporary file
    migrate(sqlite);
    compact(sqlite);
    // What a crash left between an eviction and the end of its log.
    sqlite.pragma('wal_checkpoint(TRUNCATE)');
    return sqlite;
  } catch (error) {
    sqlite.close();
    throw error;
  }
}

/** SQLite takes what is shorter than the smallest page for an empty file, and would write over it. */
function mayBeDatabase(file: string): boolean {
  const found = statSync(file);
  return found.isFile() && (found.size === 0 || found.size >= SMALLEST_PAGE_BYTES);
}

function unlock(sqlite: Sqlite.Database, key: string): void {
  if (!/^[0-9a-f]{64}$/.test(key)) throw new ExpectedError({ code: 'database-unreadable' });
  sqlite.pragma("cipher = 'sqlcipher'");
  sqlite.pragma(`key = "x'${key}'"`);
  // A wrong key shows only when the first page is read.
  sqlite.prepare('select count(*) from sqlite_schema').get();
}

function checkWhenSuspected(sqlite: Sqlite.Database, file: string): void {
  if (!existsSync(suspicion(file))) return;
  if (sqlite.pragma('quick_check(1)', { simple: true }) !== 'ok') {
    throw new ExpectedError({ code: 'database-unreadable' });
  }
  rmSync(suspicion(file));
}

const suspicion = (file: string): string => `${file}.suspect`;
/** Tells the next start that it begins anew because of an unreadable file, once. */
const replacement = (file: string): string => `${file}.replaced`;

function wasReplaced(file: string): boolean {
  if (existsSync(file) && statSync(file).size === 0) return true;
  if (!existsSync(replacement(file))) return false;
  rmSync(replacement(file));
  return true;
}

function putAside({ file, now }: DatabaseOptions): void {
  for (const suffix of ['', '-wal', '-shm']) {
    if (existsSync(file + suffix)) renameSync(file + suffix, `${file}.unreadable-${now}${suffix}`);
  }
  rmSync(suspicion(file), { force: true });
  writeFileSync(replacement(file), '');
}
