import { Lock } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Row } from '../../../shared/bridge/core-queries.ts';
import { useText } from '../../i18n/text.tsx';
import { useDirectory } from '../../store/use-directory.ts';
import { useHubNow } from '../../store/use-hub-now.ts';
import styles from './stub-view.module.css';

/** All that may be known of a case that somebody else follows: who, since when, nothing else. */
export function StubView({ row }: { row: Row }): ReactNode {
  const { t, dates } = useText();
  const { nameOf, me } = useDirectory();
  const now = useHubNow();
  const name = nameOf(row.assigneeId);
  const isElsewhere = row.assigneeId !== null && row.assigneeId !== me?.id;
  const sinceAt = row.resolvedAt ?? row.claimedAt;
  const title = row.state === 'resolved' ? 'stub.title-resolved' : 'stub.title';
  return (
    <div className={styles['stub']}>
      <Lock aria-hidden="true" />
      <h3>{isElsewhere ? t(title, { name }) : t('stub.title-mine-elsewhere')}</h3>
      {isElsewhere && sinceAt !== null && (
        <p>{t('stub.since', { clock: dates.clock(sinceAt), day: dates.day(sinceAt, now) })}</p>
      )}
      <p>{isElsewhere ? t('stub.why', { name }) : t('stub.why-nobody')}</p>
    </div>
  );
}
