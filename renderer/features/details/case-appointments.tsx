import { CalendarDays } from 'lucide-react';
import type { ReactNode } from 'react';
import { useText } from '../../i18n/text.tsx';
import { useApp, useLive } from '../../store/context.tsx';
import { Button } from '../../ui/button.tsx';
import { Tag } from '../../ui/tag.tsx';
import styles from './details.module.css';

const tones = { held: 'waiting', booked: 'accent', cancelled: 'plain', kept: 'ok', missed: 'guard' } as const;

/** When the contact is met, and what became of it. */
export function CaseAppointments({ conversationId }: { conversationId: string }): ReactNode {
  const { t, dates } = useText();
  const app = useApp();
  const appointments = useLive({ name: 'appointments', conversationId }) ?? [];
  if (appointments.length === 0) return null;
  return (
    <>
      <h3>{t('details.appointment')}</h3>
      <ul className={styles['appointments']}>
        {appointments.map(({ id, startAt, place, state }) => (
          <li key={id}>
            <p>
              {dates.longDay(startAt)}, <strong>{dates.clock(startAt)}</strong>
            </p>
            <p className={styles['sub']}>{t(`place.${place}`)}</p>
            <Tag tone={tones[state]}>{t(`appointment.state.${state}`)}</Tag>
            <Button
              look="plain"
              isSmall
              isIcon
              aria-label={t('details.appointment-open', { when: dates.full(startAt) })}
              onPress={() => app.openDialog({ kind: 'appointment', conversationId, appointmentId: id })}
            >
              <CalendarDays aria-hidden="true" />
            </Button>
          </li>
        ))}
      </ul>
    </>
  );
}
