import { randomBytes, randomFillSync } from 'node:crypto';
import type { Clock, Ids, Random, Timers } from '../../shared/effects.ts';

/** The real ones. */
export const systemClock: Clock = { now: () => Date.now() };

export const systemTimers: Timers = {
  after(delayMs, run) {
    const timer = setTimeout(run, delayMs);
    return () => clearTimeout(timer);
  },
};

export const systemRandom: Random = { next: () => Math.random() };

/** UUID version 7 (RFC 9562): 48 bits of time, then random; within a millisecond ids keep their order by a counter. */
export function createSystemIds(clock: Clock): Ids {
  let lastMs = 0;
  let count = 0;
  const eightBytes = randomInPieces(8);
  return {
    next() {
      const now = clock.now();
      count = now > lastMs ? 0 : count + 1;
      if (count > 0xfff) {
        lastMs += 1;
        count = 0;
      }
      lastMs = Math.max(lastMs, now);
      const time = lastMs.toString(16).padStart(12, '0');
      const bytes = eightBytes();
      bytes[0] = ((bytes[0] ?? 0) & 0x3f) | 0x80;
      const tail = bytes.toString('hex');
      const middle = count.toString(16).padStart(3, '0');
      return `${time.slice(0, 8)}-${time.slice(8)}-7${middle}-${tail.slice(0, 4)}-${tail.slice(4)}`;
    },
    secret: () => randomBytes(32).toString('base64url'),
  };
}

/** Asking the system's generator once for many ids is ten times as fast as for each; no piece is given out twice. */
function randomInPieces(size: number): () => Buffer {
  const pool = Buffer.alloc(size * 256);
  let used = pool.length;
  return () => {
    if (used === pool.length) {
      randomFillSync(pool);
      used = 0;
    }
    used += size;
    return pool.subarray(used - size, used);
  };
}
