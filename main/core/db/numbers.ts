import type { ReadableDb, WritableDb } from './database.ts';

/** What the hub leases to this device is exactly this: others are used up, or of a life that is lost (NB1). */
export function storeNumbers(db: WritableDb, leased: readonly string[]): void {
  db.run('delete from number where number not in (select value from json_each(?))', [JSON.stringify(leased)]);
  for (const number of leased) db.run('insert or ignore into number (number) values (?)', [number]);
}

/** The next one, of the newest year, which is never given out again (NB2); null when there is none. */
export function takeNumber(db: WritableDb): string | null {
  const row = db.get<{ number: string }>(
    'select number from number where taken = 0 order by substr(number, 1, 4) desc, number limit 1',
  );
  if (row === undefined) return null;
  db.run('update number set taken = 1 where number = ?', [row.number]);
  return row.number;
}

export const isTaken = (db: ReadableDb, number: string): boolean =>
  db.get('select 1 from number where number = ? and taken = 1', [number]) !== undefined;

export const numbersLeft = (db: ReadableDb): number =>
  db.get<{ n: number }>('select count(*) as n from number where taken = 0')?.n ?? 0;
