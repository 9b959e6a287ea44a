import { sql, type Compilable, type CompiledQuery, type Kysely, type QueryResult, type RawBuilder } from 'kysely';
import type { Tables } from './tables.ts';

/** What runs a compiled query: Kysely itself, or the database without its detours. */
export type Execute = <R>(query: CompiledQuery<R>) => Promise<QueryResult<R>>;

interface Compiling {
  readonly db: Kysely<Tables>;
  readonly execute: Execute;
}

/**
 * A query that is built and compiled once for each database and run with other values each time: putting one together costs
 * ten times what running it takes. `build` sees a placeholder for every value, so it must not look at them.
 */
export function prepared<P extends object, R>(
  build: (db: Kysely<Tables>, values: P) => Compilable<R>,
): (compiling: Compiling, values: P) => Promise<QueryResult<R>> {
  const list = preparedList<never, P, R>((db, _, values) => build(db, values));
  return (compiling, values) => list(compiling, [], values);
}

/** The same for a list, whose lengths should be few (`filledUp`, `inPieces`): each has a query of its own. */
export function preparedList<T, P extends object, R>(
  build: (db: Kysely<Tables>, list: readonly T[], values: P) => Compilable<R>,
): (compiling: Compiling, list: readonly T[], values: P) => Promise<QueryResult<R>> {
  const knownByAdapter = new WeakMap<object, Map<number, Known<R>[]>>();
  return ({ db, execute }, list, values) => {
    const { adapter } = db.getExecutor();
    const knownByLength = knownByAdapter.get(adapter) ?? new Map<number, Known<R>[]>();
    knownByAdapter.set(adapter, knownByLength);
    const ofLength = knownByLength.get(list.length) ?? [];
    knownByLength.set(list.length, ofLength);
    let known = ofLength.find(({ keys }) => areKeysOf(values, keys));
    if (known === undefined) ofLength.push((known = compile(db, { build, list, values })));
    const { query, queryId, sql: text } = known.compiled;
    const parameters = known.sources.map((source) => source(list, values));
    return execute({ query, queryId, sql: text, parameters });
  };
}

/** A query for one length of list and one set of values' names. */
interface Known<R> {
  readonly keys: readonly string[];
  readonly compiled: CompiledQuery<R>;
  /** Where each parameter comes from. */
  readonly sources: readonly Slot['of'][];
}

/** In this order. Compared one by one: a text made of them at every run would cost more than all else here. */
function areKeysOf(values: object, keys: readonly string[]): boolean {
  let at = 0;
  for (const key in values) {
    if (keys[at] !== key) return false;
    at += 1;
  }
  return at === keys.length;
}

/**
 * As an expression: a bare parameter after `limit` is looked at when SQLite plans, which therefore compiles the statement anew at
 * every run; that costs more than the run.
 */
export const limitOf = (limit: number): RawBuilder<number> => sql<number>`${limit} + 0`;

interface Uncompiled<T, P, R> {
  readonly build: (db: Kysely<Tables>, list: readonly T[], values: P) => Compilable<R>;
  readonly list: readonly T[];
  readonly values: P;
}

function compile<T, P extends object, R>(db: Kysely<Tables>, { build, list, values }: Uncompiled<T, P, R>): Known<R> {
  const items = list.map((item, at) => itemSlots(item, at) as T);
  const compiled = build(
    db,
    items,
    slots(values, (key) => new Slot((_, of) => (of as Record<string, unknown>)[key])),
  ).compile();
  const sources = compiled.parameters.map((value) => (value instanceof Slot ? value.of : () => value));
  return { keys: Object.keys(values), compiled, sources };
}

function itemSlots(item: unknown, at: number): unknown {
  if (typeof item !== 'object' || item === null) return new Slot((list) => list[at]);
  return slots(item, (key) => new Slot((list) => (list[at] as Record<string, unknown>)[key]));
}

const slots = <P extends object>(values: P, slot: (key: string) => Slot): P =>
  Object.fromEntries(Object.keys(values).map((key) => [key, slot(key)])) as P;

/** Stands for a value while a query is built. */
class Slot {
  readonly of: (list: readonly unknown[], values: object) => unknown;
  constructor(of: (list: readonly unknown[], values: object) => unknown) {
    this.of = of;
  }
}
