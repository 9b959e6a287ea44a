import { describe, expect, test } from 'vitest';
import { addDays, byDay, datesShown, instantsOf, spotAfter } from '../../../renderer/features/agenda/days.ts';
import { rightOver } from '../../../renderer/features/agenda/use-booking.ts';
import { conversations } from '../../support/renderer/conversations.ts';
import { appointments } from '../../support/renderer/fixtures.ts';

const HOUR_MS = 60 * 60_000;

describe('dates', () => {
  test('a week begins on Monday, also when one stands on a Sunday, and over the end of a year', () => {
    expect(datesShown('2026-11-22', 'week')).toEqual([
      ...['2026-11-16', '2026-11-17', '2026-11-18', '2026-11-19', '2026-11-20', '2026-11-21', '2026-11-22'],
    ]);
    expect(datesShown('2026-12-31', 'week').at(-1)).toBe('2027-01-03');
    expect(datesShown('2026-11-22', 'day')).toEqual(['2026-11-22']);
    expect(addDays('2028-02-28', 1)).toBe('2028-02-29');
  });

  test.each([
    ['2026-03-29', 23],
    ['2026-10-25', 25],
    ['2026-11-22', 24],
  ])('%s has %i hours in Rome', (date, hours) => {
    const { from, to } = instantsOf([date]);
    expect(to - from).toBe(hours * HOUR_MS);
  });

  test('[AP3] entries stand under the day on which they begin in Rome, in order of time, with nobody’s name', () => {
    const dates = datesShown('2026-11-22', 'week');
    const days = byDay(dates, appointments.toReversed());
    expect(days.map(({ entries }) => entries.map(({ id }) => id))).toEqual([
      ...[['a-98', 'a-99'], ['a-101', 'a-102'], [], ['a-103', 'a-105'], ['a-107'], [], ['a-124', 'a-119']],
    ]);
  });
});

describe('keys in the agenda', () => {
  const counts = [2, 0, 1];

  test.each([
    ['ArrowDown', { day: 0, entry: -1 }, { day: 0, entry: 0 }],
    ['ArrowDown', { day: 0, entry: 1 }, null],
    ['ArrowUp', { day: 0, entry: 0 }, { day: 0, entry: -1 }],
    ['ArrowUp', { day: 0, entry: -1 }, null],
    ['ArrowRight', { day: 0, entry: 1 }, { day: 1, entry: -1 }],
    ['ArrowRight', { day: 2, entry: 0 }, null],
    ['ArrowLeft', { day: 2, entry: 0 }, { day: 1, entry: -1 }],
    ['Home', { day: 2, entry: 0 }, { day: 0, entry: -1 }],
    ['End', { day: 0, entry: 1 }, { day: 2, entry: 0 }],
    ['x', { day: 0, entry: 1 }, null],
  ])('%s from %o leads to %o', (key, from, to) => {
    expect(spotAfter(key, from, counts)).toEqual(to);
  });
});

test('[AP4] who writes in a case may change its appointments, and who took part also when it is resolved; nobody else', () => {
  expect(rightOver(conversations.mine, 'u-maria')).toBe(3);
  expect(rightOver(conversations.requested, 'u-maria')).toEqual({ claim: 7 });
  expect(rightOver(conversations.resolved, 'u-maria')).toBe(1);
  expect(rightOver(conversations.resolved, 'u-luca')).toBeNull();
  expect(rightOver(conversations.stub, 'u-maria')).toBeNull();
});
