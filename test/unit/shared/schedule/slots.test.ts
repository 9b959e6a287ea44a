import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { italianHolidays } from '../../../../shared/schedule/holidays.ts';
import { scheduleSchema, type MeetingPlace, type Schedule } from '../../../../shared/schedule/schedule.ts';
import { freeSlots, hoursOn, isSlotOf, offeredSlots, overlaps, slotsOn } from '../../../../shared/schedule/slots.ts';

const weekday = (day: number, from: string, to: string) => ({
  weekday: day,
  from,
  to,
  places: ['office' as MeetingPlace],
});
/** Tuesday and Thursday 15–17:30, Saturday 10–12, the telephone on Tuesday morning. */
const schedule: Schedule = {
  groupId: 'segreteria',
  weekly: [
    weekday(2, '15:00', '17:30'),
    weekday(4, '15:00', '17:30'),
    { ...weekday(6, '10:00', '12:00'), places: ['office', 'documents'] },
    { ...weekday(2, '09:30', '10:30'), places: ['phone'] },
  ],
  exceptions: [
    { date: '2026-11-26', hours: [] },
    { date: '2026-12-08', hours: [{ from: '10:00', to: '11:00', places: ['office'] }] },
  ],
  lengthMinutes: 30,
  noticeMinutes: 120,
  horizonDays: 30,
};
/** Sunday 22 November 2026, noon in Rome. */
const now = Date.parse('2026-11-22T11:00:00Z');
const wanted = { now, place: 'office', busy: [] } as const;
const rome = (at: number) =>
  new Intl.DateTimeFormat('sv', { timeZone: 'Europe/Rome', dateStyle: 'short', timeStyle: 'short' }).format(at);
const starts = (slots: Iterable<{ startAt: number }>) => [...slots].map(({ startAt }) => rome(startAt));

describe('Hours', () => {
  test('of the weekday, in order of time', () => {
    expect(hoursOn(schedule, '2026-11-24').map(({ from }) => from)).toEqual(['09:30', '15:00']);
    expect(hoursOn(schedule, '2026-11-23')).toEqual([]);
  });

  test('an exception closes a date, or opens a holiday; other holidays are closed', () => {
    expect(hoursOn(schedule, '2026-11-26')).toEqual([]);
    expect(hoursOn(schedule, '2026-12-08')).toHaveLength(1);
    // A Saturday, and Saint Stephen's.
    expect(hoursOn(schedule, '2026-12-26')).toEqual([]);
  });

  test('holidays of Italy, with Easter Monday, and Saint Francis from 2026 on', () => {
    expect(italianHolidays(2027)).toEqual([
      ...['2027-01-01', '2027-01-06', '2027-03-28', '2027-03-29', '2027-04-25', '2027-05-01', '2027-06-02'],
      ...['2027-08-15', '2027-10-04', '2027-11-01', '2027-12-08', '2027-12-25', '2027-12-26'],
    ]);
    expect(italianHolidays(2025)).toContain('2025-04-21');
    expect(italianHolidays(2025)).not.toContain('2025-10-04');
    expect(italianHolidays(2038).filter((date) => date === '2038-04-25')).toHaveLength(1);
  });
});

describe('Slots', () => {
  test('begin at the hour and follow one another; what is too short for a slot is left over', () => {
    expect(starts(slotsOn(schedule, '2026-11-24', 'office')).map((text) => text.slice(11))).toEqual([
      ...['15:00', '15:30', '16:00', '16:30', '17:00'],
    ]);
    expect(slotsOn({ ...schedule, lengthMinutes: 100 }, '2026-11-24', 'office')).toHaveLength(1);
    expect(slotsOn(schedule, '2026-11-24', 'home')).toEqual([]);
  });

  test('three to choose from are on different days where there are any', () => {
    expect(starts(offeredSlots(schedule, wanted))).toEqual([
      ...['2026-11-24 15:00', '2026-11-28 10:00', '2026-12-01 15:00'],
    ]);
    const oneDay = { ...schedule, horizonDays: 2 };
    expect(starts(offeredSlots(oneDay, wanted))).toEqual(['2026-11-24 15:00', '2026-11-24 15:30', '2026-11-24 16:00']);
    expect(offeredSlots({ ...schedule, horizonDays: 1 }, wanted)).toEqual([]);
  });

  test('what is taken is not offered, nor what begins too soon', () => {
    const [first] = offeredSlots(schedule, wanted);
    if (first === undefined) throw new Error('there is a slot');
    expect(starts(offeredSlots(schedule, { ...wanted, busy: [first] }))[0]).toBe('2026-11-24 15:30');
    const during = { startAt: first.startAt + 60_000, endAt: first.endAt + 60_000 };
    expect(starts(offeredSlots(schedule, { ...wanted, busy: [during] }))[0]).toBe('2026-11-24 16:00');
    const late = Date.parse('2026-11-24T12:01:00Z');
    expect(starts(offeredSlots(schedule, { ...wanted, now: late }))[0]).toBe('2026-11-24 15:30');
  });

  test('keep the hour on the clock over both changes of it', () => {
    const sundays = { ...schedule, weekly: [weekday(7, '10:00', '11:00')], horizonDays: 180 };
    const around = (from: string, date: string) =>
      starts(freeSlots(sundays, { ...wanted, now: Date.parse(from) })).filter((text) => text.startsWith(date));
    expect(around('2027-03-01T00:00:00Z', '2027-03-21')).toEqual(['2027-03-21 10:00', '2027-03-21 10:30']);
    expect(around('2026-10-20T00:00:00Z', '2026-10-25')).toEqual(['2026-10-25 10:00', '2026-10-25 10:30']);
    expect(around('2026-10-20T00:00:00Z', '2026-11-08')).toEqual(['2026-11-08 10:00', '2026-11-08 10:30']);
  });

  test('a night in which the clocks change has slots of real minutes, none of them twice', () => {
    const night = { ...schedule, weekly: [weekday(7, '01:00', '04:00')] };
    expect(slotsOn(night, '2026-10-25', 'office')).toHaveLength(8);
    const march = { ...night, exceptions: [{ date: '2027-03-28', hours: [weekday(7, '01:00', '04:00')] }] };
    expect(slotsOn(march, '2027-03-28', 'office')).toHaveLength(4);
    expect(starts(slotsOn({ ...schedule, weekly: [weekday(2, '23:00', '24:00')] }, '2026-11-24', 'office'))).toEqual([
      ...['2026-11-24 23:00', '2026-11-24 23:30'],
    ]);
  });

  test('only what the group offers can be booked', () => {
    const [slot] = offeredSlots(schedule, wanted);
    if (slot === undefined) throw new Error('there is a slot');
    expect(isSlotOf(schedule, slot, 'office')).toBe(true);
    expect(isSlotOf(schedule, slot, 'phone')).toBe(false);
    expect(isSlotOf(schedule, { ...slot, endAt: slot.endAt + 1 }, 'office')).toBe(false);
  });

  test('whatever the schedule, free slots are in order and meet neither each other nor what is taken', () => {
    const time = fc.integer({ min: 0, max: 95 }).map((quarter) => quarterText(quarter));
    const hours = fc
      .tuple(fc.integer({ min: 1, max: 7 }), time, time)
      .filter(([, from, to]) => from < to)
      .map(([day, from, to]) => weekday(day, from, to));
    const any = fc.record({
      weekly: fc.array(hours, { maxLength: 5 }),
      lengthMinutes: fc.integer({ min: 5, max: 120 }),
    });
    const taken = fc.array(fc.integer({ min: 0, max: 30 * 24 * 60 }), { maxLength: 8 });
    fc.assert(
      fc.property(any, taken, (over, minutes) => {
        const given = { ...schedule, ...over };
        fc.pre(scheduleSchema.safeParse(given).success);
        const busy = minutes.map((minute) => ({ startAt: now + minute * 60_000, endAt: now + (minute + 45) * 60_000 }));
        const free = [...freeSlots(given, { ...wanted, busy })];
        for (const [index, slot] of free.entries()) {
          const before = free[index - 1];
          expect(before === undefined || before.endAt <= slot.startAt).toBe(true);
          expect(busy.some((each) => overlaps(each, slot))).toBe(false);
          expect(isSlotOf(given, slot, 'office')).toBe(true);
        }
      }),
      { numRuns: 60 },
    );
  });
});

test('A schedule that can not be is refused', () => {
  const accepted = (over: object) => scheduleSchema.safeParse({ ...schedule, ...over }).success;
  expect(scheduleSchema.safeParse(schedule).success).toBe(true);
  expect(accepted({ weekly: [weekday(8, '10:00', '11:00')] })).toBe(false);
  expect(accepted({ weekly: [weekday(1, '11:00', '10:00')] })).toBe(false);
  expect(accepted({ weekly: [weekday(1, '24:30', '25:00')] })).toBe(false);
  expect(accepted({ weekly: [weekday(1, '10:00', '12:00'), weekday(1, '11:30', '13:00')] })).toBe(false);
  expect(accepted({ weekly: [weekday(1, '10:00', '12:00'), weekday(2, '11:30', '13:00')] })).toBe(true);
  expect(accepted({ exceptions: [{ date: '2026-02-30', hours: [] }] })).toBe(false);
  expect(accepted({ lengthMinutes: 0 })).toBe(false);
});

const quarterText = (quarter: number): string =>
  `${String(Math.floor(quarter / 4)).padStart(2, '0')}:${String((quarter % 4) * 15).padStart(2, '0')}`;
