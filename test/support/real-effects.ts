import type { Timers } from '../../shared/effects.ts';

/** Timers of the machine, for tests over real sockets and processes. */
export const realTimers: Timers = {
  after: (delayMs, run) => {
    const timer = setTimeout(run, delayMs);
    return () => clearTimeout(timer);
  },
};
