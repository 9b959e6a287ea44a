import { Temporal } from 'temporal-polyfill';
import { defaultDeadlines, type Deadlines } from './deadlines.ts';
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

const SUNDAY = 7;

/** What holds for all groups: hours of those that have none of their own, and the association's closures. */
type Usual = Pick<Deadlines, 'weekly' | 'closures'>;

/** Ms of service: hours in which the group can be met, on the association's clock. */
export const serviceMs = (schedule: Schedule | null, stretch: Stretch, usual: Usual = defaultDeadlines): number =>
  counted(stretch, serviceDays(schedule, usual));

/** The same for many stretches: each day is looked up once. */
export function serviceCounter(
  schedule: Schedule | null,
  usual: Usual = defaultDeadlines,
): (stretch: Stretch) => number {
  const known = new Map<DateText, Day>();
  const dayOf = serviceDays(schedule, usual);
  const knownDay = (date: DateText): Day => {
    const day = known.get(date) ?? dayOf(date);
    known.set(date, day);
    return day;
  };
  return (stretch) => counted(stretch, knownDay);
}

const serviceDays =
  (schedule: Schedule | null, usual: Usual) =>
  (date: DateText): Day =>
    dayOn(
      date,
      serviceHoursOn(schedule, date, usual).map(({ from, to }) => ({
        from: instantOf(date, from),
        to: instantOf(date, to),
      })),
    );

/** A date that the group itself has named goes before everything else. */
function serviceHoursOn(
  schedule: Schedule | null,
  date: DateText,
  { weekly, closures }: Usual,
): readonly { readonly from: string; readonly to: string }[] {
  const isNamed = schedule?.exceptions.some((exception) => exception.date === date) === true;
  if (closures.includes(date) && !isNamed) return [];
  if (schedule !== null && (schedule.weekly.length > 0 || isNamed)) return hoursOn(schedule, date);
  return isItalianHoliday(date) ? [] : weekly.filter(({ weekday }) => weekday === weekdayOf(date));
}

/** Ms of open days: all hours of every day but Sundays, public holidays, and the days on which the group is closed. */
export function openDayMs(schedule: Schedule | null, stretch: Stretch, usual: Usual = defaultDeadlines): number {
  return counted(stretch, (date) => {
    if (isClosed(schedule, date, usual)) return dayOn(date, []);
    return dayOn(date, [{ from: startOfDate(date), to: startOfDate(dayAfter(date)) }]);
  });
}

/** The instant at which so many ms of open days have passed since another one. */
export function openDayEnd(
  schedule: Schedule | null,
  { from, ms }: { readonly from: number; readonly ms: number },
  usual: Usual = defaultDeadlines,
): number {
  let left = ms;
  let date = dateOf(from);
  for (let day = 0; day < MAX_DAYS; day += 1, date = dayAfter(date)) {
    if (isClosed(schedule, date, usual)) continue;
    const start = Math.max(from, startOfDate(date));
    const end = startOfDate(dayAfter(date));
    if (end - start >= left) return start + left;
    left -= end - start;
  }
  return startOfDate(date);
}

/** Whoever is closed for longer than this is not asked any more. */
const MAX_DAYS = 400;

function isClosed(schedule: Schedule | null, date: DateText, { closures }: Usual): boolean {
  const exception = schedule?.exceptions.find((each) => each.date === date);
  if (exception !== undefined) return exception.hours.length === 0;
  return closures.includes(date) || isItalianHoliday(date) || weekdayOf(date) === SUNDAY;
}

interface Hours {
  readonly from: number;
  readonly to: number;
}

interface Day {
  readonly startAt: number;
  readonly hours: readonly Hours[];
  readonly after: DateText;
}

const dayOn = (date: DateText, hours: readonly Hours[]): Day => ({
  startAt: startOfDate(date),
  hours,
  after: dayAfter(date),
});

/** Day by day, until it is enough. */
function counted({ from, to, enough }: Stretch, dayOf: (date: DateText) => Day): number {
  let sum = 0;
  for (let day = dayOf(dateOf(from)); sum < enough && day.startAt < to; day = dayOf(day.after)) {
    for (const hours of day.hours) sum += Math.max(0, Math.min(hours.to, to) - Math.max(hours.from, from));
  }
  return Math.min(sum, enough);
}

const weekdayOf = (date: DateText): number => Temporal.PlainDate.from(date).dayOfWeek;
const dayAfter = (date: DateText): DateText => Temporal.PlainDate.from(date).add({ days: 1 }).toString();
