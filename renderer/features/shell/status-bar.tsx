import { FlaskConical, KeyRound, Settings2 } from 'lucide-react';
import { type ReactNode, useEffect } from 'react';
import { Button, Dialog, DialogTrigger, Popover } from 'react-aria-components';
import type { Result } from '../../../shared/bridge/core-queries.ts';
import { type Text, useText } from '../../i18n/text.tsx';
import type { MessageId } from '../../i18n/it/index.ts';
import type { KeyId } from '../../keys/registry.ts';
import { useKeyMap } from '../../keys/use-key-map.ts';
import { useApp, useAppState, useLive } from '../../store/context.tsx';
import { usePreferences } from '../../store/use-preferences.ts';
import { classes } from '../../ui/classes.ts';
import { Ring } from '../../ui/small.tsx';
import styles from './status-bar.module.css';

export function StatusBar(): ReactNode {
  const { t } = useText();
  const keys = useHints();
  return (
    <footer className={styles['bar']} aria-label={t('landmark.status')} data-pane tabIndex={-1}>
      <Connection />
      <Outbox />
      <Conditions />
      <Working />
      {keys !== '' && (
        <span className={styles['keys']} title={keys}>
          {keys}
        </span>
      )}
    </footer>
  );
}

/** The keys that are needed most, as this person has them. */
function useHints(): string {
  const { t } = useText();
  const { caps } = useKeyMap();
  const { singleKeys } = usePreferences();
  if (!singleKeys) return '';
  const hint = (ids: readonly KeyId[], words: MessageId): string[] => {
    const known = ids.map(caps).filter((each) => each !== null);
    return known.length < ids.length ? [] : [`${known.join('/')} ${t(words)}`];
  };
  return [
    ...hint(['next', 'previous'], 'status.keys.move'),
    ...hint(['claim'], 'status.keys.claim'),
    ...hint(['reply'], 'status.keys.reply'),
    ...hint(['help'], 'status.keys.help'),
  ].join(' · ');
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

/** What was asked for is still on its way, and nothing else on the screen says so. */
function Working(): ReactNode {
  const { t } = useText();
  const { announce } = useApp();
  const isWorking = useAppState(({ working }) => working > 0);
  useEffect(() => {
    if (isWorking) announce(t('status.working'));
  }, [isWorking, announce, t]);
  if (!isWorking) return null;
  return (
    <span className={styles['working']}>
      <Ring />
      {t('status.working')}
    </span>
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
