import type { SqlValue, WritableDb } from './database.ts';

/** One call into SQLite costs about as much as a small row; of 4, 16 and 40 rows a call, 16 were best. */
const ROWS_AT_ONCE = 16;

export interface Insert {
  readonly one: string;
  readonly many: string;
}

/** `values`: how one row is bound, where not as it is. */
export function insertInto(
  table: string,
  columns: readonly string[],
  values = columns.map(() => '?').join(', '),
): Insert {
  const into = `insert into ${table} (${columns.join(', ')}) values`;
  return { one: `${into} (${values})`, many: `${into} ${Array(ROWS_AT_ONCE).fill(`(${values})`).join(', ')}` };
}

/** In their order. */
export function insertRows(db: WritableDb, { one, many }: Insert, rows: readonly (readonly SqlValue[])[]): void {
  const together = rows.length - (rows.length % ROWS_AT_ONCE);
  for (let at = 0; at < together; at += ROWS_AT_ONCE) db.run(many, rows.slice(at, at + ROWS_AT_ONCE).flat());
  for (const row of rows.slice(together)) db.run(one, row);
}
