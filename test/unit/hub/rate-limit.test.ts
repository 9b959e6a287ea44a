import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createRateLimit } from '../../../hub/rate-limit.ts';
import { createStepClock } from '../../support/step-clock.ts';

test('So many in any window, with the exact wait; keys are apart', () => {
  const clock = createStepClock();
  const limit = createRateLimit({ limit: 3, windowMs: 1_000, clock });
  const hits = [0, 100, 200].map((afterMs) => {
    clock.set(clock.now() + afterMs);
    return limit.hit('a');
  });
  expect(hits).toEqual([0, 0, 0]);
  expect(limit.hit('a')).toBe(700);
  expect(limit.hit('b')).toBe(0);
  clock.advance(699);
  expect(limit.waitMs('a')).toBe(1);
  clock.advance(1);
  expect(limit.hit('a')).toBe(0);
  expect(limit.hit('a')).toBe(100);
});

test('A clock that is set back locks nobody out', () => {
  const clock = createStepClock();
  const limit = createRateLimit({ limit: 1, windowMs: 1_000, clock });
  limit.hit('a');
  clock.set(clock.now() - 3_600_000);
  expect(limit.hit('a')).toBe(0);
});

test('As if all instants of the window were counted each time, whichever way the clock goes', () => {
  const steps = fc.array(fc.integer({ min: -300, max: 700 }), { maxLength: 60 });
  fc.assert(
    fc.property(steps, fc.integer({ min: 1, max: 4 }), (all, most) => {
      const clock = createStepClock();
      const limit = createRateLimit({ limit: most, windowMs: 1_000, clock });
      let counted: number[] = [];
      for (const step of all) {
        clock.set(clock.now() + step);
        const now = clock.now();
        counted = counted.filter((at) => at > now - 1_000 && at <= now);
        const oldest = counted.at(-most);
        const wait = oldest === undefined ? 0 : oldest + 1_000 - now;
        expect(limit.hit('a')).toBe(wait);
        if (wait === 0) counted.push(now);
      }
    }),
    { seed: 11, numRuns: 500 },
  );
});
