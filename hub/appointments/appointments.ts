import type { Clock, Ids } from '../../shared/effects.ts';
import type { Appointment } from '../../shared/model/appointment.ts';
import type { Slot } from '../../shared/schedule/slots.ts';
import { nobody } from '../audit/entry.ts';
import type { Storage, WriteTx } from '../storage/storage.ts';
import type { Telling } from './announce.ts';
import type { MailLanguage } from './mail-texts.ts';
import { openOffer, viewOf, whyNot, type OfferView, type OpenOffer } from './offer-view.ts';
import { takeStep } from './step.ts';

/** What a contact does behind a secret link (AP9). Whoever calls limits how often an address may. */
export interface Appointments {
  /** Null: there is no such link. `from`: slots that begin no earlier, for whom the first three don't suit. */
  look(token: string, from?: number): Promise<OfferView | null>;
  /** `language`: that of the page, in which the contact is then written to. */
  choose(token: string, slot: Slot, language?: MailLanguage): Promise<Done>;
  move(token: string, slot: Slot, language?: MailLanguage): Promise<Done>;
  cancel(token: string, language?: MailLanguage): Promise<Done>;
}

export interface Done {
  /**
   * `done`: as was asked, perhaps already before; `slot-taken`, `no-such-slot`: the view has other slots; `wrong-state`: this
   * can't be done (any more), the view says how things are; `unknown`: there is no such link.
   */
  readonly result: 'done' | 'slot-taken' | 'no-such-slot' | 'wrong-state' | 'unknown';
  /** How it is now; null only where there is no such link. */
  readonly view: OfferView | null;
}

export interface AppointmentDeps {
  readonly storage: Storage;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly mailDomain: string;
}

export function createAppointments(deps: AppointmentDeps): Appointments {
  const { storage, clock } = deps;
  return {
    look: (token, from) =>
      storage.read(async (tx) => {
        const now = clock.now();
        const open = await openOffer(tx, token, now);
        return open === null ? null : viewOf(tx, open, { now, from });
      }),
    choose: (token, slot, language) => within(deps, { token, language }, (asked) => choose(asked, slot)),
    move: (token, slot, language) => within(deps, { token, language }, (asked) => move(asked, slot)),
    cancel: (token, language) => within(deps, { token, language }, cancel),
  };
}

interface Asked {
  readonly tx: WriteTx;
  readonly open: OpenOffer;
  readonly now: number;
  readonly ids: Ids;
  readonly telling: Telling;
}

/** One transaction: what is shown afterwards is what was decided on, and what others did meanwhile is seen. */
function within(
  { storage, clock, ids, mailDomain }: AppointmentDeps,
  { token, language = null }: { readonly token: string; readonly language: MailLanguage | undefined },
  act: (asked: Asked) => Promise<Exclude<Done['result'], 'unknown'>>,
): Promise<Done> {
  return storage.write(async (tx) => {
    const now = clock.now();
    const open = await openOffer(tx, token, now);
    if (open === null) return { result: 'unknown', view: null };
    const result = await act({ tx, open, now, ids, telling: { mailDomain, language, isReplayed: false } });
    const after = (await openOffer(tx, token, now)) ?? open;
    return { result, view: await viewOf(tx, after, { now }) };
  });
}

async function choose(asked: Asked, slot: Slot): Promise<Exclude<Done['result'], 'unknown'>> {
  const { tx, open, now, ids } = asked;
  const { offer, conversation, appointment, state } = open;
  // Sent twice, by a finger or a network.
  if (state === 'booked' && appointment !== null && isAt(appointment, slot)) return 'done';
  if (state !== 'open') return 'wrong-state';
  const reason = whyNot(open, slot, now);
  if (reason !== null) return reason;
  const { groupId, place } = offer;
  const about = { id: ids.next(), conversationId: conversation.id, number: conversation.number, groupId, place };
  const { startAt, endAt } = slot;
  await take(asked, 'booked', { ...about, startAt, endAt, state: 'booked', sequence: 0 });
  await tx.setOfferAppointment(offer.tokenHash, about.id);
  return 'done';
}

async function move(asked: Asked, { startAt, endAt }: Slot): Promise<Exclude<Done['result'], 'unknown'>> {
  const { open, now } = asked;
  const { offer, appointment, state } = open;
  if (state !== 'booked' || appointment === null) return 'wrong-state';
  const slot = { startAt, endAt };
  if (isAt(appointment, slot)) return 'done';
  const reason = whyNot(open, slot, now);
  if (reason !== null) return reason;
  const { sequence } = appointment;
  await take(asked, 'moved', { ...appointment, ...slot, place: offer.place, sequence: sequence + 1 });
  return 'done';
}

async function cancel(asked: Asked): Promise<Exclude<Done['result'], 'unknown'>> {
  const { appointment, state } = asked.open;
  if (appointment?.state === 'cancelled') return 'done';
  if (state !== 'booked' || appointment === null) return 'wrong-state';
  await take(asked, 'cancelled', { ...appointment, state: 'cancelled', sequence: appointment.sequence + 1 });
  return 'done';
}

const isAt = (appointment: Appointment, { startAt, endAt }: Slot): boolean =>
  appointment.startAt === startAt && appointment.endAt === endAt;

async function take(
  { tx, open, now, ids, telling }: Asked,
  step: 'booked' | 'moved' | 'cancelled',
  appointment: Appointment,
): Promise<void> {
  const { conversation } = open;
  const change = await takeStep(tx, conversation, {
    appointment,
    step,
    userId: null,
    eventId: ids.next(),
    now,
    telling,
  });
  await tx.saveConversation(change);
  const facts = { step, appointmentId: appointment.id, startAt: appointment.startAt };
  await tx.appendAudit([{ at: now, kind: 'contact-appointment', actor: nobody, conversation, facts }]);
}
