import { type ReactNode, useState } from 'react';
import type { OpenConversation } from '../../../shared/bridge/core-queries.ts';
import { type AgendaEntry, type CancelReason, cancelReasons } from '../../../shared/model/appointment.ts';
import type { Under } from '../../../shared/protocol/commands.ts';
import { useText } from '../../i18n/text.tsx';
import { useApp, useLive } from '../../store/context.tsx';
import { useDirectory } from '../../store/use-directory.ts';
import { useHubNow } from '../../store/use-hub-now.ts';
import { Button } from '../../ui/button.tsx';
import { Modal, ModalFoot, ModalLead } from '../../ui/modal.tsx';
import { RadioList } from '../../ui/radio-list.tsx';
import styles from './book.module.css';
import { StateTag } from './state-tag.tsx';
import { rightOver, useBooking } from './use-booking.ts';
import { useEntryText } from './use-entry-text.ts';

interface AppointmentDialogProps {
  readonly conversationId: string;
  readonly appointmentId: string;
}

/** One appointment: what everybody may know of it, and what those who take part in the case can do with it. */
export function AppointmentDialog({ conversationId, appointmentId }: AppointmentDialogProps): ReactNode {
  const { t } = useText();
  const app = useApp();
  const { number } = useEntryText();
  const appointments = useLive({ name: 'appointments', conversationId });
  const open = useLive({ name: 'conversation', id: conversationId });
  if (appointments === undefined || open === undefined) return null;
  const entry = appointments.find(({ id }) => id === appointmentId);
  const close = (): void => app.openDialog(null);
  return (
    <Modal
      title={t('appointment.title', { number: entry === undefined ? '' : number(entry) })}
      closeLabel={t('action.close')}
      onClose={close}
    >
      {entry === undefined ? (
        <ModalLead>{t('appointment.gone')}</ModalLead>
      ) : (
        <Content entry={entry} open={open} onClose={close} />
      )}
    </Modal>
  );
}

interface ContentProps {
  readonly entry: AgendaEntry;
  readonly open: OpenConversation | null;
  readonly onClose: () => void;
}

function Content({ entry, open, onClose }: ContentProps): ReactNode {
  const { t } = useText();
  const app = useApp();
  const { me } = useDirectory();
  const under = open === null ? null : rightOver(open, me?.id);
  const mayRead = open !== null && open.content !== null;
  return (
    <>
      <Facts entry={entry} />
      {entry.state === 'held' && <ModalLead>{t('appointment.held-why')}</ModalLead>}
      {under === null ? (
        <ModalLead>{t('appointment.not-yours')}</ModalLead>
      ) : (
        <Actions entry={entry} under={under} onClose={onClose} />
      )}
      <ModalFoot>
        {mayRead && (
          <Button
            onPress={() => {
              onClose();
              app.go({ conversationId: entry.conversationId });
            }}
          >
            {t('appointment.open-case')}
          </Button>
        )}
        <Button onPress={onClose}>{t('action.close')}</Button>
      </ModalFoot>
    </>
  );
}

function Facts({ entry }: { entry: AgendaEntry }): ReactNode {
  const { t, dates } = useText();
  const { groupName } = useDirectory();
  const { place } = useEntryText();
  return (
    <dl className={styles['facts']}>
      <dt>{t('appointment.when')}</dt>
      <dd>
        {dates.longDay(entry.startAt)}, {dates.span(entry.startAt, entry.endAt)}
      </dd>
      <dt>{t('appointment.where')}</dt>
      <dd>{place(entry)}</dd>
      <dt>{t('appointment.group')}</dt>
      <dd>{groupName(entry.groupId)}</dd>
      <dt>{t('appointment.state')}</dt>
      <dd>
        <StateTag entry={entry} />
      </dd>
    </dl>
  );
}

interface ActionsProps {
  readonly entry: AgendaEntry;
  readonly under: Under;
  readonly onClose: () => void;
}

function Actions({ entry, under, onClose }: ActionsProps): ReactNode {
  const { t } = useText();
  const app = useApp();
  const now = useHubNow();
  const booking = useBooking(entry.conversationId, under);
  const [isAsking, setAsking] = useState(false);
  const isOpen = entry.state === 'booked' || entry.state === 'held';
  const hasBegun = entry.startAt <= now;
  const closing = (stored: Promise<boolean>): void =>
    void stored.then((isStored) => {
      if (isStored) onClose();
    });
  const end = (outcome: 'kept' | 'missed'): void => closing(booking.close(entry.id, outcome));
  const cancel = (reason: CancelReason): void => closing(booking.cancel(entry.id, reason));
  if (isAsking) return <CancelQuestion entry={entry} onNo={() => setAsking(false)} onYes={cancel} />;
  return (
    <>
      {hasBegun && entry.state !== 'cancelled' && entry.state !== 'held' && (
        <div className={styles['outcome']} role="group" aria-label={t('appointment.did-come')}>
          <p>{t('appointment.did-come')}</p>
          <Button isDisabled={entry.state === 'kept'} onPress={() => end('kept')}>
            {t('appointment.kept')}
          </Button>
          <Button isDisabled={entry.state === 'missed'} onPress={() => end('missed')}>
            {t('appointment.missed')}
          </Button>
        </div>
      )}
      {isOpen && (
        <div className={styles['ways']}>
          <Button
            onPress={() => app.openDialog({ kind: 'book', conversationId: entry.conversationId, movesId: entry.id })}
          >
            {t('appointment.move')}
          </Button>
          <Button look="plain" onPress={() => setAsking(true)}>
            {t('appointment.cancel')}
          </Button>
        </div>
      )}
    </>
  );
}

interface CancelQuestionProps {
  readonly entry: AgendaEntry;
  readonly onYes: (reason: CancelReason) => void;
  readonly onNo: () => void;
}

function CancelQuestion({ entry, onYes, onNo }: CancelQuestionProps): ReactNode {
  const { t, dates } = useText();
  const [reason, setReason] = useState<CancelReason | null>(null);
  return (
    <div className={styles['outcome']} role="alertdialog" aria-label={t('appointment.cancel')}>
      <p>
        {t('appointment.cancel-sure', { when: dates.full(entry.startAt) })}
        <br />
        <small>{t('appointment.cancel-why')}</small>
      </p>
      <RadioList
        label={t('appointment.cancel-reason')}
        value={reason}
        options={cancelReasons.map((value) => ({ value, label: t(`appointment.cancel-reason.${value}`) }))}
        onChange={setReason}
      />
      {/* the question was asked to be answered; the harmless answer is at hand */}
      <Button autoFocus onPress={onNo}>
        {t('appointment.cancel-no')}
      </Button>
      <Button look="primary" isDisabled={reason === null} onPress={() => reason !== null && onYes(reason)}>
        {t('appointment.cancel-yes')}
      </Button>
    </div>
  );
}
