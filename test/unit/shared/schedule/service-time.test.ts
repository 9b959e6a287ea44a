import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { openDayMs, serviceMs } from '../../../../shared/schedule/service-time.ts';
import { scheduleOf } from '../../../support/appointments.ts';

const HOUR = 60 * 60_000;
const ALL = Number.POSITIVE_INFINITY;
const at = (text: string): number => Date.parse(text);
const open = (from: string, to: string, schedule: Parameters<typeof openDayMs>[0] = null): number =>
  openDayMs(schedule, { from: at(from), to: at(to), enough: ALL }) / HOUR;
const service = (from: string, to: string, schedule: Parameters<typeof serviceMs>[0] = null): number =>
  serviceMs(schedule, { from: at(from), to: at(to), enough: ALL }) / HOUR;

describe('[CK2] hours of open days', () => {
  test.each([
    ['within a day', '2026-11-24T09:00+01:00', '2026-11-24T17:30+01:00', 8.5],
    ['two days of the week', '2026-11-24T09:00+01:00', '2026-11-26T09:00+01:00', 48],
    ['over a Sunday', '2026-11-21T09:00+01:00', '2026-11-23T09:00+01:00', 24],
    ['a whole Sunday', '2026-11-22T00:00+01:00', '2026-11-23T00:00+01:00', 0],
    ['over Easter and Easter Monday', '2026-04-04T09:00+02:00', '2026-04-07T09:00+02:00', 24],
    ['over Christmas and Saint Stephen', '2026-12-24T12:00+01:00', '2026-12-28T12:00+01:00', 12 + 12],
    [
      'on a day that the clocks make shorter, which is a Sunday',
      '2026-03-28T12:00+01:00',
      '2026-03-30T12:00+02:00',
      24,
    ],
    ['nothing', '2026-11-24T09:00+01:00', '2026-11-24T09:00+01:00', 0],
    ['backwards', '2026-11-25T09:00+01:00', '2026-11-24T09:00+01:00', 0],
  ])('%s', (...[, from, to, hours]) => {
    expect(open(from, to)).toBe(hours);
  });

  test('days on which the group is closed do not count; a Sunday on which it is open does', () => {
    const schedule = {
      ...scheduleOf('cassa'),
      exceptions: [
        { date: '2026-08-14', hours: [] },
        { date: '2026-08-16', hours: [{ from: '09:00', to: '12:00', places: ['office' as const] }] },
      ],
    };
    expect(open('2026-08-13T00:00+02:00', '2026-08-17T00:00+02:00', schedule)).toBe(48);
    expect(open('2026-08-13T00:00+02:00', '2026-08-17T00:00+02:00')).toBe(48);
  });
});

describe('[CK3] hours of service', () => {
  test.each([
    ['in the evening and the next morning', '2026-11-24T17:00+01:00', '2026-11-25T10:00+01:00', 2],
    ['over a weekend', '2026-11-20T17:00+01:00', '2026-11-23T10:00+01:00', 2],
    ['on a holiday', '2026-12-08T09:00+01:00', '2026-12-08T18:00+01:00', 0],
  ])('of a group without hours: %s', (...[, from, to, hours]) => {
    expect(service(from, to)).toBe(hours);
  });

  test('of a group with hours, only these', () => {
    const tuesday = { weekday: 2, from: '10:00', to: '12:00', places: ['office' as const] };
    const schedule = { ...scheduleOf('cassa'), weekly: [tuesday], exceptions: [] };
    expect(service('2026-11-23T00:00+01:00', '2026-11-30T00:00+01:00', schedule)).toBe(2);
    expect(service('2026-11-24T11:00+01:00', '2026-12-01T11:00+01:00', schedule)).toBe(2);
  });
});

test('[CK2] [CK3] what counts is never more than what went by, adds up, and stops where it is enough', () => {
  const day = 24 * HOUR;
  const start = at('2026-01-01T00:00+01:00');
  const instant = fc.integer({ min: 0, max: 400 * 24 }).map((hours) => start + hours * HOUR);
  fc.assert(
    fc.property(instant, instant, instant, (...some) => {
      const [a = 0, b = 0, c = 0] = some.toSorted((one, other) => one - other);
      for (const counts of [openDayMs, serviceMs]) {
        const between = (from: number, to: number, enough = ALL): number => counts(null, { from, to, enough });
        expect(between(a, b) + between(b, c)).toBe(between(a, c));
        expect(between(a, b)).toBeLessThanOrEqual(b - a);
        expect(between(a, c, day)).toBe(Math.min(day, between(a, c)));
      }
    }),
    { seed: 7, numRuns: 60 },
  );
});
