import type { Ids } from '../../shared/effects.ts';
import type { MailRecord, WriteTx } from '../storage/storage.ts';
import { withAppointmentLine } from './line.ts';

/**
 * A reminder did not reach the contact (AV4): a line of its own says so, as the line that it belongs to left long before.
 * An appointment that is over, or was cancelled, needs no word.
 */
export async function tellNotReminded(
  tx: WriteTx,
  { conversationId, appointmentId }: MailRecord,
  { now, ids }: { readonly now: number; readonly ids: Ids },
): Promise<void> {
  const conversation = await tx.conversation(conversationId);
  const appointment = appointmentId === null ? null : await tx.appointment(appointmentId);
  if (conversation === null || appointment?.state !== 'booked' || appointment.startAt <= now) return;
  const { groupId, place, startAt, endAt } = appointment;
  const event = { step: 'not-reminded' as const, userId: null, groupId, place, startAt, endAt };
  await tx.saveConversation(withAppointmentLine(conversation, { eventId: ids.next(), now, event }));
}
