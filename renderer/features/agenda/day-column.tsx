import type { ReactNode } from 'react';
import type { AgendaEntry } from '../../../shared/model/appointment.ts';
import { useText } from '../../i18n/text.tsx';
import { useApp } from '../../store/context.tsx';
import { useDirectory } from '../../store/use-directory.ts';
import styles from './agenda.module.css';
import { type Day, noonOf } from './days.ts';
import { PlaceIcon } from './place-icon.tsx';
import { StateTag } from './state-tag.tsx';
import { useEntryText } from './use-entry-text.ts';

interface DayColumnProps {
  readonly day: Day;
  readonly index: number;
  readonly isToday: boolean;
  /** The day view: nothing beside it. */
  readonly isAlone: boolean;
}

/** One day with its appointments in order of time. */
export function DayColumn({ day, index, isToday, isAlone }: DayColumnProps): ReactNode {
  const { t, dates } = useText();
  const app = useApp();
  const at = noonOf(day.date);
  return (
    <section className={styles['day']} data-today={isToday ? true : undefined} aria-label={dates.longDay(at)}>
      <button
        type="button"
        className={styles['date']}
        data-spot={`${index}:-1`}
        aria-current={isToday ? 'date' : undefined}
        onClick={() => app.lookAt({ span: 'day', date: day.date })}
      >
        <span className={styles['weekday']} aria-hidden="true">
          {isAlone ? dates.longDay(at) : dates.weekday(at)}
        </span>
        {!isAlone && (
          <span className={styles['number']} aria-hidden="true">
            {dates.dayOfMonth(at)}
          </span>
        )}
        <span className="only-read-aloud">
          {t('agenda.open-day', { day: dates.longDay(at), count: day.entries.length })}
        </span>
        {isToday && <span className={styles['today']}>{t('agenda.is-today')}</span>}
      </button>
      <ol>
        {day.entries.map((entry, position) => (
          <li key={entry.id}>
            <Entry entry={entry} spot={`${index}:${position}`} />
          </li>
        ))}
      </ol>
    </section>
  );
}

function Entry({ entry, spot }: { entry: AgendaEntry; spot: string }): ReactNode {
  const { dates } = useText();
  const app = useApp();
  const { groupName } = useDirectory();
  const { number, place } = useEntryText();
  const { id: appointmentId, conversationId } = entry;
  return (
    <button
      type="button"
      className={styles['entry']}
      data-state={entry.state}
      data-spot={spot}
      onClick={() => app.openDialog({ kind: 'appointment', conversationId, appointmentId })}
    >
      <span className={styles['clock']}>
        {dates.clock(entry.startAt)}
        <small>–{dates.clock(entry.endAt)}</small>
      </span>
      <span className={styles['case']}>{number(entry)}</span>
      <span className={styles['where']}>
        <PlaceIcon place={entry.place} />
        {place(entry)}
      </span>
      <span className={styles['group']}>{groupName(entry.groupId)}</span>
      <StateTag entry={entry} />
    </button>
  );
}
