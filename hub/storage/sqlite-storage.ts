import type { Timers } from '../../shared/effects.ts';
import { toTell, type Effects } from './effects.ts';
import { forgetKept, type Kept } from './kept.ts';
import { kyselyTx, newWork, renewed } from './kysely-tx.ts';
import { createSerial, type Serial } from './serial.ts';
import {
  executeOn,
  kyselyOn,
  openSqliteFile,
  preparing,
  transactionOn,
  type Sqlite,
  type SqliteOptions,
} from './sqlite-connection.ts';
import { sealAllOlderRows } from './older-rows.ts';
import type { Committed, ReadTx, Storage, WriteTx } from './storage.ts';
import { writeGathered } from './write-gathered.ts';

/** How often a hub looks whether the command line changed the same file. */
const WATCH_INTERVAL_MS = 500;

export interface SqliteStorageOptions extends SqliteOptions {
  /** Null: changes by other processes are not looked for (command line). */
  readonly timers: Timers | null;
  /** Sees to it that the pieces of a large file are let go of while it is written. */
  readonly tidy?: (bytes: number) => void;
}

export async function openSqliteStorage(options: SqliteStorageOptions): Promise<Storage> {
  const sqlite = await openSqliteFile(options);
  const storage = sqliteStorage(sqlite, options.timers, options.tidy);
  // Old copies of rows lie in the gaps of pages until the file is written anew (RD4).
  if (await sealAllOlderRows(storage)) {
    sqlite.exec('vacuum');
    cutOff(sqlite);
  }
  return storage;
}

/** On a database that is open and up to date; takes it over. */
export function sqliteStorage(sqlite: Sqlite, timers: Timers | null, tidy?: (bytes: number) => void): Storage {
  const listeners = new Set<(what: Committed) => void>();
  const tell = (what: Committed): void => {
    for (const listener of listeners) listener(what);
  };
  const endWatch = timers === null ? () => undefined : watch(sqlite, timers, tell);
  const serial = createSerial();
  return {
    isShared: false,
    whispers: null,
    ...transactions(sqlite, { tell, serial, tidy }),
    onCommit(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async close() {
      endWatch();
      await serial(async () => {
        listeners.clear();
        if (sqlite.open) sqlite.close();
      });
    },
  };
}

interface Around {
  readonly tell: (what: Committed) => void;
  readonly serial: Serial;
  readonly tidy: ((bytes: number) => void) | undefined;
}

/** One connection, one transaction at a time; those in line when the storage is closed still run. */
function transactions(sqlite: Sqlite, { tell, serial, tidy }: Around): Pick<Storage, 'read' | 'write'> {
  const prepare = preparing(sqlite);
  const db = kyselyOn(sqlite, prepare);
  const work = newWork(db, executeOn(prepare));
  if (tidy !== undefined) work.tidy = tidy;
  const tx = kyselyTx(work);
  const within = transactionOn(sqlite);
  const refreshed = forgetting(sqlite, work.kept);
  const log = writeAheadLog(sqlite);
  return {
    read: <T>(run: (tx: ReadTx) => Promise<T>) =>
      serial(async () => {
        renewed(work);
        refreshed();
        return run(tx);
      }),
    write: <T>(run: (tx: WriteTx) => Promise<T>, committed?: (value: T) => void) =>
      serial(async () => {
        renewed(work);
        const value = await orForget(work.kept, () =>
          within(async () => {
            // Within the transaction: from here on nobody else commits.
            refreshed();
            const result = await run(tx);
            await writeGathered(work);
            return result;
          }),
        );
        const { effects } = work;
        log.committed(effects);
        committed?.(value);
        const what = toTell(effects);
        if (what !== null) tell(what);
        return value;
      }),
  };
}

/** Forgets what was kept as soon as another connection has committed: the command line, another hub by mistake. */
function forgetting(sqlite: Sqlite, kept: Kept): () => void {
  const version = dataVersion(sqlite);
  let known = version();
  return () => {
    const current = version();
    if (current !== known) forgetKept(kept);
    known = current;
  };
}

/** What a transaction that failed has kept was perhaps never true. */
async function orForget<T>(kept: Kept, transaction: () => Promise<T>): Promise<T> {
  try {
    return await transaction();
  } catch (error) {
    forgetKept(kept);
    throw error;
  }
}

/** Moves when another connection has committed; asking costs microseconds. */
function dataVersion(sqlite: Sqlite): () => unknown {
  const statement = sqlite.prepare('pragma data_version').pluck();
  return () => statement.get();
}

/**
 * A key that was destroyed still lies in the log, until all of the log is in the file and the log is cut off (RD4). Who reads at
 * that moment, `backup` for one, prevents it: then it is tried again after each later transaction.
 */
function writeAheadLog(sqlite: Sqlite): { committed(effects: Effects): void } {
  let isToBeCut = false;
  return {
    committed({ erased }) {
      isToBeCut ||= erased === true;
      if (!isToBeCut) return;
      isToBeCut = !cutOff(sqlite);
    },
  };
}

/** False where somebody reads; nobody waits for them. */
function cutOff(sqlite: Sqlite): boolean {
  const timeout = sqlite.pragma('busy_timeout', { simple: true });
  sqlite.pragma('busy_timeout = 0');
  try {
    const [result] = sqlite.pragma('wal_checkpoint(TRUNCATE)') as readonly { readonly busy: number }[];
    return result?.busy === 0;
  } finally {
    sqlite.pragma(`busy_timeout = ${Number(timeout)}`);
  }
}

function watch(sqlite: Sqlite, timers: Timers, tell: (what: Committed) => void): () => void {
  const version = dataVersion(sqlite);
  let known = version();
  let cancel = (): void => undefined;
  const look = (): void => {
    const current = version();
    if (current !== known) {
      known = current;
      tell({ feed: true, mail: true, barred: 'unknown' });
    }
    cancel = timers.after(WATCH_INTERVAL_MS, look);
  };
  cancel = timers.after(WATCH_INTERVAL_MS, look);
  return () => cancel();
}
