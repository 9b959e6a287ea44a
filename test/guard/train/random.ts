/** Numbers that follow from a seed (mulberry32). */
export interface Random {
  /** From 0 to 1. */
  next(): number;
  /** The places 0 to `count` - 1 in some order. */
  shuffle(count: number): readonly number[];
}

export function createRandom(seed: number): Random {
  let state = seed;
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let value = Math.imul(state ^ (state >>> 15), 1 | state);
    value = (value + Math.imul(value ^ (value >>> 7), 61 | value)) ^ value;
    return ((value ^ (value >>> 14)) >>> 0) / 2 ** 32;
  };
  const shuffle = (count: number): readonly number[] => {
    const places = Array.from({ length: count }, (_, place) => place);
    for (let left = count - 1; left > 0; left--) {
      const other = Math.floor(next() * (left + 1));
      [places[left], places[other]] = [places[other]!, places[left]!];
    }
    return places;
  };
  return { next, shuffle };
}
