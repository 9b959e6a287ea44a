import { MessagesSquare } from 'lucide-react';
import type { ReactNode } from 'react';
import { useText } from '../../i18n/text.tsx';
import { useApp, useAppState, useLive } from '../../store/context.tsx';
import { useFailureText } from '../../store/use-failure-text.ts';
import { Button } from '../../ui/button.tsx';
import styles from './starting.module.css';

/** Before the archive is open; also where it stays if the archive can't be opened, with the reason. */
export function Starting(): ReactNode {
  const { t } = useText();
  const failureText = useFailureText();
  const app = useApp();
  const cameBack = useAppState((state) => state.pageBefore === 'diagnostics');
  const core = useAppState((state) => state.core);
  const problem = useLive({ name: 'status' })?.problem ?? null;
  const hasKeyProblem = useAppState((state) => state.info?.keyProblem === true);
  const isPractice = useAppState((state) => state.info?.isPractice === true);
  const isStuck = hasKeyProblem || problem !== null || core === 'stopped';
  const words = hasKeyProblem
    ? t('app.key-problem')
    : problem !== null
      ? failureText(problem)
      : core === 'stopped'
        ? t(isPractice ? 'practice.failed' : 'app.core-stopped')
        : core === 'restarting'
          ? t('app.core-restarting')
          : t(isPractice ? 'practice.starting' : 'app.starting');
  return (
    <main className={styles['starting']}>
      <MessagesSquare aria-hidden="true" />
      <h1 className="only-read-aloud">{t('app.name')}</h1>
      <p role="status">{words}</p>
      {isStuck && (
        <Button autoFocus={cameBack} onPress={() => app.show('diagnostics')}>
          {t('diag.open')}
        </Button>
      )}
    </main>
  );
}
