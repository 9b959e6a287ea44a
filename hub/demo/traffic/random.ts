/** Numbers that look random and are the same for the same seed: a believable morning needs no more (xorshift, 32 bits of state). */
export interface Dice {
  /** 0 ≤ x < 1. */
  next(): number;
  pick<T>(list: readonly [T, ...T[]]): T;
}

export function createDice(seed: number): Dice {
  // Not 0, which would stay so; spread over all bits, so that 1 and 2 begin differently.
  let state = Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) | 1;
  const next = (): number => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
  return {
    next,
    pick: (list) => list[Math.floor(next() * list.length)] ?? list[0],
  };
}
