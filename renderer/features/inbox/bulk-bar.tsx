import { CheckCheck } from 'lucide-react';
import { type KeyboardEvent, type ReactNode, useEffect, useEffectEvent, useState } from 'react';
import type { BulkDone, BulkMove } from '../../../shared/bridge/bulk.ts';
import type { View } from '../../../shared/bridge/core-queries.ts';
import type { MessageId } from '../../i18n/it/index.ts';
import { useText } from '../../i18n/text.tsx';
import { useKeys } from '../../keys/use-keys.ts';
import { useApp, useAppState, useLive } from '../../store/context.tsx';
import { type App, failureOf } from '../../store/create-app.ts';
import { Button } from '../../ui/button.tsx';
import { CrossButton } from '../../ui/cross-button.tsx';
import styles from './bulk-bar.module.css';
import { useFocusInList } from './use-focus-in-list.ts';

interface BulkBarProps {
  readonly view: View;
  readonly ids: readonly string[];
  readonly onClear: () => void;
}

type Did = 'claim' | 'resolve' | 'release' | 'reopen';

const labels = {
  claim: 'conversation.claim',
  resolve: 'conversation.resolve',
  release: 'handover.release',
  reopen: 'conversation.reopen',
} as const satisfies Record<Did, MessageId>;

/** What takes a move back where it has left already. */
const back = { claim: 'release', resolve: 'reopen', release: 'claim', reopen: 'resolve' } as const satisfies Record<
  Did,
  Did
>;

/** What may fit cases of a view; with those of the others that it doesn't fit nothing is done, and the bar says how many. */
function movesIn(view: View): readonly (Did | 'transfer' | 'accept')[] {
  switch (view) {
    case 'to-take':
      return ['claim'];
    case 'mine':
      return ['resolve', 'release', 'transfer', 'accept'];
    case 'resolved':
      return ['reopen'];
    case 'passed-on':
      return [];
    case 'chats':
    case 'voicemail':
    case 'late':
      return ['claim', 'resolve', 'release', 'transfer'];
  }
}

const moveOf = (did: Did): BulkMove => (did === 'release' ? { name: did, handover: '' } : { name: did });

/** What can be done with all rows that are chosen, and the way back from what was just done. */
export function BulkBar({ view, ids, onClear }: BulkBarProps): ReactNode {
  const { t } = useText();
  const app = useApp();
  const [last, setLast] = useState<{ readonly did: Did; readonly done: BulkDone } | null>(null);
  const isAny = ids.length > 0;
  const run = async (did: Did): Promise<void> => {
    const done = await moveAll(app, ids, moveOf(did));
    if (done === null) return;
    setLast({ did, done });
    app.announce(t(`bulk.did.${did}`, { count: done.stored.length, left: done.left }));
    onClear();
  };
  const canUndo = !isAny && last !== null && last.done.stored.length > 0;
  useKeys({ undo: canUndo ? () => void undo(app, last).then(() => setLast(null)) : undefined });
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || !isAny) return;
    event.preventDefault();
    onClear();
  };
  useReassigned(onClear);
  useFocusInList(isAny || last !== null, last);
  if (!isAny && last === null) return null;
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- Esc gives the selection up, as in the list
    <div className={styles['bar']} data-bulk-bar role="group" aria-label={t('bulk.label')} onKeyDown={onKeyDown}>
      <CheckCheck aria-hidden="true" />
      {isAny || last === null ? (
        <>
          <span>{t('bulk.count', { count: ids.length })}</span>
          <Moves view={view} ids={ids} onClear={onClear} onMove={(move) => void run(move)} />
          <CrossButton label={t('bulk.clear')} onPress={onClear} />
        </>
      ) : (
        <>
          <span>{t(`bulk.did.${last.did}`, { count: last.done.stored.length, left: last.done.left })}</span>
          {last.done.stored.length > 0 && (
            <Button isSmall onPress={() => void undo(app, last).then(() => setLast(null))}>
              {t('bulk.undo')}
            </Button>
          )}
          <CrossButton label={t('action.dismiss')} onPress={() => setLast(null)} />
        </>
      )}
    </div>
  );
}

function Moves({ view, ids, onClear, onMove }: BulkBarProps & { onMove: (move: Did) => void }): ReactNode {
  const { t } = useText();
  const app = useApp();
  const isCoordinator = useLive({ name: 'status' })?.me?.role === 'coordinator';
  const reassign = async (): Promise<void> => {
    try {
      const cases = await app.core.call({ name: 'fences', conversationIds: [...ids] });
      if (cases.length > 0) app.openDialog({ kind: 'reassign', cases });
    } catch (error) {
      app.complain(failureOf(error));
    }
  };
  return (
    <>
      {movesIn(view).map((move) =>
        move === 'accept' ? (
          <AcceptAll key={move} ids={ids} onDone={onClear} />
        ) : move === 'transfer' ? (
          <Button
            key={move}
            isSmall
            onPress={() => app.openDialog({ kind: 'hand-over-all', conversationIds: [...ids] })}
          >
            {t('handover.transfer')}
          </Button>
        ) : (
          <Button key={move} isSmall onPress={() => onMove(move)}>
            {t(labels[move])}
          </Button>
        ),
      )}
      {isCoordinator && view !== 'resolved' && (
        <Button isSmall onPress={() => void reassign()}>
          {t('bulk.reassign')}
        </Button>
      )}
    </>
  );
}

/** Cases that were just passed on are not chosen any more. */
function useReassigned(onDone: () => void): void {
  const id = useAppState(({ reassigned }) => reassigned?.id);
  const done = useEffectEvent(onDone);
  useEffect(() => {
    if (id !== undefined) done();
  }, [id]);
}

/** Those among them that are passed to this person; taking it back is passing them on again. */
function AcceptAll({ ids, onDone }: { ids: readonly string[]; onDone: () => void }): ReactNode {
  const { t } = useText();
  const app = useApp();
  const accept = async (): Promise<void> => {
    const done = await moveAll(app, ids, { name: 'accept-transfer' });
    if (done === null) return;
    app.announce(t('bulk.did.accept', { count: done.stored.length, left: done.left }));
    onDone();
  };
  return (
    <Button isSmall onPress={() => void accept()}>
      {t('bulk.accept')}
    </Button>
  );
}

async function moveAll(app: App, ids: readonly string[], move: BulkMove): Promise<BulkDone | null> {
  try {
    return await app.core.call({ name: 'move-all', conversationIds: [...ids], move });
  } catch (error) {
    app.complain(failureOf(error));
    return null;
  }
}

/** What has not left is taken back (CO8); with the rest the opposite is done, where nobody else was faster. */
async function undo(app: App, { did, done }: { readonly did: Did; readonly done: BulkDone }): Promise<void> {
  const gone: string[] = [];
  for (const { conversationId, seq } of [...done.stored].reverse()) {
    const { cancelled } = await app.core.call({ name: 'cancel', seq }).catch(() => ({ cancelled: false }));
    if (!cancelled) gone.push(conversationId);
  }
  if (gone.length > 0) await moveAll(app, gone.reverse(), moveOf(back[did]));
}
