import Sqlite from 'better-sqlite3';
import type { LogMover } from './log-mover.ts';

/** What the rest of the core may know of SQLite. A function that takes a `ReadableDb` can't change anything. */
export type SqlValue = string | number | null | Uint8Array;
export type Params = readonly SqlValue[] | Readonly<Record<string, SqlValue>>;

export interface ReadableDb {
  get<R>(sql: string, params?: Params): R | undefined;
  all<R>(sql: string, params?: Params): R[];
}

export interface WritableDb extends ReadableDb {
  /** Returns the id of the row that an insert made. */
  run(sql: string, params?: Params): number;
  /** Says what a reader may have to look at again once this transaction is committed. */
  touch(topic: Topic): void;
}

export type Topic =
  | 'presence'
  | 'list'
  | 'index'
  | 'directory'
  | 'canned-replies'
  | 'outbox'
  | 'notices'
  | 'agenda'
  | 'desk'
  | 'guard'
  | 'settings'
  | 'preferences'
  | 'status'
  | 'inspection'
  | `conversation:${string}`;

/** An asynchronous function in a transaction would commit before it has ended: a compile error. */
type Sync<T> = T extends PromiseLike<unknown> ? never : T;

export interface CoreDb {
  read<T>(query: (db: ReadableDb) => Sync<T>): T;
  /** One transaction: durable when it returns, without any effect when it throws. */
  write<T>(change: (db: WritableDb) => Sync<T>): T;
  onCommit(listener: (topics: ReadonlySet<Topic>) => void): void;
  /** Moves everything into the main file and empties the write-ahead log, so that what was removed is nowhere. */
  truncateLog(): void;
  /** Much is about to be stored, or no longer is. */
  expectMuch(isExpected: boolean): void;
  /** The hub answers what was written offline, or no longer does: moving the log waits until that is stored. */
  expectAnswers(areExpected: boolean): void;
  close(): void;
}

/** `mover`: null where there is no file, or nobody expects much. */
export function databaseOn(sqlite: Sqlite.Database, mover: LogMover | null = null): CoreDb {
  const statements = new Map<string, Sqlite.Statement>();
  const listeners: ((topics: ReadonlySet<Topic>) => void)[] = [];
  let touched = new Set<Topic>();

  const prepare = (sql: string): Sqlite.Statement => {
    const known = statements.get(sql);
    if (known !== undefined) return known;
    const made = sqlite.prepare(sql);
    statements.set(sql, made);
    return made;
  };
  const readable: ReadableDb = {
    get: <R>(sql: string, params: Params = []) => prepare(sql).get(params) as R | undefined,
    all: <R>(sql: string, params: Params = []) => prepare(sql).all(params) as R[],
  };
  const writable: WritableDb = {
    ...readable,
    run: (sql, params = []) => Number(prepare(sql).run(params).lastInsertRowid),
    touch: (topic) => touched.add(topic),
  };
  const inTransaction = sqlite.transaction((change: () => unknown) => change());

  return {
    read: (query) => query(readable),
    write<T>(change: (db: WritableDb) => Sync<T>): T {
      touched = new Set();
      const value = inTransaction.immediate(() => change(writable)) as T;
      const topics = touched;
      touched = new Set();
      mover?.committed();
      if (topics.size > 0) for (const listener of listeners) listener(topics);
      return value;
    },
    onCommit: (listener) => void listeners.push(listener),
    truncateLog: () => (mover === null ? truncate(sqlite) : mover.alone(() => truncate(sqlite))),
    expectMuch: (isExpected) => (isExpected ? mover?.start() : mover?.finish()),
    expectAnswers: (areExpected) => mover?.postpone(areExpected),
    close() {
      mover?.end();
      sqlite.close();
    },
  };
}

/** SQLite only says so when somebody else has the log; whoever asked would tell the hub that nothing is left. */
function truncate(sqlite: Sqlite.Database): void {
  const [result] = sqlite.pragma('wal_checkpoint(TRUNCATE)') as readonly { readonly busy: number }[];
  if (result?.busy !== 0) throw new Sqlite.SqliteError('the log is in use', 'SQLITE_BUSY');
}
