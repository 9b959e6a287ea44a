import type { ReactNode } from 'react';
import type { OpenConversation } from '../../../shared/bridge/core-queries.ts';
import type { Promised } from '../../../shared/model/promise.ts';
import { useText } from '../../i18n/text.tsx';
import { useApp } from '../../store/context.tsx';
import { useUndoable } from '../../store/use-undoable.ts';
import { useHubNow } from '../../store/use-hub-now.ts';
import { Button } from '../../ui/button.tsx';
import styles from './details.module.css';

/** What the contact was promised, and what became of it (PM1, PM2). */
export function CasePromise({ open }: { open: OpenConversation }): ReactNode {
  const { t } = useText();
  const app = useApp();
  const now = useHubNow();
  const undoable = useUndoable();
  const { content, under, row } = open;
  const promised = content?.promised;
  const conversationId = row.id;
  const mayChange = under !== null && row.state === 'claimed';
  if (promised === undefined && !mayChange) return null;
  const end = (outcome: 'kept' | 'cancelled'): void => {
    if (under === null || promised === undefined) return;
    const { dueAt, inAnalysis } = promised;
    const about = { conversationId, under };
    const back = dueAt > now ? ({ name: 'set-promise', ...about, dueAt, inAnalysis } as const) : null;
    void undoable({ name: 'end-promise', ...about, outcome }, { text: t(`done.promise-${outcome}`), back });
  };
  return (
    <>
      <h3>{t('promise.heading')}</h3>
      {promised !== undefined && <Said promised={promised} now={now} />}
      {mayChange && (
        <p className={styles['ways']}>
          {promised !== undefined && (
            <Button isSmall onPress={() => end('kept')}>
              {t('promise.kept')}
            </Button>
          )}
          <Button isSmall onPress={() => app.openDialog({ kind: 'promise', conversationId })}>
            {t(promised === undefined ? 'promise.make' : 'promise.move-to')}
          </Button>
          {promised !== undefined && (
            <Button isSmall onPress={() => end('cancelled')}>
              {t('promise.cancel')}
            </Button>
          )}
        </p>
      )}
    </>
  );
}

function Said({ promised: { dueAt, inAnalysis, madeAt }, now }: { promised: Promised; now: number }): ReactNode {
  const { t, dates } = useText();
  const isOver = dueAt <= now;
  return (
    <>
      {inAnalysis && <p className={styles['sub']}>{t('promise.is-in-analysis')}</p>}
      <p className={isOver ? styles['failing'] : styles['sub']}>
        {t(isOver ? 'promise.overdue' : 'promise.due', { when: dates.full(dueAt) })}
      </p>
      <p className={styles['sub']}>{t('promise.made', { when: dates.full(madeAt) })}</p>
    </>
  );
}
