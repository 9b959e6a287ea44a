import { Temporal } from 'temporal-polyfill';
import { isItalianHoliday, type DateText } from './holidays.ts';
import type { Schedule } from './schedule.ts';
import { dateOf, hoursOn, instantOf, startOfDate } from './slots.ts';

/** A stretch of time of which only some counts; ms, end exclusive. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
  /** More than this is not of interest: counting may stop. */
  readonly enough: number;
}

/** Where a group has no hours: Monday to Friday, but for public holidays. */
const USUAL = { from: '09:00', to: '18:00' } as const;
const FRIDAY = 5;
const SUNDAY = 7;

/** Ms of service: hours in which the group can be met, on the association's clock. */
export function serviceMs(schedule: Schedule | null, stretch: Stretch): number {
  return counted(stretch, (date) => {
    const hours = schedule === null || schedule.weekly.length === 0 ? usualHoursOn(date) : hoursOn(schedule, date);
    return hours.map(({ from, to }) => ({ from: instantOf(date, from), to: instantOf(date, to) }));
  });
}

/** Ms of open days: all hours of every day but Sundays, public holidays, and the days on which the group is closed. */
export function openDayMs(schedule: Schedule | null, stretch: Stretch): number {
  return counted(stretch, (date) => {
    if (isClosed(schedule, date)) return [];
    return [{ from: startOfDate(date), to: startOfDate(dayAfter(date)) }];
  });
}

function isClosed(schedule: Schedule | null, date: DateText): boolean {
  const exception = schedule?.exceptions.find((each) => each.date === date);
  if (exception !== undefined) return exception.hours.length === 0;
  return isItalianHoliday(date) || weekdayOf(date) === SUNDAY;
}

const usualHoursOn = (date: DateText): readonly (typeof USUAL)[] =>
  isItalianHoliday(date) || weekdayOf(date) > FRIDAY ? [] : [USUAL];

interface Hours {
  readonly from: number;
  readonly to: number;
}

/** Day by day, until it is enough. */
function counted({ from, to, enough }: Stretch, hoursOf: (date: DateText) => readonly Hours[]): number {
  let sum = 0;
  for (let date = dateOf(from); sum < enough && startOfDate(date) < to; date = dayAfter(date)) {
    for (const hours of hoursOf(date)) sum += Math.max(0, Math.min(hours.to, to) - Math.max(hours.from, from));
  }
  return Math.min(sum, enough);
}

const weekdayOf = (date: DateText): number => Temporal.PlainDate.from(date).dayOfWeek;
const dayAfter = (date: DateText): DateText => Temporal.PlainDate.from(date).add({ days: 1 }).toString();
