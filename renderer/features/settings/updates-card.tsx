import { type ReactNode, useEffect, useState } from 'react';
import type { UpdateState } from '../../../shared/bridge/desktop.ts';
import { useText } from '../../i18n/text.tsx';
import { useApp } from '../../store/context.tsx';
import type { App } from '../../store/create-app.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/page.tsx';
import styles from './settings.module.css';

/** A newer version is offered, never forced; why there is none, or why it was not taken, is said (UP3, UP4). */
export function UpdatesCard(): ReactNode {
  const { t } = useText();
  const app = useApp();
  const [state, setState] = useState<UpdateState | null>(null);
  const [isBusy, setBusy] = useState(false);
  useEffect(() => void app.desktop.call('update-state', null).then(setState), [app]);
  if (state === null) return null;
  const act = async (run: () => Promise<UpdateState>): Promise<void> => {
    setBusy(true);
    setState(await run().finally(() => setBusy(false)));
  };
  return (
    <Card title={t('update.title')}>
      <div className={styles['line']}>
        <p role="status" className={styles['hint']}>
          <Words state={state} />
        </p>
        {state.off === null && (
          <Button isDisabled={isBusy} onPress={() => void act(() => app.desktop.call('look-for-update', null))}>
            {t(isBusy ? 'update.looking' : 'update.look')}
          </Button>
        )}
        {state.offered !== null && (
          <Button look="primary" isDisabled={isBusy} onPress={() => void act(() => install(app))}>
            {t('update.install')}
          </Button>
        )}
      </div>
    </Card>
  );
}

function Words({ state }: { state: UpdateState }): ReactNode {
  const { t } = useText();
  if (state.off !== null) return t(`update.off.${state.off}`);
  if (state.refusal !== null) return t(`update.refused.${state.refusal}`);
  if (state.offered !== null) return t('update.offered', { version: state.offered });
  return t(state.hasLooked ? 'update.none' : 'update.not-looked');
}

/** What has not left is counted at this moment, by the core. */
async function install({ core, desktop }: App): Promise<UpdateState> {
  const { queues } = await core.call({ name: 'diagnose', checksAll: false });
  // What can't be counted may be there.
  const unsent = queues === null ? 1 : queues.commands + queues.drafts + queues.files;
  return await desktop.call('install-update', { unsent });
}
