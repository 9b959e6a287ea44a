import type { Query, Result } from '../../../shared/bridge/core-queries.ts';
import { freeSlots, offeredSlots, type Slot } from '../../../shared/schedule/slots.ts';
import { rebaseAgenda, takenIn } from '../../../shared/sync/agenda.ts';
import { appointmentsAfter, pendingAppointments, scheduleOf } from '../db/appointments.ts';
import type { ReadableDb } from '../db/database.ts';

type Asked = Extract<Query, { name: 'free-slots' }>;

/**
 * What can be booked of a group as far as this device knows, also without the network (AP7): what is held here is not free.
 * `hubNow`: ms on the hub's clock, as estimated here.
 */
export function freeSlotsOf(db: ReadableDb, { groupId, place, from, limit }: Asked, hubNow: number) {
  const schedule = scheduleOf(db, groupId);
  if (schedule === null) return nothingToBook;
  const confirmed = appointmentsAfter(db, groupId, hubNow);
  const visible = rebaseAgenda(confirmed, pendingAppointments(db));
  const wanted = { now: hubNow, place, busy: takenIn(groupId, confirmed, visible) };
  const slots = firstOf(freeSlots(schedule, { ...wanted, from: from ?? hubNow }), limit);
  return { hasSchedule: true, offered: [...offeredSlots(schedule, wanted)], slots };
}

export const nothingToBook: Result<'free-slots'> = { hasSchedule: false, offered: [], slots: [] };

function firstOf(all: Iterable<Slot>, limit: number): Slot[] {
  const slots: Slot[] = [];
  for (const slot of all) {
    slots.push(slot);
    if (slots.length === limit) break;
  }
  return slots;
}
