import type { Params, ReadableDb, WritableDb } from './database.ts';
import { insertInto, insertRows } from './insert-rows.ts';
import { setMeta } from './meta.ts';

/**
 * Content of conversations, each piece in a row of its own that is appended, never moved, and overwritten in place when
 * it has to go. Invariants that this rests on (SQLite's b-tree):
 * - a row whose number is higher than all others goes onto the last page; no other row is moved for it;
 * - an update to a value of the same length overwrites the bytes where they are;
 * - rows are never deleted, so that pages are never merged. Space comes back by `compact` at the next start.
 */
export function addSlot(db: WritableDb, content: unknown): number {
  return db.run('insert into slot (body) values (cast(? as blob))', [JSON.stringify(content)]);
}

const INSERT = insertInto('slot', ['slot', 'body'], '?, cast(? as blob)');

/** Several, one after the other; returns the number of the first. */
export function addSlots(db: WritableDb, contents: readonly unknown[]): number {
  const first = (db.get<{ slot: number | null }>('select max(slot) as slot from slot')?.slot ?? 0) + 1;
  insertRows(
    db,
    INSERT,
    contents.map((content, index) => [first + index, JSON.stringify(content)]),
  );
  return first;
}

export function readSlot<T>(db: ReadableDb, slot: number): T {
  const row = db.get<{ body: Uint8Array }>('select body from slot where slot = ?', [slot]);
  if (row === undefined) throw new Error(`slot ${slot} does not exist`);
  return parseSlot<T>(row.body);
}

export const parseSlot = <T>(body: Uint8Array): T => JSON.parse(Buffer.from(body).toString('utf8')) as T;

export function eraseSlot(db: WritableDb, slot: number): void {
  db.run(
    `insert into meta select 'erasedBytes', length(body) from slot where slot = ?
     on conflict do update set value = value + excluded.value`,
    [slot],
  );
  db.run('update slot set body = zeroblob(length(body)) where slot = ?', [slot]);
}

/** Those that a query names as `slot`. */
export function eraseSlots(db: WritableDb, query: string, params: Params): void {
  db.run(
    `insert into meta select 'erasedBytes', coalesce(sum(length(body)), 0) from slot where slot in (select slot from (${query}))
     on conflict do update set value = value + excluded.value`,
    params,
  );
  db.run(`update slot set body = zeroblob(length(body)) where slot in (select slot from (${query}))`, params);
}

/** All of them at once. */
export function eraseAllSlots(db: WritableDb): void {
  const { bytes } = db.get<{ bytes: number }>('select coalesce(sum(length(body)), 0) as bytes from slot') ?? {
    bytes: 0,
  };
  setMeta(db, 'erasedBytes', bytes);
  db.run('update slot set body = zeroblob(length(body))');
}
