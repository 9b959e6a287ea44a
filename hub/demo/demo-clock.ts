import type { Clock } from '../../shared/effects.ts';

/** The hub's clock in a demonstration: set back while a past morning is played, then as it is. */
export interface DemoClock extends Clock {
  setBehind(behindMs: number): void;
}

export function createDemoClock(real: Clock): DemoClock {
  let behindMs = 0;
  return {
    now: () => real.now() - behindMs,
    setBehind: (ms) => {
      behindMs = ms;
    },
  };
}
