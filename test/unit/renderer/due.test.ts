import { expect, test } from 'vitest';
import { choicesAt, dueAt, dueOf, fieldsOf } from '../../../renderer/features/promise/due.ts';

test('[PM1] quick choices are evenings of the days to come; on a Monday the next one', () => {
  const on = (at: number) => new Date(at);
  const monday = new Date(2026, 10, 23, 11, 30).getTime();
  expect([on(dueAt('tomorrow', monday)).getDate(), on(dueAt('three-days', monday)).getDate()]).toEqual([24, 26]);
  expect(on(dueAt('monday', monday)).getDate()).toBe(30);
  const saturday = new Date(2026, 10, 28, 11, 30).getTime();
  expect([on(dueAt('monday', saturday)).getDate(), on(dueAt('monday', saturday)).getHours()]).toEqual([30, 18]);
  expect(dueOf(fieldsOf(dueAt('tomorrow', monday)), monday)).toBe(dueAt('tomorrow', monday));
  expect(dueOf({ day: '2026-11-23', hour: '11:00' }, monday)).toBeNull();
  expect(dueOf({ day: '', hour: '11:00' }, monday)).toBeNull();
});

test('[PM1] no day is offered under two names', () => {
  const on = (day: number) => choicesAt(new Date(2026, 10, day, 11, 30).getTime());
  expect(on(24)).toEqual(['tomorrow', 'three-days', 'monday', 'other']);
  expect([on(27), on(29)]).toEqual([
    ['tomorrow', 'three-days', 'other'],
    ['tomorrow', 'three-days', 'other'],
  ]);
});
