import type { StoreApi } from 'zustand/vanilla';
import type { Clock } from '../../shared/effects.ts';
import type { Failure } from '../../shared/errors.ts';
import type { AppState, ToastContent } from './app-state.ts';

const shownAtOnce = 3;
const remembered = 20;

export interface Toasts {
  complain(failure: Failure): void;
  /** Something was done; with `undo` it can be taken back while the word stands there. */
  tell(text: string, undo?: () => void): void;
  dismissToast(id: number): void;
}

/** What became of what a person just did: the latest few on screen, the last ones to be read again while the window lives. */
export function createToasts(store: StoreApi<AppState>, clock: Clock): Toasts {
  let lastId = 0;
  const add = (content: ToastContent): void => {
    const made = { id: ++lastId, localAt: clock.now(), content };
    store.setState(({ toasts, pastToasts }) => ({
      toasts: [...toasts, made].slice(-shownAtOnce),
      pastToasts: [...pastToasts, made].slice(-remembered),
    }));
  };
  return {
    complain: (failure) => add({ kind: 'failure', failure }),
    tell: (text, undo) => add({ kind: 'done', text, undo: undo ?? null }),
    dismissToast: (id) => store.setState(({ toasts }) => ({ toasts: toasts.filter((toast) => toast.id !== id) })),
  };
}
