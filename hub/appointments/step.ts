import type { Appointment, CancelReason } from '../../shared/model/appointment.ts';
import type { ConversationChange, ConversationRecord, WriteTx } from '../storage/storage.ts';
import { announce, type Telling } from './announce.ts';
import { withAppointmentLine } from './line.ts';

export interface Step {
  /** As it is from now on. */
  readonly appointment: Appointment;
  readonly step: 'booked' | 'moved' | Exclude<Appointment['state'], 'booked'>;
  /** Why it was cancelled. */
  readonly reason?: CancelReason;
  /** Null: the contact. */
  readonly userId: string | null;
  readonly eventId: string;
  readonly now: number;
  readonly telling: Telling;
}

/**
 * The one way in which an appointment becomes, changes and ends, whoever did it: it is stored, and what is returned tells of
 * it, on the staff's side and the contact's; the caller stores that in the same transaction.
 */
export async function takeStep(
  tx: WriteTx,
  conversation: ConversationRecord,
  taken: Step,
): Promise<ConversationChange> {
  const { appointment, step, reason, userId, eventId, now } = taken;
  await tx.putAppointment(appointment);
  await tx.withdrawReminders(appointment.id);
  const { groupId, place, startAt, endAt } = appointment;
  const event = { step, userId, groupId, place, startAt, endAt, ...(reason === undefined ? {} : { reason }) };
  return withMails(tx, withAppointmentLine(conversation, { eventId, now, event }), taken);
}

/** The line is also the mail: its text is what leaves, its delivery is shown on it, as with an acknowledgement. */
async function withMails(
  tx: WriteTx,
  change: ConversationChange,
  { step, telling, ...taken }: Step,
): Promise<ConversationChange> {
  if (step === 'kept' || step === 'missed') return change;
  const association = (await tx.meta())?.association ?? '';
  const announcement = announce(change.after, { ...taken, ...telling, step, association });
  if (announcement === null) return change;
  const { text, mailMessageId, mails } = announcement;
  const delivery = telling.isReplayed ? ('uncertain' as const) : ('queued' as const);
  const messages = change.messages.map((line) => ({ ...line, text, automatic: true, delivery, mailMessageId }));
  return { ...change, messages, mails };
}
