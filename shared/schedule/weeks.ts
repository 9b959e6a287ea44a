import { Temporal } from 'temporal-polyfill';
import type { DateText } from './holidays.ts';
import { dateOf, startOfDate } from './slots.ts';

/** From Monday to Monday, on the association's clock; `to` is exclusive. */
export interface Week {
  readonly monday: DateText;
  readonly from: number;
  readonly to: number;
}

const DAYS = 7;

/** The Monday of the week in which an instant lies. */
export function mondayOf(at: number): DateText {
  const date = Temporal.PlainDate.from(dateOf(at));
  return date.subtract({ days: date.dayOfWeek - 1 }).toString();
}

export const mondayAfter = (monday: DateText, weeks: number): DateText =>
  Temporal.PlainDate.from(monday)
    .add({ days: DAYS * weeks })
    .toString();

export const weekOf = (monday: DateText): Week => ({
  monday,
  from: startOfDate(monday),
  to: startOfDate(mondayAfter(monday, 1)),
});

export const isMonday = (date: DateText): boolean => Temporal.PlainDate.from(date).dayOfWeek === 1;
