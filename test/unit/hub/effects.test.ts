import { expect, test } from 'vitest';
import { createSystemIds } from '../../../hub/cli/effects.ts';
import { idSchema } from '../../../shared/model/conversation.ts';
import { createStepClock } from '../../support/step-clock.ts';

test('Ids are version 7, fit the schema, and grow, also within a millisecond and when the clock goes back', () => {
  const clock = createStepClock();
  const ids = createSystemIds(clock);
  const made = Array.from({ length: 10_000 }, (_, index) => {
    if (index % 5_000 === 4_999) clock.set(clock.now() - 60_000);
    return ids.next();
  });
  expect(made).toEqual([...made].sort());
  expect(new Set(made).size).toBe(made.length);
  for (const id of made.slice(0, 100)) {
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(idSchema.parse(id)).toBe(id);
  }
});

test('Secrets have 256 bits and are never the same', () => {
  const ids = createSystemIds(createStepClock());
  expect(Buffer.from(ids.secret(), 'base64url')).toHaveLength(32);
  expect(ids.secret()).not.toBe(ids.secret());
});
