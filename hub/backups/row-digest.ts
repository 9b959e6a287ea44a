import { createHash, type Hash } from 'node:crypto';

/** What either database gives back of a column. */
export type Value = string | number | Uint8Array | null;

export interface Digest {
  readonly rows: number;
  /** Hexadecimal. */
  readonly digest: string;
}

/** 2^256: digests of rows are added up, so that the order in which a database gives them back does not matter. */
const MODULUS = 1n << 256n;
const HEX_DIGITS = 64;

/** Counts the rows of a table and says what is in them, the same for the same rows in SQLite and in PostgreSQL. */
export function createRowDigest(): { add(row: readonly Value[]): void; result(): Digest } {
  let rows = 0;
  let sum = 0n;
  return {
    add(row) {
      const hash = createHash('sha256');
      for (const value of row) addValue(hash, value);
      sum = (sum + BigInt(`0x${hash.digest('hex')}`)) % MODULUS;
      rows += 1;
    },
    result: () => ({ rows, digest: sum.toString(16).padStart(HEX_DIGITS, '0') }),
  };
}

/** With its kind and its length before it: no two rows are written alike. */
function addValue(hash: Hash, value: Value): void {
  if (value === null) hash.update('-;');
  else if (typeof value === 'number') hash.update(`n${value};`);
  else if (typeof value === 'string') hash.update(`s${Buffer.byteLength(value)};`).update(value);
  else hash.update(`b${value.byteLength};`).update(value);
}
