import { CheckCheck, X } from 'lucide-react';
import { type KeyboardEvent, type ReactNode, useState } from 'react';
import type { BulkDone, BulkMove } from '../../../shared/bridge/bulk.ts';
import { useText } from '../../i18n/text.tsx';
import { useApp } from '../../store/context.tsx';
import { type App, failureOf } from '../../store/create-app.ts';
import { Button } from '../../ui/button.tsx';
import styles from './bulk-bar.module.css';

interface BulkBarProps {
  readonly ids: readonly string[];
  readonly onClear: () => void;
}

type Did = 'resolve' | 'release';

/** What can be done with all rows that are chosen, and the way back from what was just done. */
export function BulkBar({ ids, onClear }: BulkBarProps): ReactNode {
  const { t } = useText();
  const app = useApp();
  const [last, setLast] = useState<{ readonly did: Did; readonly done: BulkDone } | null>(null);
  const isAny = ids.length > 0;
  const run = async (did: Did): Promise<void> => {
    const move: BulkMove = did === 'resolve' ? { name: did } : { name: did, handover: '' };
    const done = await moveAll(app, ids, move);
    if (done === null) return;
    setLast({ did, done });
    app.announce(t(`bulk.did.${did}`, { count: done.stored.length, left: done.left }));
    onClear();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || !isAny) return;
    event.preventDefault();
    onClear();
  };
  if (!isAny && last === null) return null;
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- Esc gives the selection up, as in the list
    <div className={styles['bar']} role="group" aria-label={t('bulk.label')} onKeyDown={onKeyDown}>
      <CheckCheck aria-hidden="true" />
      {isAny || last === null ? (
        <>
          <span>{t('bulk.count', { count: ids.length })}</span>
          <Button isSmall onPress={() => void run('resolve')}>
            {t('conversation.resolve')}
          </Button>
          <Button isSmall onPress={() => void run('release')}>
            {t('handover.release')}
          </Button>
          <Button isSmall onPress={() => app.openDialog({ kind: 'hand-over-all', conversationIds: [...ids] })}>
            {t('handover.transfer')}
          </Button>
          <Close label={t('bulk.clear')} onPress={onClear} />
        </>
      ) : (
        <>
          <span>{t(`bulk.did.${last.did}`, { count: last.done.stored.length, left: last.done.left })}</span>
          {last.done.stored.length > 0 && (
            <Button isSmall onPress={() => void undo(app, last).then(() => setLast(null))}>
              {t('bulk.undo')}
            </Button>
          )}
          <Close label={t('action.dismiss')} onPress={() => setLast(null)} />
        </>
      )}
    </div>
  );
}

const Close = ({ label, onPress }: { label: string; onPress: () => void }): ReactNode => (
  <Button isSmall isIcon look="plain" aria-label={label} onPress={onPress}>
    <X aria-hidden="true" />
  </Button>
);

async function moveAll(app: App, ids: readonly string[], move: BulkMove): Promise<BulkDone | null> {
  try {
    return await app.core.call({ name: 'move-all', conversationIds: [...ids], move });
  } catch (error) {
    app.complain(failureOf(error));
    return null;
  }
}

/** What has not left is taken back (CO8); the rest is opened again, or claimed again where nobody else was faster. */
async function undo(app: App, { did, done }: { readonly did: Did; readonly done: BulkDone }): Promise<void> {
  const gone: string[] = [];
  for (const { conversationId, seq } of [...done.stored].reverse()) {
    const { cancelled } = await app.core.call({ name: 'cancel', seq }).catch(() => ({ cancelled: false }));
    if (!cancelled) gone.push(conversationId);
  }
  if (gone.length > 0) await moveAll(app, gone.reverse(), { name: did === 'resolve' ? 'reopen' : 'claim' });
}
