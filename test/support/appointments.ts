import type { MeetingPlace, Schedule } from '../../shared/schedule/schedule.ts';
import { freeSlots, type Slot } from '../../shared/schedule/slots.ts';

/** Open on all days of the week, so that a test has as many slots as it likes. */
export const scheduleOf = (groupId: string, over: Partial<Schedule> = {}): Schedule => ({
  groupId,
  weekly: [1, 2, 3, 4, 5, 6, 7].flatMap((weekday) => [
    { weekday, from: '09:00', to: '13:00', places: ['office', 'phone'] },
    { weekday, from: '15:00', to: '18:00', places: ['phone', 'documents'] },
  ]),
  exceptions: [],
  lengthMinutes: 30,
  noticeMinutes: 0,
  horizonDays: 60,
  ...over,
});

interface Wanted {
  readonly now: number;
  readonly place?: MeetingPlace;
  readonly count?: number;
}

/** The first slots of a schedule from an instant on, whoever has them. */
export function slotsFrom(schedule: Schedule, { now, place = 'office', count = 5 }: Wanted): readonly Slot[] {
  const slots: Slot[] = [];
  for (const slot of freeSlots(schedule, { now, place, busy: [] })) {
    slots.push(slot);
    if (slots.length === count) break;
  }
  return slots;
}

/** The slot at this place of a list that a test has made long enough. */
export function slotAt(slots: readonly Slot[], index: number): Slot {
  const slot = slots[index];
  if (slot === undefined) throw new Error('too few slots');
  return slot;
}
