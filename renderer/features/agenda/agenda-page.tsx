import { CalendarDays, ChevronLeft, ChevronRight, WifiOff } from 'lucide-react';
import type { ReactNode } from 'react';
import { dateOf } from '../../../shared/schedule/slots.ts';
import { useText } from '../../i18n/text.tsx';
import { useApp, useAppState, useLive } from '../../store/context.tsx';
import { useDirectory } from '../../store/use-directory.ts';
import { useHubNow } from '../../store/use-hub-now.ts';
import { Button } from '../../ui/button.tsx';
import { Segments } from '../../ui/segments.tsx';
import { Chooser } from '../../ui/select.tsx';
import { Empty, Loading } from '../../ui/small.tsx';
import styles from './agenda.module.css';
import { BookFor } from './book-for.tsx';
import { addDays, byDay, datesShown, instantsOf, noonOf } from './days.ts';
import { DayColumn } from './day-column.tsx';
import { useArrows } from './use-arrows.ts';

const spans = ['day', 'week'] as const;
const everyGroup = 'every-group';

/** Everybody's appointments by day, without anybody's name. */
export function AgendaPage(): ReactNode {
  const { t } = useText();
  const app = useApp();
  const now = useHubNow();
  const today = dateOf(now);
  const { span, date, groupId } = useAppState((state) => state.agenda);
  const dates = datesShown(date ?? today, span);
  const all = useLive({ name: 'agenda', ...instantsOf(dates) });
  const entries = all?.filter((entry) => groupId === null || entry.groupId === groupId);
  const days = byDay(dates, entries ?? []);
  const turn = (by: 1 | -1): void => app.lookAt({ date: addDays(date ?? today, span === 'day' ? by : 7 * by) });
  const grid = useArrows(
    days.map((day) => day.entries.length),
    turn,
  );
  return (
    <div className={styles['page']}>
      <Head dates={dates} today={today} count={entries?.length ?? null} turn={turn} />
      <OfflineLine />
      <div
        ref={grid}
        className={styles['days']}
        data-span={span}
        role="group"
        aria-label={t('agenda.entries', { when: useRange(dates) })}
      >
        {days.map((day, index) => (
          <DayColumn key={day.date} day={day} index={index} isToday={day.date === today} isAlone={span === 'day'} />
        ))}
      </div>
      {entries === undefined && <Loading label={t('agenda.loading')} />}
      {entries?.length === 0 && (
        <div className={styles['empty']}>
          <Empty icon={CalendarDays} title={t('agenda.empty')} why={t('agenda.empty-why')} />
        </div>
      )}
      <p className={styles['keys']}>{t('agenda.keys', { span })}</p>
    </div>
  );
}

function useRange(dates: readonly string[]): string {
  const { t, dates: say } = useText();
  const [first = '', last = first] = [dates[0], dates.at(-1)];
  if (first === last) return say.longDay(noonOf(first));
  return t('agenda.range', { since: say.shortDay(noonOf(first)), to: say.shortDay(noonOf(last)) });
}

interface HeadProps {
  readonly dates: readonly string[];
  readonly today: string;
  /** Null: not known yet. */
  readonly count: number | null;
  readonly turn: (by: 1 | -1) => void;
}

function Head({ dates, today, count, turn }: HeadProps): ReactNode {
  const { t } = useText();
  const app = useApp();
  const { groups, groupName } = useDirectory();
  const { span, groupId } = useAppState((state) => state.agenda);
  const range = useRange(dates);
  return (
    <header className={styles['head']}>
      <div className={styles['title']}>
        <h2>{t('nav.agenda')}</h2>
        <p aria-live="polite">
          <strong>{range}</strong> {count !== null && `· ${t('agenda.count', { count })}`}
        </p>
      </div>
      <div className={styles['tools']}>
        <BookFor />
        <Chooser
          isLabelHidden
          label={t('agenda.group')}
          value={groupId ?? everyGroup}
          options={[
            { value: everyGroup, label: t('agenda.every-group') },
            ...groups.map(({ id }) => ({ value: id, label: groupName(id) })),
          ]}
          onChange={(value) => app.lookAt({ groupId: value === everyGroup ? null : value })}
        />
        <Segments
          isLabelHidden
          label={t('agenda.span')}
          value={span}
          options={spans.map((value) => ({ value, label: t(`agenda.span.${value}`) }))}
          onChange={(value) => app.lookAt({ span: value })}
        />
        <div className={styles['turn']}>
          <Button isIcon aria-label={t(`agenda.previous.${span}`)} onPress={() => turn(-1)}>
            <ChevronLeft aria-hidden="true" />
          </Button>
          <Button isDisabled={dates.includes(today) && span === 'week'} onPress={() => app.lookAt({ date: null })}>
            {t('agenda.today')}
          </Button>
          <Button isIcon aria-label={t(`agenda.next.${span}`)} onPress={() => turn(1)}>
            <ChevronRight aria-hidden="true" />
          </Button>
        </div>
      </div>
    </header>
  );
}

function OfflineLine(): ReactNode {
  const { t, dates } = useText();
  const { clock } = useApp();
  const since = useAppState((state) => state.localOfflineSinceAt);
  if (since === null) return null;
  return (
    <p className={styles['offline']} role="status">
      <WifiOff aria-hidden="true" />
      {t('agenda.offline', { since: dates.moment(since, clock.now()) })}
    </p>
  );
}
