import { Lock, ShieldAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import type { OpenConversation, Row } from '../../../shared/bridge/core-queries.ts';
import { useText } from '../../i18n/text.tsx';
import { useApp } from '../../store/context.tsx';
import { useDirectory } from '../../store/use-directory.ts';
import { useHubNow } from '../../store/use-hub-now.ts';
import { Button } from '../../ui/button.tsx';
import { PassedToMe } from './passing.tsx';
import styles from './stub-view.module.css';

/** A case whose text is not here: somebody follows it, or it waits and is nobody's to read. */
export function StubView({ open }: { open: OpenConversation }): ReactNode {
  const { row } = open;
  const { me } = useDirectory();
  if (row.passing !== undefined && row.passing.toUserId === me?.id)
    return <PassedToMe open={open} passing={row.passing} />;
  return row.state === 'waiting' && row.flags.length > 0 ? <Flagged row={row} /> : <Elsewhere row={row} />;
}

/** What the privacy guard found, in general words: whoever takes the case reads the rest. */
function Flagged({ row }: { row: Row }): ReactNode {
  const { t, list } = useText();
  return (
    <div className={styles['stub']} data-kind="flagged">
      <ShieldAlert aria-hidden="true" />
      <h3>{t('flagged.title')}</h3>
      <p>{t('flagged.what', { what: list(row.flags.map((flag) => t(`flag.${flag}`))) })}</p>
      <p>{t('flagged.why')}</p>
      <p>{row.claim === 'requested' ? t('strip.requested') : t('flagged.then')}</p>
    </div>
  );
}

/** All that may be known of a case that somebody else follows: who, since when, nothing else. */
function Elsewhere({ row }: { row: Row }): ReactNode {
  const { t, dates } = useText();
  const { nameOf, me } = useDirectory();
  const app = useApp();
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
      {me?.role === 'coordinator' && row.state !== 'waiting' && (
        <Button onPress={() => app.openDialog({ kind: 'inspect', conversationId: row.id })}>{t('inspect.open')}</Button>
      )}
    </div>
  );
}
