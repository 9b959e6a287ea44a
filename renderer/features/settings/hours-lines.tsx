import { Trash2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { places } from '../../../shared/schedule/schedule.ts';
import { startOfDate } from '../../../shared/schedule/slots.ts';
import { useText } from '../../i18n/text.tsx';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { Chooser } from '../../ui/select.tsx';
import type { ExceptionLine, WeeklyLine } from './hours-draft.ts';
import styles from './hours.module.css';

interface LineProps<L> {
  readonly line: L;
  readonly isWrong: boolean;
  readonly onChange: (change: Partial<L>) => void;
  readonly onRemove: () => void;
}

/** A Monday at noon, from which the names of the days are counted. */
const MONDAY_NOON = startOfDate('2026-03-02') + 12 * 60 * 60_000;
const DAY_MS = 24 * 60 * 60_000;
const weekdays = [1, 2, 3, 4, 5, 6, 7] as const;

interface WeeklyProps extends LineProps<WeeklyLine> {
  /** Where one meets is of interest; it is, unless told otherwise. */
  readonly hasPlaces?: boolean;
}

export function WeeklyRow({ line, isWrong, hasPlaces = true, onChange, onRemove }: WeeklyProps): ReactNode {
  const { t, dates } = useText();
  const nameOf = (weekday: number): string => dates.longWeekday(MONDAY_NOON + (weekday - 1) * DAY_MS);
  return (
    <li className={styles['row']} data-wrong={isWrong ? true : undefined}>
      <Chooser
        label={t('hours.weekday')}
        value={String(line.weekday)}
        options={weekdays.map((weekday) => ({ value: String(weekday), label: nameOf(weekday) }))}
        onChange={(weekday) => onChange({ weekday: Number(weekday) })}
      />
      <Times line={line} onChange={onChange} />
      {hasPlaces && <Places line={line} onChange={onChange} />}
      <Remove what={`${nameOf(line.weekday)} ${line.from}–${line.to}`} onRemove={onRemove} />
    </li>
  );
}

export function ExceptionRow({ line, isWrong, onChange, onRemove }: LineProps<ExceptionLine>): ReactNode {
  const { t } = useText();
  return (
    <li className={styles['row']} data-wrong={isWrong ? true : undefined}>
      <Field label={t('hours.date')} inputMode="numeric" value={line.date} onChange={(date) => onChange({ date })} />
      <Chooser
        label={t('hours.kind')}
        value={line.isClosed ? 'closed' : 'open'}
        options={[
          { value: 'closed', label: t('hours.kind.closed') },
          { value: 'open', label: t('hours.kind.open') },
        ]}
        onChange={(kind) => onChange({ isClosed: kind === 'closed' })}
      />
      {!line.isClosed && <Times line={line} onChange={onChange} />}
      {!line.isClosed && <Places line={line} onChange={onChange} />}
      <Remove what={line.date} onRemove={onRemove} />
    </li>
  );
}

interface PartProps {
  readonly line: Pick<WeeklyLine, 'from' | 'to' | 'places'>;
  readonly onChange: (change: Partial<Pick<WeeklyLine, 'from' | 'to' | 'places'>>) => void;
}

function Times({ line, onChange }: PartProps): ReactNode {
  const { t } = useText();
  return (
    <div className={styles['times']}>
      <Field label={t('hours.from')} inputMode="numeric" value={line.from} onChange={(from) => onChange({ from })} />
      <Field label={t('hours.to')} inputMode="numeric" value={line.to} onChange={(to) => onChange({ to })} />
    </div>
  );
}

function Places({ line, onChange }: PartProps): ReactNode {
  const { t } = useText();
  return (
    <fieldset className={styles['places']}>
      <legend>{t('book.place')}</legend>
      {places.map((place) => (
        <label key={place}>
          <input
            type="checkbox"
            checked={line.places.includes(place)}
            onChange={({ target }) =>
              onChange({
                places: places.filter((each) => (each === place ? target.checked : line.places.includes(each))),
              })
            }
          />
          {t(`book.place.${place}`)}
        </label>
      ))}
    </fieldset>
  );
}

function Remove({ what, onRemove }: { what: string; onRemove: () => void }): ReactNode {
  const { t } = useText();
  return (
    <Button isIcon look="plain" aria-label={t('hours.remove', { what })} onPress={onRemove}>
      <Trash2 aria-hidden="true" />
    </Button>
  );
}
