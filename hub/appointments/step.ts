import type { Appointment } from '../../shared/model/appointment.ts';
import type { ConversationChange, ConversationRecord, WriteTx } from '../storage/storage.ts';
import { withAppointmentLine } from './line.ts';

export interface Step {
  /** As it is from now on. */
  readonly appointment: Appointment;
  readonly step: 'booked' | 'moved' | Exclude<Appointment['state'], 'booked'>;
  /** Null: the contact. */
  readonly userId: string | null;
  readonly eventId: string;
  readonly now: number;
}

/**
 * The one way in which an appointment becomes, changes and ends, whoever did it: it is stored, and what is returned tells of
 * it; the caller stores that in the same transaction.
 */
export async function takeStep(
  tx: WriteTx,
  conversation: ConversationRecord,
  { appointment, step, userId, eventId, now }: Step,
): Promise<ConversationChange> {
  await tx.putAppointment(appointment);
  const { groupId, place, startAt, endAt } = appointment;
  return withAppointmentLine(conversation, { eventId, now, event: { step, userId, groupId, place, startAt, endAt } });
}
