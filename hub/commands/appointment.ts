import { OFFER_LIFETIME_MS, type Appointment } from '../../shared/model/appointment.ts';
import type { Command } from '../../shared/protocol/commands.ts';
import { withAppointmentLine } from '../appointments/line.ts';
import { refusalOfSlot } from '../appointments/slot.ts';
import { takeStep, type Step } from '../appointments/step.ts';
import { hashOfToken } from '../appointments/token.ts';
import type { WriteTx } from '../storage/storage.ts';
import { refusalOfChange, refusalOfWrite, refuse, type Decision, type WriteSituation } from './decision.ts';

/** Also what the contact is told with. */
type AppointmentSituation = WriteSituation & Pick<Step['telling'], 'mailDomain' | 'isReplayed'>;

type CommandOf<N extends Command['name']> = Extract<Command, { name: N }>;
export type AppointmentCommand = CommandOf<
  'offer-appointment' | 'book-appointment' | 'move-appointment' | 'close-appointment'
>;

/** Decides, and stores the appointment or the link; the line in the thread is the decision's change. */
export async function runAppointment(
  tx: WriteTx,
  command: AppointmentCommand,
  situation: AppointmentSituation,
): Promise<Decision> {
  switch (command.name) {
    case 'offer-appointment':
      return offer(tx, command, situation);
    case 'book-appointment':
      return book(tx, command, situation);
    case 'move-appointment':
      return move(tx, command, situation);
    case 'close-appointment':
      return close(tx, command, situation);
  }
}

const unchanged: Decision = { ok: true, change: null };

/** A secret link for the contact; offered a second time, it is the same one (AP4). */
async function offer(
  tx: WriteTx,
  { token, groupId, place }: CommandOf<'offer-appointment'>,
  situation: AppointmentSituation,
): Promise<Decision> {
  const { conversation, now } = situation;
  const tokenHash = hashOfToken(token);
  const known = await tx.offer(tokenHash);
  if (known !== null) {
    const isSame = known.conversationId === conversation.id && known.groupId === groupId && known.place === place;
    return isSame ? unchanged : refuse({ code: 'invalid-command' });
  }
  const refusal = refusalOfWrite(situation);
  if (refusal !== null) return refusal;
  if ((await tx.groups([groupId])).length === 0) return refuse({ code: 'unknown-group' });
  if ((await tx.schedules([groupId])).length === 0) return refuse({ code: 'no-such-slot' });
  const times = { createdAt: now, expiresAt: now + OFFER_LIFETIME_MS, appointmentId: null };
  await tx.addOffer({ tokenHash, conversationId: conversation.id, groupId, place, ...times });
  const { userId, eventId } = situation;
  const event = { step: 'offered' as const, userId, groupId, place, startAt: null, endAt: null };
  return { ok: true, change: withAppointmentLine(conversation, { eventId, now, event }) };
}

async function book(
  tx: WriteTx,
  { appointmentId: id, groupId, place, startAt, endAt }: CommandOf<'book-appointment'>,
  situation: AppointmentSituation,
): Promise<Decision> {
  const { conversation, now } = situation;
  const slot = { groupId, place, startAt, endAt };
  const known = await tx.appointment(id);
  if (known !== null)
    return isSameBooking(known, conversation.id, slot) ? unchanged : refuse({ code: 'invalid-command' });
  const refusal = refusalOfWrite(situation);
  if (refusal !== null) return refusal;
  const failure = await refusalOfSlot(tx, { ...slot, except: null }, now);
  if (failure !== null) return refuse(failure);
  const { number } = conversation;
  const about = { id, conversationId: conversation.id, number };
  return taken(tx, situation, { step: 'booked', appointment: { ...about, ...slot, state: 'booked', sequence: 0 } });
}

/** What was changed since was booked all the same. */
const isSameBooking = (
  known: Appointment,
  conversationId: string,
  slot: Pick<Appointment, 'groupId' | 'place' | 'startAt' | 'endAt'>,
): boolean =>
  known.conversationId === conversationId &&
  known.groupId === slot.groupId &&
  (known.sequence > 0 || isAt(known, slot));

const isAt = (
  known: Appointment,
  { place, startAt, endAt }: Pick<Appointment, 'place' | 'startAt' | 'endAt'>,
): boolean => known.place === place && known.startAt === startAt && known.endAt === endAt;

async function move(
  tx: WriteTx,
  { appointmentId, place, startAt, endAt }: CommandOf<'move-appointment'>,
  situation: AppointmentSituation,
): Promise<Decision> {
  const refusal = refusalOfChange(situation);
  if (refusal !== null) return refusal;
  const known = await appointmentHere(tx, appointmentId, situation);
  if (known === null) return refuse({ code: 'unknown-appointment' });
  if (known.state !== 'booked') return refuse({ code: 'wrong-state' });
  const to = { place, startAt, endAt };
  if (isAt(known, to)) return unchanged;
  const { groupId, sequence } = known;
  const failure = await refusalOfSlot(tx, { groupId, ...to, except: known.id }, situation.now);
  if (failure !== null) return refuse(failure);
  return taken(tx, situation, { step: 'moved', appointment: { ...known, ...to, sequence: sequence + 1 } });
}

/** Cancelled is for good; whether somebody came can be put right (AP5). */
async function close(
  tx: WriteTx,
  { appointmentId, outcome, reason }: CommandOf<'close-appointment'>,
  situation: AppointmentSituation,
): Promise<Decision> {
  const refusal = refusalOfChange(situation);
  if (refusal !== null) return refusal;
  const known = await appointmentHere(tx, appointmentId, situation);
  if (known === null) return refuse({ code: 'unknown-appointment' });
  if (reason !== undefined && outcome !== 'cancelled') return refuse({ code: 'invalid-command' });
  if (known.state === outcome) return unchanged;
  const isOpen = outcome === 'cancelled' ? known.state === 'booked' : known.state !== 'cancelled';
  if (!isOpen) return refuse({ code: 'wrong-state' });
  const appointment = { ...known, state: outcome, sequence: known.sequence + 1 };
  return taken(tx, situation, { step: outcome, appointment, ...(reason === undefined ? {} : { reason }) });
}

async function appointmentHere(tx: WriteTx, id: string, { conversation }: WriteSituation): Promise<Appointment | null> {
  const known = await tx.appointment(id);
  return known?.conversationId === conversation.id ? known : null;
}

async function taken(
  tx: WriteTx,
  { conversation, userId, eventId, now, mailDomain, isReplayed }: AppointmentSituation,
  what: Pick<Step, 'step' | 'appointment' | 'reason'>,
): Promise<Decision> {
  const telling = { mailDomain, isReplayed, language: null };
  return { ok: true, change: await takeStep(tx, conversation, { ...what, userId, eventId, now, telling }) };
}
