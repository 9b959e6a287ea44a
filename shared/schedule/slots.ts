import { Temporal } from 'temporal-polyfill';
import { ASSOCIATION_TIME_ZONE } from '../time-zone.ts';
import { isItalianHoliday, type DateText } from './holidays.ts';
import type { MeetingPlace, Schedule } from './schedule.ts';

/** A time that can be taken: instants in ms, end exclusive. */
export interface Slot {
  readonly startAt: number;
  readonly endAt: number;
}

export interface Wanted {
  readonly now: number;
  readonly place: MeetingPlace;
  /** What is taken already: appointments and held slots of the group. */
  readonly busy: readonly Slot[];
  /** Nothing that begins earlier. */
  readonly from?: number;
}

/** Hours in which the group can be met on a date, in order of time. Holidays are closed unless an exception opens them. */
export function hoursOn(schedule: Schedule, date: DateText): Schedule['exceptions'][number]['hours'] {
  const exception = schedule.exceptions.find((each) => each.date === date);
  if (exception !== undefined) return exception.hours.toSorted(byStart);
  if (isItalianHoliday(date)) return [];
  const { dayOfWeek } = Temporal.PlainDate.from(date);
  return schedule.weekly.filter(({ weekday }) => weekday === dayOfWeek).toSorted(byStart);
}

/** All slots of a date at a place, free or not; they begin at the hour's start, one after the other. */
export function slotsOn(schedule: Schedule, date: DateText, place: MeetingPlace): readonly Slot[] {
  const lengthMs = schedule.lengthMinutes * MINUTE_MS;
  return hoursOn(schedule, date)
    .filter(({ places }) => places.includes(place))
    .flatMap(({ from, to }) => cut(instantOf(date, from), instantOf(date, to), lengthMs));
}

/** Free slots in order of time, made one day at a time: whoever needs three looks at few days. */
export function* freeSlots(schedule: Schedule, { now, place, busy, from = now }: Wanted): Generator<Slot> {
  const earliest = Math.max(from, now + schedule.noticeMinutes * MINUTE_MS);
  const today = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(ASSOCIATION_TIME_ZONE).toPlainDate();
  for (let day = 0; day <= schedule.horizonDays; day += 1) {
    const date = today.add({ days: day }).toString();
    for (const slot of slotsOn(schedule, date, place)) {
      if (slot.startAt >= earliest && !busy.some((taken) => overlaps(taken, slot))) yield slot;
    }
  }
}

/**
 * Up to `count` slots to choose from. Spread, so that somebody who can't on one day or at one hour can on another: the
 * first free one, then the first of other days, and only then further ones of the same days.
 */
export function offeredSlots(schedule: Schedule, wanted: Wanted, count = 3): readonly Slot[] {
  const firsts: Slot[] = [];
  const further: Slot[] = [];
  const days = new Set<DateText>();
  for (const slot of freeSlots(schedule, wanted)) {
    const date = dateOf(slot.startAt);
    if (!days.has(date)) firsts.push(slot);
    else if (further.length < count) further.push(slot);
    days.add(date);
    if (firsts.length === count) break;
  }
  return [...firsts, ...further.slice(0, count - firsts.length)].toSorted((one, other) => one.startAt - other.startAt);
}

/** Whether this very slot is one that the group offers, free or not. Nothing else can be booked. */
export const isSlotOf = (schedule: Schedule, { startAt, endAt }: Slot, place: MeetingPlace): boolean =>
  slotsOn(schedule, dateOf(startAt), place).some((slot) => slot.startAt === startAt && slot.endAt === endAt);

/** Whether this very slot would be offered at this moment if nobody had any: not too soon, not too late (AP10). */
export function isOfferedSlot(schedule: Schedule, slot: Slot, { now, place }: Pick<Wanted, 'now' | 'place'>): boolean {
  const lastDay = Temporal.PlainDate.from(dateOf(now)).add({ days: schedule.horizonDays }).toString();
  const isInTime = slot.startAt >= now + schedule.noticeMinutes * MINUTE_MS && dateOf(slot.startAt) <= lastDay;
  return isInTime && isSlotOf(schedule, slot, place);
}

export const overlaps = (one: Slot, other: Slot): boolean => one.startAt < other.endAt && other.startAt < one.endAt;

/** The association's date at an instant. */
export const dateOf = (at: number): DateText =>
  Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(ASSOCIATION_TIME_ZONE).toPlainDate().toString();

/** The instant at which a date begins on the association's clock. */
export const startOfDate = (date: DateText): number => instantOf(date, '00:00');

const MINUTE_MS = 60_000;

const byStart = (one: { readonly from: string }, other: { readonly from: string }): number =>
  one.from < other.from ? -1 : 1;

/** A time that the clocks leave out in March is the one an hour later; one that comes twice in October is the first. */
export function instantOf(date: DateText, wallTime: string): number {
  const [hour = 0, minute = 0] = wallTime.split(':').map(Number);
  const plain = Temporal.PlainDate.from(date).toPlainDateTime({ hour: hour % 24, minute });
  const there = hour === 24 ? plain.add({ days: 1 }) : plain;
  return there.toZonedDateTime(ASSOCIATION_TIME_ZONE).epochMilliseconds;
}

/** Minutes are real ones: an hour that the clocks repeat has room for twice as many. */
function cut(from: number, to: number, lengthMs: number): readonly Slot[] {
  const count = Math.max(0, Math.floor((to - from) / lengthMs));
  return Array.from({ length: count }, (_, index) => ({
    startAt: from + index * lengthMs,
    endAt: from + (index + 1) * lengthMs,
  }));
}
