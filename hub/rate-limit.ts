import type { Clock } from '../shared/effects.ts';

export interface RateLimit {
  /** Counts one event; ms to wait when there were too many, else 0. */
  hit(key: string): number;
  /** Ms to wait without counting. */
  waitMs(key: string): number;
}

/** At most `limit` events of one key in any `windowMs`. Keeps the instants, so that the wait is exact. */
export function createRateLimit({
  limit,
  windowMs,
  clock,
}: {
  limit: number;
  windowMs: number;
  clock: Clock;
}): RateLimit {
  const instants = new Map<string, number[]>();
  const recent = (key: string): readonly number[] => {
    const now = clock.now();
    const kept = instants.get(key) ?? [];
    // In order: what the clock, set back, has not reached yet stands at the end.
    while ((kept.at(-1) ?? now) > now) kept.pop();
    const over = kept.findIndex((at) => at > now - windowMs);
    if (over !== 0) kept.splice(0, over === -1 ? kept.length : over);
    if (kept.length === 0) instants.delete(key);
    return kept;
  };
  const waitMs = (key: string): number => {
    const kept = recent(key);
    const oldest = kept[kept.length - limit];
    return oldest === undefined ? 0 : oldest + windowMs - clock.now();
  };
  return {
    waitMs,
    hit(key) {
      const wait = waitMs(key);
      if (wait > 0) return wait;
      if (instants.size > MAX_KEYS) for (const other of instants.keys()) recent(other);
      const kept = instants.get(key);
      if (kept === undefined) instants.set(key, [clock.now()]);
      else kept.push(clock.now());
      return 0;
    },
  };
}

/** Above this, keys whose events are over are dropped. */
const MAX_KEYS = 10_000;
