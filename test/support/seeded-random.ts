import type { Random } from '../../shared/effects.ts';

export interface SeededRandom extends Random {
  /** Uniform in 0 … below - 1. */
  below(below: number): number;
  pick<T>(from: readonly T[]): T;
  bytes(length: number): Buffer;
}

/** SplitMix32 (after Steele, Lea, Flood: Fast Splittable Pseudorandom Number Generators): the same seed, the same story. */
export function seededRandom(seed: number): SeededRandom {
  let state = seed | 0;
  const next = (): number => {
    state = (state + 0x9e3779b9) | 0;
    let z = state ^ (state >>> 16);
    z = Math.imul(z, 0x21f0aaad);
    z = Math.imul(z ^ (z >>> 15), 0x735a2d97);
    return ((z ^ (z >>> 15)) >>> 0) / 2 ** 32;
  };
  const below = (limit: number): number => Math.floor(next() * limit);
  return {
    next,
    below,
    pick(from) {
      if (from.length === 0) throw new RangeError('nothing to pick from');
      return from[below(from.length)] as (typeof from)[number];
    },
    bytes: (length) => Buffer.from(Array.from({ length }, () => below(256))),
  };
}
