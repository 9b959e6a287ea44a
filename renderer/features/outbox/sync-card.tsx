import { Undo2 } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Notice, Result } from '../../../shared/bridge/core-queries.ts';
import { type Text, useText } from '../../i18n/text.tsx';
import { useApp, useAppState, useLive } from '../../store/context.tsx';
import { useFailureText } from '../../store/use-failure-text.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/page.tsx';
import styles from './outbox.module.css';

/** How it stands with the hub, in one place: since when, what waits, what came back. */
export function SyncCard(): ReactNode {
  const text = useText();
  const { t } = text;
  const app = useApp();
  const status = useLive({ name: 'status' });
  const offlineSince = useAppState((state) => state.localOfflineSinceAt);
  const refused = (useLive({ name: 'notices' }) ?? []).filter(({ kind }) => kind === 'refused');
  if (status === undefined) return null;
  const now = app.clock.now();
  const isOnline = offlineSince === null && status.connection === 'online';
  return (
    <Card title={t('sync.title')}>
      <div className={styles['item']}>
        <div className={styles['what']} role="status">
          <strong>{stateSentence(text, { status, offlineSince, now })}</strong>
          <p>{waitingSentence(text, status, now)}</p>
        </div>
        {!isOnline && (
          <Button isSmall onPress={() => void app.core.call({ name: 'retry-now' }).catch(() => undefined)}>
            {t('offline.retry')}
          </Button>
        )}
      </div>
      {refused.map((notice) => (
        <Refused key={notice.id} notice={notice} />
      ))}
    </Card>
  );
}

interface Standing {
  readonly status: Result<'status'>;
  readonly offlineSince: number | null;
  readonly now: number;
}

function stateSentence({ t, dates }: Text, { status, offlineSince, now }: Standing): string {
  if (offlineSince !== null) return t('status.offline-since', { since: dates.moment(offlineSince, now) });
  if (status.connection !== 'online') return t('status.connecting');
  return t('sync.online-since', { since: dates.moment(status.localSinceAt, now) });
}

function waitingSentence({ t, dates }: Text, status: Result<'status'>, now: number): string {
  const { outboxCount: count, outboxOldestLocalAt: oldest } = status;
  if (count === 0 || oldest === null) return t('sync.nothing-waits');
  return t('sync.waits', { count, since: dates.moment(oldest, now) });
}

/** Its text is a draft again. */
function Refused({ notice: { id, conversationId, number, command, failure } }: { notice: Notice }): ReactNode {
  const { t } = useText();
  const app = useApp();
  const failureText = useFailureText();
  return (
    <div className={styles['item']}>
      <Undo2 aria-hidden="true" />
      <div className={styles['what']}>
        <strong>
          {t('notice.refused', { command: command?.replaceAll('-', '_') ?? 'other', number: number ?? '' })}
        </strong>
        {failure !== null && <p>{failureText(failure)}</p>}
      </div>
      {conversationId !== null && (
        <Button isSmall onPress={() => app.go({ conversationId })}>
          {t('notice.open')}
        </Button>
      )}
      <Button isSmall onPress={() => void app.core.call({ name: 'dismiss-notice', id }).catch(() => undefined)}>
        {t('action.dismiss')}
      </Button>
    </div>
  );
}
