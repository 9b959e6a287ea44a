import type Sqlite from 'better-sqlite3';
import { storageFailure } from './storage-failure.ts';

/** Where a stretch of numbers can't be read, each of so many is asked for by itself. */
const MAX_PROBES = 2_000;

export interface ReadRows<R> {
  readonly rows: readonly R[];
  /** Some may be missing; a table never says how many it had. */
  readonly isComplete: boolean;
}

/** Every row of a damaged table that can be read, by its integer key. */
export function readRows<R>(sqlite: Sqlite.Database, table: string, key: string): ReadRows<R> {
  const found = readKeys(sqlite, table, key);
  const rows: R[] = [];
  for (const value of found.keys) {
    const row = attempt(() => sqlite.prepare(`select * from ${table} not indexed where ${key} = ?`).get(value));
    if (row !== unreadable) rows.push(row as R);
  }
  return { rows, isComplete: found.isComplete && rows.length === found.keys.length };
}

export function readOne<R>(sqlite: Sqlite.Database, sql: string, parameter: string): R | null {
  const row = attempt(() => sqlite.prepare(sql).get(parameter));
  return row === unreadable ? null : ((row as R | undefined) ?? null);
}

/** From below as far as it goes, from above as far as it goes, then one by one between. */
function readKeys(sqlite: Sqlite.Database, table: string, key: string) {
  const up = walk(sqlite, `select ${key} from ${table} not indexed where ${key} > ? order by ${key} limit 1`, -1);
  if (up.isComplete) return up;
  const last = Number.MAX_SAFE_INTEGER;
  const down = walk(
    sqlite,
    `select ${key} from ${table} not indexed where ${key} < ? order by ${key} desc limit 1`,
    last,
  );
  const from = (up.keys.at(-1) ?? -1) + 1;
  const to = Math.min(down.keys.at(-1) ?? from + MAX_PROBES, from + MAX_PROBES);
  const between = Array.from({ length: Math.max(0, to - from) }, (_, index) => from + index);
  return {
    keys: [...up.keys, ...between.filter((n) => exists(sqlite, { table, key, n })), ...down.keys.toReversed()],
    isComplete: false,
  };
}

function walk(sqlite: Sqlite.Database, sql: string, start: number): { keys: number[]; isComplete: boolean } {
  const keys: number[] = [];
  for (;;) {
    const next = attempt(() =>
      sqlite
        .prepare(sql)
        .pluck()
        .get(keys.at(-1) ?? start),
    );
    if (typeof next !== 'number') return { keys, isComplete: next === undefined };
    keys.push(next);
  }
}

function exists(sqlite: Sqlite.Database, { table, key, n }: { table: string; key: string; n: number }): boolean {
  const found = attempt(() => sqlite.prepare(`select 1 from ${table} not indexed where ${key} = ?`).get(n));
  return found !== unreadable && found !== undefined;
}

const unreadable = Symbol('unreadable');

/** Damage is a value here; anything else that goes wrong (a full disk) ends the rescue. */
function attempt(read: () => unknown): unknown {
  try {
    return read();
  } catch (error) {
    if (isDamage(error)) return unreadable;
    throw error;
  }
}

/** A table whose definition is lost does not exist for SQLite. */
export function isDamage(error: unknown): boolean {
  return storageFailure(error)?.code === 'database-unreadable' || isUnknownTable(error);
}

const isUnknownTable = (error: unknown): boolean =>
  error instanceof Error && /^no such (table|column)/.test(error.message);
