import type { StoreApi } from 'zustand/vanilla';
import type { Timers } from '../../shared/effects.ts';
import type { Failure } from '../../shared/errors.ts';
import type { AppState } from './app-state.ts';

const toastMs = 10_000;
const shownAtOnce = 3;

interface Toasts {
  complain(failure: Failure): void;
  dismissToast(id: number): void;
}

/** Failures of what a person just did: shown for a while, the latest few. */
export function createToasts(store: StoreApi<AppState>, timers: Timers): Toasts {
  let lastId = 0;
  const dismissToast = (id: number): void =>
    store.setState(({ toasts }) => ({ toasts: toasts.filter((toast) => toast.id !== id) }));
  return {
    complain(failure) {
      const id = ++lastId;
      store.setState(({ toasts }) => ({ toasts: [...toasts, { id, failure }].slice(-shownAtOnce) }));
      timers.after(toastMs, () => dismissToast(id));
    },
    dismissToast,
  };
}
