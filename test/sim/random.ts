import type { Random } from '../../shared/effects.ts';

/** xoshiro128** (Blackman, Vigna 2018): 2^128 - 1 states, so that every seed is another run. */
export class Dice implements Random {
  readonly #state: Uint32Array;

  /** Streams of one seed are independent: what is drawn in one changes nothing in another. */
  constructor(seed: number, stream = 0) {
    this.#state = Uint32Array.from(splitMix(seed, stream));
  }

  /** Uniform in [0, 1), 32 bits of it. */
  next(): number {
    const s = this.#state as unknown as [number, number, number, number];
    const result = Math.imul(rotated(Math.imul(s[1], 5), 7), 9) >>> 0;
    const shifted = s[1] << 9;
    s[2] ^= s[0];
    s[3] ^= s[1];
    s[1] ^= s[2];
    s[0] ^= s[3];
    s[2] ^= shifted;
    s[3] = rotated(s[3], 11);
    return result / 2 ** 32;
  }

  /** Whole, from 0 to below `end`. */
  below(end: number): number {
    return Math.floor(this.next() * end);
  }

  between(from: number, end: number): number {
    return from + this.below(end - from);
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  pick<T>(from: readonly T[]): T {
    const picked = from[this.below(from.length)];
    if (picked === undefined) throw new Error('nothing to pick from');
    return picked;
  }

  /** By weight; a weight of 0 is never picked. */
  weighted<T>(options: readonly (readonly [weight: number, value: T])[]): T {
    let at = this.next() * options.reduce((sum, [weight]) => sum + weight, 0);
    for (const [weight, value] of options) {
      at -= weight;
      if (at < 0) return value;
    }
    throw new Error('all weights are 0');
  }

  /** Letters and digits. */
  word(length: number): string {
    return this.#of(`${LETTERS}0123456789`, length);
  }

  /** With digits among them the guard takes a word for somebody's password, and nobody may read it (GU2). */
  letters(length: number): string {
    return this.#of(LETTERS, length);
  }

  #of(characters: string, length: number): string {
    let word = '';
    for (let at = 0; at < length; at += 1) word += characters[this.below(characters.length)] ?? '';
    return word;
  }
}

const LETTERS = 'abcdefghijklmnopqrstuvwxyz';

const rotated = (value: number, by: number): number => ((value << by) | (value >>> (32 - by))) >>> 0;

/** Spreads two small numbers over the whole state (Steele, Lea, Flood 2014; 32-bit finaliser of MurmurHash3). */
function splitMix(seed: number, stream: number): number[] {
  let state = (Math.imul(seed, 0x9e37_79b1) ^ Math.imul(stream + 1, 0x85eb_ca77) ^ Math.floor(seed / 2 ** 32)) >>> 0;
  return Array.from({ length: 4 }, () => {
    state = (state + 0x9e37_79b9) >>> 0;
    let mixed = state;
    mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85eb_ca6b);
    mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2_ae35);
    return (mixed ^ (mixed >>> 16)) >>> 0;
  });
}
