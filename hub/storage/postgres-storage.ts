import { Kysely, sql } from 'kysely';
import type { Timers } from '../../shared/effects.ts';
import { toTell, type Effects } from './effects.ts';
import { kyselyTx, newWork } from './kysely-tx.ts';
import { openPool } from './postgres-client.ts';
import { postgresDialect } from './postgres-driver.ts';
import { CHANNEL, hearNews, type News } from './postgres-news.ts';
import { isOutage, problemOf } from './postgres-problem.ts';
import { prepareSchema, type SchemaOptions } from './postgres-schema.ts';
import { sealAllOlderRows } from './older-rows.ts';
import { createSerial } from './serial.ts';
import type { Committed, ReadTx, Storage, Whispers, WriteTx } from './storage.ts';
import type { Tables } from './tables.ts';
import { writeGathered } from './write-gathered.ts';

export interface PostgresStorageOptions extends SchemaOptions {
  /** Names this process among those at work on the database. */
  readonly instance: string;
  /** Null: changes by other processes are not looked for (command line). */
  readonly timers: Timers | null;
}

/** After the database was out of reach, what could not be sent meanwhile is looked at again. */
const LOOK_AGAIN_MS = 1_000;

/** Fails with a `PostgresProblem` that says what is wrong with the address, or with an `ExpectedError` about the schema. */
export async function openPostgresStorage(options: PostgresStorageOptions): Promise<Storage> {
  const { address, timers, instance } = options;
  const listeners = new Set<(what: Committed) => void>();
  const tell = (what: Committed): void => {
    for (const listener of listeners) listener(what);
  };
  try {
    await prepareSchema(options);
    const heard = timers === null ? null : await hearNews({ address, timers, instance, tell });
    const storage = storageOn(new Kysely({ dialect: postgresDialect(openPool(address)) }), {
      ...options,
      listeners,
      tell,
      stopHearing: heard?.stop ?? (async () => undefined),
      whispers: heard?.whispers ?? null,
    });
    await sealAllOlderRows(storage);
    return storage;
  } catch (error) {
    throw problemOf(error, address);
  }
}

interface Around extends Pick<PostgresStorageOptions, 'instance' | 'timers'> {
  readonly listeners: Set<(what: Committed) => void>;
  readonly tell: (what: Committed) => void;
  readonly stopHearing: () => Promise<void>;
  readonly whispers: Whispers | null;
}

function storageOn(db: Kysely<Tables>, around: Around): Storage {
  const { listeners, stopHearing, whispers } = around;
  const serial = createSerial();
  const outage = outageWatch(around);
  return {
    isShared: true,
    whispers,
    read: (run) => serial(() => outage.watch(() => read(db, run))),
    write: (run, committed) => serial(() => outage.watch(() => write({ db, ...around }, run, committed))),
    onCommit(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async close() {
      outage.stop();
      await serial(async () => {
        listeners.clear();
        await stopHearing();
        await db.destroy();
      });
    },
  };
}

function read<T>(db: Kysely<Tables>, run: (tx: ReadTx) => Promise<T>): Promise<T> {
  const reading = db.transaction().setAccessMode('read only');
  return reading.execute((tx) => run(kyselyTx(newWork(tx))));
}

/** The others are told by the commit itself, this process before its next transaction begins. */
async function write<T>(
  { db, tell, instance }: Around & { readonly db: Kysely<Tables> },
  run: (tx: WriteTx) => Promise<T>,
  committed: ((value: T) => void) | undefined,
): Promise<T> {
  const { value, effects } = await db.transaction().execute(async (tx) => {
    const work = newWork(tx);
    const { effects } = work;
    const value = await run(kyselyTx(work));
    await writeGathered(work);
    if (toTell(effects) !== null || effects.entered !== undefined) await notify(tx, { from: instance, ...effects });
    return { value, effects };
  });
  committed?.(value);
  const what = toTell(effects);
  if (what !== null) tell(what);
  return value;
}

async function notify(tx: Kysely<Tables>, news: News & Effects): Promise<void> {
  await sql`select pg_notify(${CHANNEL}, ${JSON.stringify(news)})`.execute(tx);
}

interface OutageWatch {
  watch<T>(job: () => Promise<T>): Promise<T>;
  stop(): void;
}

function outageWatch({ timers, tell }: Around): OutageWatch {
  let cancel: (() => void) | null = null;
  const lookAgain = (): void => {
    cancel = null;
    tell({ feed: true, mail: true });
  };
  return {
    async watch(job) {
      try {
        return await job();
      } catch (error) {
        if (isOutage(error)) cancel ??= timers?.after(LOOK_AGAIN_MS, lookAgain) ?? null;
        throw error;
      }
    },
    stop: () => cancel?.(),
  };
}
