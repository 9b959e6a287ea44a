import type { ReactNode } from 'react';
import { leftOutReasons, type ReassignPlan } from '../../../shared/model/reassignment.ts';
import { useText } from '../../i18n/text.tsx';
import { useDirectory } from '../../store/use-directory.ts';
import styles from './handover.module.css';

/** How many go, from whom, and which stay and why (RA2). */
export function PlanText({ plan, to }: { plan: ReassignPlan; to: string }): ReactNode {
  const { t, list } = useText();
  const { nameOf } = useDirectory();
  const from = plan.from.map(({ userId, cases }) =>
    userId === null
      ? t('reassign.from-queue', { count: cases })
      : t('reassign.from', { count: cases, name: nameOf(userId) }),
  );
  const stays = leftOutReasons.flatMap((why) => {
    const numbers = plan.leftOut.filter((each) => each.why === why);
    return numbers.length === 0 ? [] : [{ why, numbers: numbers.flatMap(({ number }) => number ?? []) }];
  });
  return (
    <div className={styles['plan']}>
      <p>
        <strong>{t('reassign.plan', { count: plan.moves, to })}</strong> {from.length > 0 && `${list(from)}.`}
      </p>
      {stays.map(({ why, numbers }) => (
        <p key={why}>{t(`reassign.stays.${why}`, { count: numbers.length, numbers: list(shortened(numbers)) })}</p>
      ))}
    </div>
  );
}

const shortened = (numbers: readonly string[]): readonly string[] =>
  numbers.length > SHOWN ? [...numbers.slice(0, SHOWN), '…'] : numbers;
const SHOWN = 4;
