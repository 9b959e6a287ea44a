import { TriangleAlert, WifiOff } from 'lucide-react';
import type { ReactNode } from 'react';
import { useText } from '../../i18n/text.tsx';
import { useApp, useAppState, useLive } from '../../store/context.tsx';
import { useFailureText } from '../../store/use-failure-text.ts';
import { useLasting } from '../../store/use-lasting.ts';
import { Button } from '../../ui/button.tsx';
import { Progress } from '../../ui/small.tsx';
import styles from './banner.module.css';

/** A line across the window for what changes how one works: no archive, no connection, a long synchronisation. */
export function Banner(): ReactNode {
  const core = useAppState((state) => state.core);
  const isOffline = useLasting(useAppState((state) => state.localOfflineSinceAt !== null));
  const syncing = useLive({ name: 'status' })?.syncing ?? null;
  const isSyncing = useLasting(syncing !== null);
  if (core === 'restarting' || core === 'stopped') return <CoreBanner isRestarting={core === 'restarting'} />;
  if (isOffline) return <OfflineBanner />;
  if (isSyncing && syncing !== null) return <SyncBanner done={syncing.done} total={syncing.total} />;
  return null;
}

function CoreBanner({ isRestarting }: { isRestarting: boolean }): ReactNode {
  const { t } = useText();
  return (
    <div className={styles['banner']} role="alert">
      <TriangleAlert aria-hidden="true" />
      <p>{t(isRestarting ? 'app.core-restarting' : 'app.core-stopped')}</p>
    </div>
  );
}

function OfflineBanner(): ReactNode {
  const { t, dates } = useText();
  const app = useApp();
  const failureText = useFailureText();
  const status = useLive({ name: 'status' });
  const since = useAppState((state) => state.localOfflineSinceAt);
  if (status === undefined || since === null) return null;
  return (
    <div className={styles['banner']} role="status">
      <WifiOff aria-hidden="true" />
      <p>
        <strong>{t('offline.banner', { since: dates.moment(since, app.clock.now()) })}</strong>{' '}
        <span>
          {isForPerson(status.problem?.code) && status.problem
            ? failureText(status.problem)
            : t('offline.what-works', { count: status.outboxCount })}
        </span>
      </p>
      {status.problem?.code === 'unknown-device' ? (
        <Button isSmall onPress={() => app.openDialog({ kind: 'activate-again' })}>
          {t('sign-in.again-open')}
        </Button>
      ) : (
        <Button isSmall onPress={() => void app.core.call({ name: 'retry-now' }).catch(() => undefined)}>
          {t('offline.retry')}
        </Button>
      )}
    </div>
  );
}

/** What no retry mends has to be read; that the hub is out of reach is what the banner says anyway. */
const isForPerson = (code: string | undefined): boolean =>
  code !== undefined && !['hub-unreachable', 'silence', 'hub-stopping', 'replaced'].includes(code);

function SyncBanner({ done, total }: { done: number; total: number }): ReactNode {
  const { t, number } = useText();
  return (
    <div className={styles['sync']}>
      {t('sync.first', { done: number(done), total: number(total) })}
      <Progress label={t('sync.progress')} done={done} total={total} />
    </div>
  );
}
