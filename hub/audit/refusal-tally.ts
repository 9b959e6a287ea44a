import type { Clock } from '../../shared/effects.ts';
import { createRateLimit } from '../rate-limit.ts';

export interface RefusalTally {
  /** Counts a refusal. Null: leave it out; else how many were left out before this one. */
  take(address: string): number | null;
}

/** Whoever is not known yet must not make the chain grow as fast as he likes. */
const ENTRIES = { limit: 20, windowMs: 60_000 };

export function createRefusalTally(clock: Clock): RefusalTally {
  const entries = createRateLimit({ ...ENTRIES, clock });
  let unrecorded = 0;
  return {
    take(address) {
      if (entries.hit(address) > 0) {
        unrecorded += 1;
        return null;
      }
      const before = unrecorded;
      unrecorded = 0;
      return before;
    },
  };
}
