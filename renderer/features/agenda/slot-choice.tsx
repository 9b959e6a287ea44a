import { CalendarX2 } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { Label, Radio, RadioGroup } from 'react-aria-components';
import type { Result } from '../../../shared/bridge/core-queries.ts';
import { dateOf, type Slot } from '../../../shared/schedule/slots.ts';
import { useText } from '../../i18n/text.tsx';
import { Button } from '../../ui/button.tsx';
import styles from './book.module.css';
import { noonOf } from './days.ts';

interface SlotChoiceProps {
  readonly free: Result<'free-slots'> | undefined;
  readonly groupName: string;
  readonly chosen: Slot | null;
  readonly onChoose: (slot: Slot) => void;
}

/** Three free times, spread over days; all of them by day for whom none suits. */
export function SlotChoice({ free, groupName, chosen, onChoose }: SlotChoiceProps): ReactNode {
  const { t } = useText();
  const [isMore, setMore] = useState(false);
  if (free === undefined) return <p className={styles['none']}>{t('book.loading')}</p>;
  if (!free.hasSchedule) return <NoSlots words={t('book.no-schedule', { group: groupName })} />;
  if (free.offered.length === 0) return <NoSlots words={t('book.no-slots')} />;
  const slots = isMore ? free.slots : free.offered;
  return (
    <div className={styles['slots']}>
      <RadioGroup
        className={styles['group'] ?? ''}
        value={chosen === null ? null : keyOf(chosen)}
        onChange={(key) => {
          const slot = slots.find((each) => keyOf(each) === key);
          if (slot !== undefined) onChoose(slot);
        }}
      >
        <Label>{t('book.slots')}</Label>
        {isMore ? <AllSlots slots={free.slots} /> : <OfferedSlots slots={free.offered} />}
      </RadioGroup>
      <Button look="plain" isSmall aria-expanded={isMore} onPress={() => setMore(!isMore)}>
        {t(isMore ? 'book.fewer' : 'book.more')}
      </Button>
    </div>
  );
}

export const keyOf = ({ startAt, endAt }: Slot): string => `${startAt}-${endAt}`;

const NoSlots = ({ words }: { words: string }): ReactNode => (
  <p className={styles['none']} role="status">
    <CalendarX2 aria-hidden="true" />
    {words}
  </p>
);

function OfferedSlots({ slots }: { slots: readonly Slot[] }): ReactNode {
  const { dates } = useText();
  return (
    <div className={styles['offered']}>
      {slots.map((slot) => (
        <Radio key={keyOf(slot)} value={keyOf(slot)} className={styles['card'] ?? ''}>
          <span className={styles['day']}>{dates.longDay(slot.startAt)}</span>
          <span className={styles['clock']}>{dates.clock(slot.startAt)}</span>
          <span className={styles['until']}>{dates.span(slot.startAt, slot.endAt)}</span>
        </Radio>
      ))}
    </div>
  );
}

function AllSlots({ slots }: { slots: readonly Slot[] }): ReactNode {
  const { dates } = useText();
  const days = [...new Set(slots.map(({ startAt }) => dateOf(startAt)))];
  return (
    <div className={styles['all']}>
      {days.map((date) => (
        <div key={date} className={styles['ofDay']}>
          <span className={styles['day']} aria-hidden="true">
            {dates.longDay(noonOf(date))}
          </span>
          <div className={styles['chips']}>
            {slotsOn(slots, date).map((slot) => (
              <Radio
                key={keyOf(slot)}
                value={keyOf(slot)}
                className={styles['chip'] ?? ''}
                aria-label={`${dates.longDay(slot.startAt)}, ${dates.clock(slot.startAt)}`}
              >
                {dates.clock(slot.startAt)}
              </Radio>
            ))}
          </div>
        </div>
      ))}
    </div>
  );
}

const slotsOn = (slots: readonly Slot[], date: string): readonly Slot[] =>
  slots.filter(({ startAt }) => dateOf(startAt) === date);
