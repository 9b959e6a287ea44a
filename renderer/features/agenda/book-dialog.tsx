import { Clock3 } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import type { OpenConversation, WantedSlot } from '../../../shared/bridge/core-queries.ts';
import type { AgendaEntry } from '../../../shared/model/appointment.ts';
import type { Under } from '../../../shared/protocol/commands.ts';
import { places, type MeetingPlace } from '../../../shared/schedule/schedule.ts';
import type { Slot } from '../../../shared/schedule/slots.ts';
import { useText } from '../../i18n/text.tsx';
import { useApp, useAppState, useLive } from '../../store/context.tsx';
import { useDirectory } from '../../store/use-directory.ts';
import { Button } from '../../ui/button.tsx';
import { Modal, ModalFoot, ModalLead } from '../../ui/modal.tsx';
import { Segments } from '../../ui/segments.tsx';
import { Chooser } from '../../ui/select.tsx';
import styles from './book.module.css';
import { OfferWay } from './offer-way.tsx';
import { PlaceIcon } from './place-icon.tsx';
import { keyOf, SlotChoice } from './slot-choice.tsx';
import { rightOver, useBooking } from './use-booking.ts';
import { useEntryText } from './use-entry-text.ts';

/** So many times to choose from, by day. */
const shownSlots = 120;

interface BookDialogProps {
  readonly conversationId: string;
  readonly movesId: string | null;
  /** What was refused before: the dialog opens there. */
  readonly wanted?: Wanted;
}

type Wanted = Pick<WantedSlot, 'groupId' | 'place'>;

/** A time for the contact: booked while they are on the telephone, or offered by a link; or another time for an appointment. */
export function BookDialog({ conversationId, movesId, wanted }: BookDialogProps): ReactNode {
  const { t } = useText();
  const app = useApp();
  const { me } = useDirectory();
  const open = useLive({ name: 'conversation', id: conversationId });
  const appointments = useLive({ name: 'appointments', conversationId });
  const under = open ? rightOver(open, me?.id) : null;
  // Lost meanwhile: there is nothing to book any more.
  if (!open || under === null || appointments === undefined) return null;
  const moves = appointments.find(({ id }) => id === movesId) ?? null;
  return (
    <Modal
      title={t(moves === null ? 'book.title' : 'book.title-move', { number: open.row.number })}
      closeLabel={t('action.close')}
      size="wide"
      onClose={() => app.openDialog(null)}
    >
      <BookForm open={open} under={under} moves={moves} wanted={wanted ?? null} onClose={() => app.openDialog(null)} />
    </Modal>
  );
}

interface BookFormProps {
  readonly open: OpenConversation;
  readonly under: Under;
  /** The appointment that gets another time; null: a new one. */
  readonly moves: AgendaEntry | null;
  readonly wanted: Wanted | null;
  readonly onClose: () => void;
}

function BookForm({ open, under, moves, wanted, onClose }: BookFormProps): ReactNode {
  const { t, dates } = useText();
  const { groupName } = useDirectory();
  const { place: placeText } = useEntryText();
  const booking = useBooking(open.row.id, under);
  const [place, setPlace] = useState<MeetingPlace>(wanted?.place ?? moves?.place ?? 'office');
  const [groupId, setGroupId] = useState(moves?.groupId ?? wanted?.groupId ?? open.row.groupId);
  const [chosen, setChosen] = useState<Slot | null>(null);
  const [isSending, setSending] = useState(false);
  const free = useLive({ name: 'free-slots', groupId, place, from: null, limit: shownSlots });
  const slot = stillFree(chosen, free?.slots ?? [], free?.offered ?? []);

  const ask = async (send: () => Promise<boolean>): Promise<void> => {
    setSending(true);
    if (await send()) onClose();
    else setSending(false);
  };
  const confirm = async (): Promise<boolean> => {
    if (slot === null) return false;
    return await (moves === null ? booking.book({ groupId, place }, slot) : booking.move(moves.id, place, slot));
  };

  return (
    <>
      {moves !== null && (
        <ModalLead>{t('book.now', { when: dates.full(moves.startAt), where: placeText(moves) })}</ModalLead>
      )}
      <Segments
        isTall
        label={t('book.place')}
        value={place}
        options={places.map((each) => ({
          value: each,
          label: t(`book.place.${each}`),
          icon: <PlaceIcon place={each} />,
        }))}
        onChange={setPlace}
      />
      {moves === null && <GroupChoice ownId={open.row.groupId} value={groupId} onChange={setGroupId} />}
      <SlotChoice free={free} groupName={groupName(groupId)} chosen={slot} onChoose={setChosen} />
      <OfflineWarning />
      {moves === null && (
        <OfferWay
          canOffer={booking.canOffer}
          isDisabled={isSending || free?.hasSchedule !== true}
          onOffer={(lang) => void ask(() => booking.offer({ groupId, place }, lang))}
        />
      )}
      <ModalFoot>
        <Button onPress={onClose}>{t('action.cancel')}</Button>
        <Button look="primary" isDisabled={slot === null || isSending} onPress={() => void ask(confirm)}>
          {t(moves === null ? 'book.confirm' : 'book.confirm-move')}
        </Button>
      </ModalFoot>
    </>
  );
}

/** What was chosen may have gone to somebody else meanwhile. */
const stillFree = (chosen: Slot | null, ...free: readonly (readonly Slot[])[]): Slot | null =>
  chosen !== null && free.flat().some((slot) => keyOf(slot) === keyOf(chosen)) ? chosen : null;

interface GroupChoiceProps {
  readonly ownId: string;
  readonly value: string;
  readonly onChange: (groupId: string) => void;
}

/** The case's own group first. */
function GroupChoice({ ownId, value, onChange }: GroupChoiceProps): ReactNode {
  const { t } = useText();
  const { groups, groupName } = useDirectory();
  const ordered = groups.toSorted((one, other) => Number(other.id === ownId) - Number(one.id === ownId));
  return (
    <Chooser
      label={t('book.group')}
      value={value}
      options={ordered.map(({ id }) => ({ value: id, label: groupName(id) }))}
      onChange={onChange}
    />
  );
}

function OfflineWarning(): ReactNode {
  const { t } = useText();
  const isOffline = useAppState((state) => state.localOfflineSinceAt !== null);
  if (!isOffline) return null;
  return (
    <p className={styles['message']} role="status">
      <Clock3 aria-hidden="true" />
      {t('book.offline')}
    </p>
  );
}
