import type { OpenConversation } from '../../../shared/bridge/core-queries.ts';
import { type CancelReason, offerLink } from '../../../shared/model/appointment.ts';
import type { Under } from '../../../shared/protocol/commands.ts';
import type { MeetingPlace } from '../../../shared/schedule/schedule.ts';
import type { Slot } from '../../../shared/schedule/slots.ts';
import { useText } from '../../i18n/text.tsx';
import { useApp, useLive } from '../../store/context.tsx';
import { failureOf } from '../../store/create-app.ts';

interface Where {
  readonly groupId: string;
  readonly place: MeetingPlace;
}

/**
 * The right to change an appointment: like writing; who takes part may also when the case is resolved (AP4). Null: no right.
 */
export function rightOver({ row, content, under }: OpenConversation, userId: string | undefined): Under | null {
  if (under !== null) return under;
  const takesPart = userId !== undefined && content?.participantIds.includes(userId) === true;
  return takesPart && row.state === 'resolved' ? content.fence : null;
}

/** What the dialogs ask of the hub; each answers whether it is stored here. */
export function useBooking(conversationId: string, under: Under) {
  const app = useApp();
  const { t, dates } = useText();
  const publicUrl = useLive({ name: 'status' })?.association?.publicUrl;
  const about = { conversationId, under };
  const stored = async (send: () => Promise<boolean>): Promise<boolean> => {
    try {
      return await send();
    } catch (error) {
      app.complain(failureOf(error));
      return false;
    }
  };
  const tell = (isStored: boolean, { startAt }: Slot): boolean => {
    if (isStored) app.announce(t('book.booked-announce', { when: dates.full(startAt) }));
    return isStored;
  };
  return {
    canOffer: publicUrl !== undefined,
    book: (where: Where, { startAt, endAt }: Slot): Promise<boolean> =>
      stored(async () => {
        const appointmentId = await app.core.call({ name: 'new-id' });
        const slot = { startAt, endAt };
        return tell(await app.send({ name: 'book-appointment', ...about, appointmentId, ...where, ...slot }), slot);
      }),
    move: (appointmentId: string, place: MeetingPlace, { startAt, endAt }: Slot): Promise<boolean> =>
      stored(async () => {
        const slot = { startAt, endAt };
        return tell(await app.send({ name: 'move-appointment', ...about, appointmentId, place, ...slot }), slot);
      }),
    close: (appointmentId: string, outcome: 'kept' | 'missed'): Promise<boolean> =>
      app.send({ name: 'close-appointment', ...about, appointmentId, outcome }),
    cancel: (appointmentId: string, reason: CancelReason): Promise<boolean> =>
      app.send({ name: 'close-appointment', ...about, appointmentId, outcome: 'cancelled', reason }),
    offer: (where: Where, lang: 'it' | 'en'): Promise<boolean> =>
      stored(async () => {
        if (publicUrl === undefined) return false;
        const token = await app.core.call({ name: 'new-token' });
        if (!(await app.send({ name: 'offer-appointment', ...about, token, ...where }))) return false;
        app.putOffer({ conversationId, lang, link: offerLink(publicUrl, token) });
        app.announce(t('book.offer-announce'));
        return true;
      }),
  };
}
