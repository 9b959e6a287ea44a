import { FlaskConical, KeyRound, Settings2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button, Dialog, DialogTrigger, Popover } from 'react-aria-components';
import type { Result } from '../../../shared/bridge/core-queries.ts';
import { type Text, useText } from '../../i18n/text.tsx';
import { useApp, useAppState, useLive } from '../../store/context.tsx';
import { classes } from '../../ui/classes.ts';
import styles from './status-bar.module.css';

export function StatusBar(): ReactNode {
  const { t } = useText();
  const hasSingleKeys = useAppState((state) => state.settings.singleKeys);
  return (
    <footer className={styles['bar']} aria-label={t('landmark.status')} data-pane tabIndex={-1}>
      <Connection />
      <Outbox />
      <Conditions />
      {hasSingleKeys && <span className={styles['keys']}>{t('status.keys')}</span>}
    </footer>
  );
}

function Connection(): ReactNode {
  const text = useText();
  const { clock } = useApp();
  const status = useLive({ name: 'status' });
  const offlineSince = useAppState((state) => state.localOfflineSinceAt);
  if (status === undefined) return null;
  const state = offlineSince === null ? status.connection : 'offline';
  return (
    <span className={styles['state']} role="status">
      <span className={styles['dot']} data-state={state} />
      {sentence(text, status, offlineSince === null ? null : text.dates.moment(offlineSince, clock.now()))}
    </span>
  );
}

function sentence({ t, number }: Text, status: Result<'status'>, offlineSince: string | null): string {
  if (offlineSince !== null) return t('status.offline-since', { since: offlineSince });
  if (status.syncing !== null) {
    return t('status.syncing', { done: number(status.syncing.done), total: number(status.syncing.total) });
  }
  return status.connection === 'offline' ? t('status.connecting') : t(`status.${status.connection}`);
}

function Outbox(): ReactNode {
  const { t } = useText();
  const app = useApp();
  const count = useLive({ name: 'status' })?.outboxCount ?? 0;
  return (
    <Button className={classes(styles['item'], count > 0 && styles['warning'])} onPress={() => app.show('outbox')}>
      {t('status.outbox', { count })}
    </Button>
  );
}

/** What is not as it should be on this PC: short here, in full when asked. */
function Conditions(): ReactNode {
  const { t } = useText();
  const protection = useLive({ name: 'status' })?.protection;
  const info = useAppState((state) => state.info);
  return (
    <>
      {protection === 'none' && (
        <Condition
          icon={<KeyRound aria-hidden="true" />}
          label={t('status.keyring-none')}
          why={t('status.keyring-none-why')}
        />
      )}
      {info?.developmentRuntime === true && (
        <Condition
          icon={<FlaskConical aria-hidden="true" />}
          label={t('status.development-runtime')}
          why={t('status.development-runtime-why')}
        />
      )}
      {info?.settingsProblem === true && (
        <Condition
          icon={<Settings2 aria-hidden="true" />}
          label={t('status.settings-problem')}
          why={t('status.settings-problem-why')}
        />
      )}
    </>
  );
}

const Condition = ({ icon, label, why }: { icon: ReactNode; label: string; why: string }): ReactNode => (
  <DialogTrigger>
    <Button className={styles['item'] ?? ''}>
      {icon}
      {label}
    </Button>
    <Popover placement="top start" className={styles['popover'] ?? ''}>
      <Dialog aria-label={label}>{why}</Dialog>
    </Popover>
  </DialogTrigger>
);
