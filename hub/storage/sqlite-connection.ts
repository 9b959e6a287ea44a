import Database from 'better-sqlite3';
import { Kysely, SqliteDialect, type CompiledQuery, type QueryResult } from 'kysely';
import { ExpectedError } from '../../shared/errors.ts';
import { migrate, type Applied } from './migrate.ts';
import type { Migration } from './migration.ts';
import type { Execute } from './prepared.ts';
import type { Tables } from './tables.ts';

/** How long a writer waits for another process that writes to the same file. */
const BUSY_TIMEOUT_MS = 5_000;
const MAX_CACHED_STATEMENTS = 500;

export type Sqlite = Database.Database;

export interface SqliteOptions {
  readonly file: string;
  readonly now: number;
  readonly migrations?: readonly Migration[];
}

/** Opens or makes the file and brings its schema up to date. */
export async function openSqliteFile(options: SqliteOptions): Promise<Sqlite> {
  const sqlite = new Database(options.file, { timeout: BUSY_TIMEOUT_MS });
  try {
    // More than FULL only until WAL is on: then a power loss can't bring the first journal back, to undo what came after.
    sqlite.pragma('synchronous = EXTRA');
    sqlite.pragma('journal_mode = WAL');
    sqlite.pragma('synchronous = FULL');
    sqlite.pragma('foreign_keys = ON');
    // A large mail is not to pass through the cache as a whole: pages of 4 KB are written out from 4 MB on, and at most 8 MB are kept.
    sqlite.pragma('cache_spill = 1000');
    sqlite.pragma('cache_size = -8000');
    // Whatever SQLite frees it overwrites: keys may be in it (RD4).
    sqlite.pragma('secure_delete = ON');
    await migrateFile(sqlite, options);
    return sqlite;
  } catch (error) {
    sqlite.close();
    throw unreadable(error);
  }
}

/** A statement cache: compiling SQL again for every query costs more than running it. */
export function preparing(sqlite: Sqlite): (sql: string) => Database.Statement {
  const cache = new Map<string, Database.Statement>();
  return (sql) => {
    const known = cache.get(sql);
    if (known !== undefined) return known;
    if (cache.size >= MAX_CACHED_STATEMENTS) cache.clear();
    const statement = sqlite.prepare(sql);
    cache.set(sql, statement);
    return statement;
  };
}

export function kyselyOn(sqlite: Sqlite, prepare = preparing(sqlite)): Kysely<Tables> {
  return new Kysely<Tables>({ dialect: new SqliteDialect({ database: { prepare, close: () => sqlite.close() } }) });
}

/** Runs what was compiled before, without Kysely's way there. */
export function executeOn(prepare: (sql: string) => Database.Statement): Execute {
  return async <R>({ sql, parameters }: CompiledQuery<R>): Promise<QueryResult<R>> => {
    const statement = prepare(sql);
    if (statement.reader) return { rows: statement.all(...parameters) as R[] };
    return { numAffectedRows: BigInt(statement.run(...parameters).changes), rows: [] };
  };
}

/**
 * `begin immediate`: a deferred transaction that turns into a writing one fails at once when another process writes; this
 * one waits. On a single connection Kysely's own transactions do no more than this.
 */
export function transactionOn(sqlite: Sqlite): <T>(run: () => Promise<T>) => Promise<T> {
  const [begin, commit, rollback] = ['begin immediate', 'commit', 'rollback'].map((sql) => sqlite.prepare(sql));
  return async (run) => {
    begin?.run();
    try {
      const value = await run();
      commit?.run();
      return value;
    } catch (error) {
      // Some failures, a full disk for one, have ended it already.
      if (sqlite.inTransaction) rollback?.run();
      throw error;
    }
  };
}

/** Of a file that nobody serves: takes the steps that are missing, or with `isDryRun` takes and undoes them. */
export async function migrateClosed(
  options: SqliteOptions & { readonly isDryRun: boolean },
): Promise<readonly string[]> {
  const sqlite = new Database(options.file, { timeout: BUSY_TIMEOUT_MS, fileMustExist: true });
  try {
    return await migrateFile(sqlite, options);
  } catch (error) {
    throw unreadable(error);
  } finally {
    sqlite.close();
  }
}

async function migrateFile(
  sqlite: Sqlite,
  options: SqliteOptions & { readonly isDryRun?: boolean },
): Promise<readonly string[]> {
  const insert = 'insert into migrations (version, name, checksum, at) values (?, ?, ?, ?)';
  sqlite.exec('begin immediate');
  try {
    const database = {
      dialect: { bytes: 'blob' as const, clustered: 'without rowid' as const },
      execute: async (statement: string) => void sqlite.exec(statement),
      applied: async () => sqlite.prepare<[], Applied>('select version, checksum from migrations').all(),
      record: async ({ version, name, checksum, at }: Applied & { name: string; at: number }) =>
        void sqlite.prepare(insert).run(version, name, checksum, at),
    };
    const taken = await migrate(database, options.now, options.migrations);
    sqlite.exec(options.isDryRun === true ? 'rollback' : 'commit');
    return taken;
  } catch (error) {
    if (sqlite.inTransaction) sqlite.exec('rollback');
    throw error;
  }
}

function unreadable(error: unknown): unknown {
  const code = error instanceof Database.SqliteError ? error.code : '';
  const damaged = code.startsWith('SQLITE_NOTADB') || code.startsWith('SQLITE_CORRUPT');
  return damaged ? new ExpectedError({ code: 'database-unreadable' }) : error;
}
