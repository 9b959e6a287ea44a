import type { Clock, Timers } from '../../shared/effects.ts';

/** Time that moves only when a test says so; timers that become due run in order of their instants. */
export interface StepClock extends Clock, Timers {
  advance(ms: number): void;
  /** Jumps without running timers, as when somebody sets a PC's clock. */
  set(at: number): void;
}

interface Timer {
  readonly at: number;
  readonly run: () => void;
}

export function createStepClock(startAt = Date.UTC(2026, 2, 10, 9, 0, 0)): StepClock {
  let now = startAt;
  const timers = new Set<Timer>();
  const nextUntil = (end: number): Timer | undefined =>
    [...timers].filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
  return {
    now: () => now,
    set(at) {
      now = at;
    },
    after(delayMs, run) {
      const timer = { at: now + delayMs, run };
      timers.add(timer);
      return () => timers.delete(timer);
    },
    advance(ms) {
      const end = now + ms;
      for (let timer = nextUntil(end); timer !== undefined; timer = nextUntil(end)) {
        timers.delete(timer);
        now = Math.max(now, timer.at);
        timer.run();
      }
      now = end;
    },
  };
}
