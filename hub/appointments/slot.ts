import type { Failure } from '../../shared/errors.ts';
import type { Schedule, MeetingPlace } from '../../shared/schedule/schedule.ts';
import { isSlotOf, overlaps, type Slot } from '../../shared/schedule/slots.ts';
import type { ReadTx } from '../storage/storage.ts';

export interface WantedSlot extends Slot {
  readonly groupId: string;
  readonly place: MeetingPlace;
  /** The appointment that is to be moved: its own slot is not in its way. */
  readonly except: string | null;
}

/** Null when the slot is one of the group's, has not begun, and nobody has it (AP1, AP2); in the transaction that takes it. */
export async function refusalOfSlot(tx: ReadTx, wanted: WantedSlot, now: number): Promise<Failure | null> {
  const [schedule] = await tx.schedules([wanted.groupId]);
  if (schedule === undefined || !isOffered(schedule, wanted, now)) return { code: 'no-such-slot' };
  const taken = await tx.takenSlots(wanted.groupId, wanted.startAt);
  const isTaken = taken.some((other) => other.id !== wanted.except && overlaps(other, wanted));
  return isTaken ? { code: 'slot-taken' } : null;
}

const isOffered = (schedule: Schedule, wanted: WantedSlot, now: number): boolean =>
  wanted.startAt >= now && isSlotOf(schedule, wanted, wanted.place);
