import { describe, expect, test } from 'vitest';
import { createDates } from '../../../renderer/i18n/dates.ts';

const it = createDates('it');
const en = createDates('en');
/** Sunday 22 November 2026, 10:45 in Rome. */
const now = Date.UTC(2026, 10, 22, 9, 45);
const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

describe('instants', () => {
  test('today, yesterday, this year, long ago', () => {
    expect(it.moment(Date.UTC(2026, 10, 22, 8, 12), now)).toBe('oggi 9:12');
    expect(en.moment(Date.UTC(2026, 10, 22, 8, 12), now)).toBe('today 9:12');
    expect(it.moment(Date.UTC(2026, 10, 21, 16, 30), now)).toBe('ieri 17:30');
    expect(it.moment(Date.UTC(2026, 10, 17, 9, 0), now)).toBe('mar 17 nov 10:00');
    expect(it.day(Date.UTC(2025, 2, 3), now)).toBe('3 mar 2025');
    expect(it.dayLine(Date.UTC(2026, 10, 16, 9, 0), now)).toBe('lunedì 16 novembre');
    expect(it.dayLine(Date.UTC(2025, 2, 3), now)).toBe('lunedì 3 marzo 2025');
    expect(it.dayLine(Date.UTC(2026, 10, 21, 16, 30), now)).toBe('ieri');
  });

  test('midnight in Rome is the border between days, not midnight UTC', () => {
    expect(it.day(Date.UTC(2026, 10, 21, 22, 59), now)).toBe('ieri');
    expect(it.day(Date.UTC(2026, 10, 21, 23, 0), now)).toBe('oggi');
    expect(it.clock(Date.UTC(2026, 10, 21, 23, 5))).toBe('0:05');
  });

  test('inside a sentence', () => {
    expect(it.atMoment(Date.UTC(2026, 10, 22, 9, 41), now)).toBe('alle 10:41');
    expect(it.atMoment(Date.UTC(2026, 10, 22, 0, 5), now)).toBe('all’1:05');
    expect(it.atMoment(Date.UTC(2026, 10, 21, 12, 0), now)).toBe('ieri alle 13:00');
    expect(it.atMoment(Date.UTC(2026, 10, 3, 12, 0), now)).toBe('il 3 nov alle 13:00');
    expect(en.atMoment(Date.UTC(2026, 10, 3, 12, 0), now)).toBe('on 3 Nov at 13:00');
  });

  test('in full', () => {
    expect(it.full(Date.UTC(2026, 10, 24, 9, 0))).toBe('martedì 24 novembre 2026, 10:00');
  });
});

test('a duration is never "now"', () => {
  expect(it.duration(30_000)).toBe('< 1 min');
  expect(it.duration(90 * minuteMs)).toBe('1 h 30');
});

describe('ages', () => {
  test.each([
    [0, 'ora'],
    [-5 * minuteMs, 'ora'],
    [58 * minuteMs, '58 min'],
    [hourMs, '1 h'],
    [2 * hourMs + 10 * minuteMs, '2 h 10'],
    [2 * hourMs + 5 * minuteMs, '2 h 05'],
    [47 * hourMs, '47 h'],
    [72 * hourMs, '3 g'],
  ])('%i ms is %s', (ageMs, words) => {
    expect(it.age(now - ageMs, now)).toBe(words);
  });
});
