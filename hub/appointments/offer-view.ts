import { offerTokenSchema, slotSchema, type Appointment } from '../../shared/model/appointment.ts';
import type { Group } from '../../shared/model/directory.ts';
import type { MeetingPlace, Schedule } from '../../shared/schedule/schedule.ts';
import { isOfferedSlot, offeredSlots, overlaps, type Slot } from '../../shared/schedule/slots.ts';
import type { Offer } from '../storage/offer.ts';
import type { ConversationRecord, ReadTx } from '../storage/storage.ts';
import { hashOfToken } from './token.ts';

/** What the page behind a secret link may show (AP9): nothing of what the case is about, and nobody's name. */
export interface OfferView {
  readonly number: string;
  readonly groupId: string;
  readonly groupName: Group['name'];
  readonly place: MeetingPlace;
  readonly expiresAt: number;
  /**
   * `open`: a slot can be chosen; `booked`: it can be moved or cancelled; `over`: it has begun, or how it ended is known;
   * `expired`: nothing was chosen in time.
   */
  readonly state: 'open' | 'booked' | 'over' | 'expired';
  /** The last one that was chosen, also when it was cancelled. */
  readonly appointment: Appointment | null;
  /** Up to three that are free at this moment, to choose or to move to. */
  readonly slots: readonly Slot[];
}

/** What is behind a link, as the transaction sees it. */
export interface OpenOffer {
  readonly offer: Offer;
  readonly conversation: ConversationRecord;
  readonly appointment: Appointment | null;
  readonly state: OfferView['state'];
  readonly schedule: Schedule | null;
  readonly taken: readonly Appointment[];
}

/** Null: no such link. */
export async function openOffer(tx: ReadTx, token: string, now: number): Promise<OpenOffer | null> {
  const offer = offerTokenSchema.safeParse(token).success ? await tx.offer(hashOfToken(token)) : null;
  const conversation = offer === null ? null : await tx.conversation(offer.conversationId);
  if (offer === null || conversation === null) return null;
  const appointment = offer.appointmentId === null ? null : await tx.appointment(offer.appointmentId);
  const [schedule = null] = await tx.schedules([offer.groupId]);
  const taken = await tx.takenSlots(offer.groupId, now);
  return { offer, conversation, appointment, state: stateOf(offer, appointment, now), schedule, taken };
}

function stateOf({ expiresAt }: Offer, appointment: Appointment | null, now: number): OfferView['state'] {
  if (appointment === null || appointment.state === 'cancelled') return now < expiresAt ? 'open' : 'expired';
  return appointment.state === 'booked' && now < appointment.startAt ? 'booked' : 'over';
}

interface At {
  readonly now: number;
  /** Nothing earlier is shown. */
  readonly from?: number | undefined;
}

export async function viewOf(tx: ReadTx, open: OpenOffer, { now, from }: At): Promise<OfferView> {
  const { offer, conversation, appointment, state, schedule, taken } = open;
  const { groupId, place, expiresAt } = offer;
  const [group] = await tx.groups([groupId]);
  if (group === undefined) throw new Error('an offer of a group that does not exist');
  const canChoose = schedule !== null && (state === 'open' || state === 'booked');
  const wanted = { now, place, busy: taken, ...(from === undefined ? {} : { from }) };
  const slots = canChoose ? offeredSlots(schedule, wanted) : [];
  return { number: conversation.number, groupId, groupName: group.name, place, expiresAt, state, appointment, slots };
}

/** Whether the contact can have this very slot: offered to contacts, and free (AP2, AP10). */
export function whyNot(
  { schedule, taken, offer, appointment }: OpenOffer,
  slot: Slot,
  now: number,
): 'slot-taken' | 'no-such-slot' | null {
  const isSlot = slotSchema.safeParse(slot).success;
  const isOffered = schedule !== null && isSlot && isOfferedSlot(schedule, slot, { now, place: offer.place });
  if (!isOffered) return 'no-such-slot';
  const isTaken = taken.some((other) => other.id !== appointment?.id && overlaps(other, slot));
  return isTaken ? 'slot-taken' : null;
}
