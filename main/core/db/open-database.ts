import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import Sqlite from 'better-sqlite3';
import { ExpectedError, type Failure } from '../../../shared/errors.ts';
import { compact } from './compact.ts';
import { databaseOn, type CoreDb } from './database.ts';
import { LogMover } from './log-mover.ts';
import { migrate } from './migrate.ts';
import { rescue } from './rescue.ts';
import { storageFailure } from './storage-failure.ts';

const SMALLEST_PAGE_BYTES = 512;

export interface DatabaseOptions {
  readonly file: string;
  /** 32 bytes, hexadecimal; used as the key itself, without derivation. */
  readonly key: string;
  readonly now: number;
}

export type Opened =
  | { readonly ok: true; readonly db: CoreDb; readonly sqliteVersion: string }
  | { readonly ok: false; readonly failure: Failure };

/**
 * Opens or makes the encrypted file. One that can't be read is put aside; the next start saves what it can. It is deleted
 * later, by `removeSetAside`.
 */
export function openDatabase(options: DatabaseOptions): Opened {
  try {
    const replaced = whatItReplaces(options.file);
    const sqlite = openFile(options);
    const sqliteVersion = versionOf(sqlite);
    const db = databaseOn(sqlite, new LogMover(sqlite, options));
    if (replaced !== null) takeOver(db, replaced, options);
    return { ok: true, db, sqliteVersion };
  } catch (error) {
    const failure = storageFailure(error);
    if (failure === null) throw error;
    if (failure.code === 'database-unreadable') putAside(options);
    return { ok: false, failure };
  }
}

/** Of a practice: never a file, so that there is neither a key nor anything left (PX2). */
export function openInMemory(): Opened {
  const sqlite = new Sqlite(':memory:');
  prepared(sqlite);
  return { ok: true, db: databaseOn(sqlite), sqliteVersion: versionOf(sqlite) };
}

/** Removes what was put aside up to that instant; false when something of it could not be removed now (EV8). */
export function removeSetAside(file: string, upTo: number): boolean {
  const folder = path.dirname(file);
  const prefix = path.basename(setAside(file, 0)).slice(0, -1);
  const isDue = (name: string): boolean => name.startsWith(prefix) && parseInt(name.slice(prefix.length), 10) <= upTo;
  try {
    // A folder may have lain in its place.
    for (const name of readdirSync(folder)) if (isDue(name)) rmSync(path.join(folder, name), { recursive: true });
    return true;
  } catch {
    return false;
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
    prepared(sqlite);
    return sqlite;
  } catch (error) {
    sqlite.close();
    throw error;
  }
}

function prepared(sqlite: Sqlite.Database): void {
  // More than FULL only until WAL is on: then a power loss can't bring the first journal back, to undo what came after.
  sqlite.pragma('synchronous = EXTRA');
  sqlite.pragma('journal_mode = WAL');
  sqlite.pragma('synchronous = FULL');
  sqlite.pragma('secure_delete = ON');
  sqlite.pragma('foreign_keys = ON');
  sqlite.pragma('cache_size = -16000');
  sqlite.pragma('temp_store = MEMORY'); // nothing of a sort goes into a temporary file
  migrate(sqlite);
  compact(sqlite);
  // What a crash left between an eviction and the end of its log.
  sqlite.pragma('wal_checkpoint(TRUNCATE)');
}

const versionOf = (sqlite: Sqlite.Database): string => String(sqlite.prepare('select sqlite_version()').pluck().get());

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
/** Tells the next start that it begins anew because of an unreadable file, and which: taken away when that is done. */
const replacement = (file: string): string => `${file}.replaced`;

/** `damaged`: the file that was put aside; null when an empty one was found. */
function whatItReplaces(file: string): { readonly damaged: string | null } | null {
  if (existsSync(replacement(file))) {
    const name = readFileSync(replacement(file), 'utf8');
    if (name === '') return { damaged: null };
    const damaged = path.join(path.dirname(file), path.basename(name));
    // A crash came between the file and its log.
    if (existsSync(damaged) && !existsSync(file)) moveAside(file, damaged);
    return { damaged };
  }
  return existsSync(file) && statSync(file).size === 0 ? { damaged: null } : null;
}

function takeOver(db: CoreDb, { damaged }: { readonly damaged: string | null }, options: DatabaseOptions): void {
  const { file, key, now } = options;
  try {
    rescue(db, { file: damaged, key, now, open: (copy) => openCopy(copy, key) });
  } catch (error) {
    db.close();
    throw error;
  }
  rmSync(replacement(file), { force: true });
}

function openCopy(file: string, key: string): Sqlite.Database {
  const sqlite = new Sqlite(file, { fileMustExist: true });
  try {
    unlock(sqlite, key);
    return sqlite;
  } catch (error) {
    sqlite.close();
    throw error;
  }
}

function putAside({ file, now }: DatabaseOptions): void {
  const aside = setAside(file, now);
  // First what tells of it: after a crash in between, nothing is forgotten.
  writeFileSync(replacement(file), path.basename(aside));
  moveAside(file, aside);
  rmSync(suspicion(file), { force: true });
}

const setAside = (file: string, at: number): string => `${file}.unreadable-${at}`;

function moveAside(file: string, aside: string): void {
  for (const suffix of ['', '-wal', '-shm']) {
    if (existsSync(file + suffix)) renameSync(file + suffix, aside + suffix);
  }
}
