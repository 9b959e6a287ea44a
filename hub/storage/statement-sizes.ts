/**
 * Lists in statements come in few sizes, so that their SQL repeats and stays compiled: a page of 97 conversations and one
 * of 113 run the same statement.
 */

/** For `in (…)`: filled up to a power of two with the last id, which changes nothing. */
export function filledUp<T>(ids: readonly T[]): readonly T[] {
  const last = ids.at(-1);
  if (last === undefined || ids.length === 1) return ids;
  const size = 2 ** Math.ceil(Math.log2(ids.length));
  return [...ids, ...Array.from({ length: size - ids.length }, () => last)];
}

const LARGEST = 128;

/** For inserts of many rows: pieces whose sizes are powers of two, largest first. */
export function inPieces<T>(rows: readonly T[]): readonly (readonly T[])[] {
  if (rows.length === 1) return [rows];
  const pieces: (readonly T[])[] = [];
  for (let start = 0; start < rows.length;) {
    const left = rows.length - start;
    const size = Math.min(LARGEST, 2 ** Math.floor(Math.log2(left)));
    pieces.push(rows.slice(start, start + size));
    start += size;
  }
  return pieces;
}
