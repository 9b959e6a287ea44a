import { ArrowRightLeft } from 'lucide-react';
import { type ReactNode, useEffect } from 'react';
import { useText } from '../../i18n/text.tsx';
import { useApp, useAppState } from '../../store/context.tsx';
import { failureOf } from '../../store/create-app.ts';
import { useHubNow } from '../../store/use-hub-now.ts';
import { Button } from '../../ui/button.tsx';
import { CrossButton } from '../../ui/cross-button.tsx';
import styles from './handover.module.css';

/** What was just passed on, for as long as it can be taken back (RA4). */
export function ReassignedToast(): ReactNode {
  const { t } = useText();
  const app = useApp();
  const now = useHubNow();
  const reassigned = useAppState((state) => state.reassigned);
  const isOver = reassigned !== null && now > reassigned.undoUntil;
  useEffect(() => {
    if (isOver) app.showReassigned(null);
  }, [app, isOver]);
  if (reassigned === null || isOver) return null;
  const { id, moves, to } = reassigned;
  const undo = async (): Promise<void> => {
    try {
      const { moves: back, leftOut } = await app.core.call({ name: 'undo-reassignment', id });
      app.announce(t('reassign.undone', { count: back, stay: leftOut.length }));
      app.showReassigned(null);
    } catch (error) {
      app.complain(failureOf(error));
      if (failureOf(error).code === 'wrong-state') app.showReassigned(null);
    }
  };
  return (
    <div className={styles['toast']} role="group" aria-label={t('reassign.toast-label')}>
      <ArrowRightLeft aria-hidden="true" />
      <p>{t('reassign.done', { count: moves, to })}</p>
      <Button isSmall onPress={() => void undo()}>
        {t('reassign.undo')}
      </Button>
      <CrossButton label={t('action.close')} onPress={() => app.showReassigned(null)} />
    </div>
  );
}
