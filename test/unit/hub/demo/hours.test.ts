import { expect, test } from 'vitest';
import { demoHours } from '../../../../hub/demo/hours.ts';
import { scheduleSchema } from '../../../../shared/schedule/schedule.ts';
import { offeredSlots } from '../../../../shared/schedule/slots.ts';

test('every group of the demonstration can be met, at each of its places, in any week of the year', () => {
  const weeks = Array.from({ length: 52 }, (_, week) => Date.UTC(2026, 0, 5, 12) + week * 7 * 86_400_000);
  for (const schedule of demoHours) {
    expect(scheduleSchema.parse(schedule)).toEqual(schedule);
    const places = new Set(schedule.weekly.flatMap((hours) => hours.places));
    for (const place of places) {
      for (const now of weeks) expect(offeredSlots(schedule, { now, place, busy: [] })).toHaveLength(3);
    }
  }
  expect(demoHours).toHaveLength(5);
});
