import { existsSync, statSync } from 'node:fs';
import type { CoreFacts } from '../../shared/diagnostics/facts.ts';
import type { CoreDb, ReadableDb } from './db/database.ts';
import { identityOf } from './db/meta.ts';
import { unindexedCount } from './db/search-index.ts';
import { waitingIn } from './queries/status.ts';
import type { SyncClient } from './sync/sync-client.ts';

type OfDatabase = Pick<CoreFacts, 'sqlite' | 'deviceId' | 'connection' | 'queues' | 'database'>;

export const nothingKnown: OfDatabase = {
  sqlite: null,
  deviceId: null,
  connection: null,
  queues: null,
  database: null,
};

export const ofProcess = (): Pick<CoreFacts, 'memoryBytes' | 'uptimeMs'> => ({
  memoryBytes: process.memoryUsage.rss(),
  uptimeMs: Math.round(process.uptime() * 1_000),
});

export interface Looked {
  readonly db: CoreDb;
  readonly sync: Pick<SyncClient, 'status' | 'facts'>;
  readonly databaseFile: string;
  /** Looks at every page: seconds, with a large one. */
  readonly checksAll: boolean;
}

/** Numbers and codes of an open database and of what connects it with the hub (DG3). */
export function factsOf({ db, sync, databaseFile, checksAll }: Looked): OfDatabase {
  const { connection, localSinceAt, problem, syncing } = sync.status;
  return db.read((tx) => ({
    sqlite: tx.get<{ version: string }>('select sqlite_version() as version')?.version ?? null,
    deviceId: identityOf(tx)?.deviceId ?? null,
    connection: {
      ...sync.facts.get(),
      state: connection,
      localSinceAt,
      problem: problem?.code ?? null,
      isSyncing: syncing !== null,
    },
    queues: queues(tx),
    database: {
      bytes: sizeOf(databaseFile),
      logBytes: sizeOf(`${databaseFile}-wal`),
      freeBytes: number(tx, 'select freelist_count * page_size from pragma_freelist_count, pragma_page_size'),
      schemaVersion: number(tx, 'select user_version from pragma_user_version'),
      conversations: number(tx, 'select count(*) from conversation'),
      health: checksAll ? (isWhole(tx) ? 'ok' : 'damaged') : 'unchecked',
    },
  }));
}

function queues(tx: ReadableDb): NonNullable<CoreFacts['queues']> {
  const { count, oldestLocalAt } = waitingIn(tx);
  return {
    commands: count,
    commandsOldestLocalAt: oldestLocalAt,
    drafts: number(tx, 'select count(*) from draft'),
    files: number(tx, 'select count(*) from reply_file'),
    unindexed: unindexedCount(tx),
  };
}

const isWhole = (tx: ReadableDb): boolean =>
  tx.get<{ quick_check: string }>('select quick_check from pragma_quick_check limit 1')?.quick_check === 'ok';

const number = (tx: ReadableDb, sql: string): number => Number(Object.values(tx.get<object>(sql) ?? {})[0] ?? 0);

const sizeOf = (file: string): number => (existsSync(file) ? statSync(file).size : 0);
