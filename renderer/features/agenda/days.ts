import { Temporal } from 'temporal-polyfill';
import type { AgendaEntry } from '../../../shared/model/appointment.ts';
import { dateOf, startOfDate } from '../../../shared/schedule/slots.ts';

/** Dates are the association's, `YYYY-MM-DD`. */
export const addDays = (date: string, days: number): string => Temporal.PlainDate.from(date).add({ days }).toString();

/** The day, or the week from its Monday on. */
export function datesShown(date: string, span: 'day' | 'week'): readonly string[] {
  if (span === 'day') return [date];
  const monday = addDays(date, 1 - Temporal.PlainDate.from(date).dayOfWeek);
  return Array.from({ length: 7 }, (_, index) => addDays(monday, index));
}

/** From the first instant of the first date to the first one after the last: an hour more or less where clocks change. */
export function instantsOf(dates: readonly string[]): { readonly from: number; readonly to: number } {
  const [first = '', last = first] = [dates[0], dates.at(-1)];
  return { from: startOfDate(first), to: startOfDate(addDays(last, 1)) };
}

/** In the middle of the day no change of the hour is near. */
export const noonOf = (date: string): number => startOfDate(date) + 12 * 60 * 60_000;

export interface Day {
  readonly date: string;
  readonly entries: readonly AgendaEntry[];
}

/** Entries under the date on which they begin, in order of time. */
export function byDay(dates: readonly string[], entries: readonly AgendaEntry[]): readonly Day[] {
  const sorted = entries.toSorted((one, other) => one.startAt - other.startAt || (one.id < other.id ? -1 : 1));
  return dates.map((date) => ({ date, entries: sorted.filter(({ startAt }) => dateOf(startAt) === date) }));
}

/** Where the focus is: a day and one of its entries; -1 is the head of the day. */
export interface Spot {
  readonly day: number;
  readonly entry: number;
}

/** Where a key leads, or null where it leads nowhere. */
export function spotAfter(key: string, { day, entry }: Spot, counts: readonly number[]): Spot | null {
  const last = (index: number): number => (counts[index] ?? 0) - 1;
  switch (key) {
    case 'ArrowUp':
      return entry > -1 ? { day, entry: entry - 1 } : null;
    case 'ArrowDown':
      return entry < last(day) ? { day, entry: entry + 1 } : null;
    case 'ArrowLeft':
      return day > 0 ? { day: day - 1, entry: Math.min(entry, last(day - 1)) } : null;
    case 'ArrowRight':
      return day < counts.length - 1 ? { day: day + 1, entry: Math.min(entry, last(day + 1)) } : null;
    case 'Home':
      return { day: 0, entry: -1 };
    case 'End':
      return { day: counts.length - 1, entry: last(counts.length - 1) };
    default:
      return null;
  }
}
