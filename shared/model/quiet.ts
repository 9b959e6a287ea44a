import { dateOf, startOfDate } from '../schedule/slots.ts';
import { ASSOCIATION_TIME_ZONE } from '../time-zone.ts';
import type { Preferences } from './preferences.ts';

const HOUR_MS = 60 * 60_000;
const wallClock = new Intl.DateTimeFormat('sv-SE', {
  timeZone: ASSOCIATION_TIME_ZONE,
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});

type Quiet = Pick<Preferences, 'quietUntilAt' | 'quietHours'>;

/** Whether the person wants to be left alone at this instant (NT2). */
export function isQuiet({ quietUntilAt, quietHours }: Quiet, now: number): boolean {
  if (quietUntilAt !== null && now < quietUntilAt) return true;
  if (quietHours === null) return false;
  const { from, to } = quietHours;
  const minute = minuteOf(now);
  return from <= to ? minute >= from && minute < to : minute >= from || minute < to;
}

/** For how long somebody is left alone at once. */
export const quietSpans = ['hour', 'tomorrow'] as const;
export type QuietSpan = (typeof quietSpans)[number];

/** `tomorrow`: when the next day begins. Days of 23 and 25 hours are days, too. */
export function quietUntil(span: QuietSpan, now: number): number {
  if (span === 'hour') return now + HOUR_MS;
  return startOfDate(dateOf(startOfDate(dateOf(now)) + 36 * HOUR_MS));
}

function minuteOf(at: number): number {
  const [hour = '0', minute = '0'] = wallClock.format(at).split(':');
  return Number(hour) * 60 + Number(minute);
}
