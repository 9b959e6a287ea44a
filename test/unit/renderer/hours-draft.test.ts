import { expect, test } from 'vitest';
import {
  draftOf,
  type HoursDraft,
  isProblem,
  nextKey,
  scheduleOf,
  timeFrom,
} from '../../../renderer/features/settings/hours-draft.ts';
import type { Schedule } from '../../../shared/schedule/schedule.ts';

const schedule: Schedule = {
  groupId: 'cassa',
  weekly: [
    { weekday: 1, from: '09:00', to: '12:30', places: ['office', 'phone'] },
    { weekday: 1, from: '15:00', to: '17:00', places: ['phone'] },
  ],
  exceptions: [
    { date: '2026-08-14', hours: [] },
    {
      date: '2026-12-07',
      hours: [
        { from: '09:00', to: '10:00', places: ['office'] },
        { from: '10:00', to: '11:00', places: ['documents'] },
      ],
    },
  ],
  lengthMinutes: 20,
  noticeMinutes: 90,
  horizonDays: 45,
};

const problemOf = (change: Partial<HoursDraft>) => {
  const result = scheduleOf({ ...draftOf(schedule), ...change }, 'cassa');
  return isProblem(result) ? [result.what, result.key] : null;
};

test('[AP11] Hours come out of the form as they went in, dates with several hours and closures too', () => {
  expect(scheduleOf(draftOf(schedule), 'cassa')).toEqual(schedule);
  expect(draftOf(schedule).noticeHours).toBe('1.5');
  expect(scheduleOf({ ...draftOf(schedule), noticeHours: '1,5' }, 'cassa')).toEqual(schedule);
  expect(isProblem(scheduleOf(draftOf(), 'cassa'))).toBe(false);
});

test('What does not fit is named with its line', () => {
  const { weekly, exceptions } = draftOf(schedule);
  const [first, second] = weekly;
  const [closed] = exceptions;
  if (first === undefined || second === undefined || closed === undefined) throw new Error('no lines');
  expect(problemOf({ weekly: [{ ...first, to: '09:00' }] })).toEqual(['order', first.key]);
  expect(
    problemOf({
      weekly: [
        { ...first, from: '' },
        { ...second, to: '' },
      ],
    }),
  ).toEqual(['order', first.key]);
  expect(problemOf({ weekly: [{ ...first, places: [] }] })).toEqual(['places', first.key]);
  expect(problemOf({ weekly: [first, { ...second, from: '12:00' }] })).toEqual(['overlap', second.key]);
  expect(problemOf({ weekly: [first, { ...second, from: '12:00', weekday: 2 }] })).toBeNull();
  expect(problemOf({ exceptions: [{ ...closed, date: '' }] })).toEqual(['date', closed.key]);
  const again = { ...closed, isClosed: false, key: 99 };
  expect(problemOf({ exceptions: [closed, again] })).toEqual(['overlap', 99]);
  for (const lengthMinutes of ['', '0', 'x', '7.5', '481'])
    expect(problemOf({ lengthMinutes })).toEqual(['numbers', null]);
});

test('A new line has a key of its own', () => {
  const draft = draftOf(schedule);
  const keys = [...draft.weekly, ...draft.exceptions].map(({ key }) => key);
  expect(new Set(keys).size).toBe(keys.length);
  expect(keys).not.toContain(nextKey(draft));
});

test('Times and dates are read as people write them', () => {
  const draft = draftOf(schedule);
  const typed = (from: string, to: string, date: string) =>
    scheduleOf(
      {
        ...draft,
        weekly: draft.weekly.slice(0, 1).map((line) => ({ ...line, from, to })),
        exceptions: draft.exceptions.slice(0, 1).map((line) => ({ ...line, date })),
      },
      'cassa',
    );
  expect(draft.exceptions[0]?.date).toBe('14/08/2026');
  expect(typed('9', '12.30', '1.5.2027')).toMatchObject({
    weekly: [{ from: '09:00', to: '12:30' }],
    exceptions: [{ date: '2027-05-01' }],
  });
  for (const to of ['', '25', '12:60', 'mezzogiorno'])
    expect(typed('9', to, '1/5/2027')).toMatchObject({ what: 'order' });
  for (const date of ['', '31/2/2027', '2027-05-01', 'domani'])
    expect(typed('9', '10', date)).toMatchObject({ what: 'date' });
});

test('what is no hour is none, and not midnight', () => {
  expect(['domani', '', '24', '9.30', '25:00'].map(timeFrom)).toEqual(['', '', '24:00', '09:30', '']);
});
