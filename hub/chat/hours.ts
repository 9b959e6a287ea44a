import { Temporal } from 'temporal-polyfill';
import { dateOf, hoursOn } from '../../shared/schedule/slots.ts';
import type { Schedule } from '../../shared/schedule/schedule.ts';
import { ASSOCIATION_TIME_ZONE } from '../../shared/time-zone.ts';

/** Whether the group can be met now by its hours; a group without hours is always open (CH7). */
export function isOpenAt(schedule: Schedule | undefined, now: number): boolean {
  if (schedule === undefined) return true;
  const wall = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(ASSOCIATION_TIME_ZONE);
  const time = wall.toPlainTime().toString({ smallestUnit: 'minute' });
  return hoursOn(schedule, dateOf(now)).some(({ from, to }) => from <= time && time < to);
}
