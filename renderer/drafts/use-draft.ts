import { useEffect, useEffectEvent, useMemo, useState, useSyncExternalStore } from 'react';
import type { Draft, DraftKind } from '../../shared/bridge/core-queries.ts';
import type { Failure } from '../../shared/errors.ts';
import { useApp, useAppState } from '../store/context.tsx';
import { failureOf } from '../store/create-app.ts';
import { createDraftKeeper, type DraftKeeper } from './draft-keeper.ts';

type Saving =
  | { readonly state: 'none' | 'saving' }
  | { readonly state: 'saved'; readonly localAt: number }
  | { readonly state: 'failed'; readonly failure: Failure };

export interface DraftEditor {
  readonly text: string;
  readonly returned: Failure | null;
  readonly saving: Saving;
  type(text: string): void;
  flush(): void;
  clear(): void;
  expectBack(): void;
}

/** One draft of one conversation: saved while typing, when the window loses it, and when it comes off the screen. */
export function useDraft(conversationId: string, kind: DraftKind, draft: Draft | undefined): DraftEditor {
  const { core, timers } = useApp();
  const [saving, setSaving] = useState<Saving>({ state: 'none' });
  const keeper = useMemo(
    () =>
      createDraftKeeper({
        timers,
        save: (text) => {
          core.call({ name: 'save-draft', conversationId, kind, text }).then(
            ({ localSavedAt }) =>
              setSaving(text === '' ? { state: 'none' } : { state: 'saved', localAt: localSavedAt }),
            (error: unknown) => setSaving({ state: 'failed', failure: failureOf(error) }),
          );
        },
      }),
    [core, timers, conversationId, kind],
  );
  const text = useSyncExternalStore(keeper.subscribe, keeper.text);
  useEffect(() => keeper.receive(draft), [keeper, draft]);
  useLastMoments(keeper);
  useAnotherTry(keeper, saving.state === 'failed');

  return {
    text,
    returned: draft?.returned ?? null,
    saving: saving.state === 'none' && draft ? { state: 'saved', localAt: draft.localSavedAt } : saving,
    type: (next) => {
      setSaving({ state: 'saving' });
      keeper.type(next);
    },
    flush: keeper.flush,
    clear: keeper.clear,
    expectBack: keeper.expectBack,
  };
}

function useLastMoments({ flush }: DraftKeeper): void {
  const { desktop } = useApp();
  useEffect(() => {
    const stop = desktop.on('leaving', flush);
    window.addEventListener('pagehide', flush);
    window.addEventListener('blur', flush);
    return () => {
      stop();
      window.removeEventListener('pagehide', flush);
      window.removeEventListener('blur', flush);
      flush();
    };
  }, [desktop, flush]);
}

/** A core that is back gets what it could not store; a failure by itself is no reason to try again at once. */
function useAnotherTry(keeper: DraftKeeper, hasFailed: boolean): void {
  const isReady = useAppState((state) => state.core === 'ready');
  const tryAgain = useEffectEvent(() => {
    if (hasFailed) keeper.saveAgain();
  });
  useEffect(() => {
    if (isReady) tryAgain();
  }, [isReady]);
}
