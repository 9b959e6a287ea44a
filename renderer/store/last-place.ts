import { views } from '../../shared/bridge/core-queries.ts';
import type { LastPlace } from '../../shared/model/preferences.ts';
import type { App, Effects } from './create-app.ts';

/** Ms of rest after which a place is worth writing down: who scrolls, or goes from case to case, is still on the way. */
const REST_MS = 300;

/** Writes down where a person is, with their own encrypted data: there they go on after a restart or a lock. */
export function createLastPlace({ core, timers }: Pick<Effects, 'core' | 'timers'>, store: App['store']): () => void {
  let cancel: (() => void) | null = null;
  return () => {
    store.setState({ isPlaced: true });
    cancel?.();
    cancel = timers.after(REST_MS, () => {
      cancel = null;
      const { view, groupId, conversationId, scrollTop } = store.getState().place;
      const place = { view, groupId, conversationId, scrollTop };
      // Locked meanwhile, there is nobody to remember it for.
      core.call({ name: 'change-preferences', change: { place } }).catch(() => undefined);
    });
  };
}

/** Where they were last, unless they are somewhere already. */
export function comeBack({ store, go }: Pick<App, 'store' | 'go'>, last: LastPlace): void {
  const view = views.find((known) => known === last.view);
  if (view === undefined || store.getState().isPlaced) return;
  store.setState(({ comings }) => ({ comings: comings + 1 }));
  go({ ...last, view });
}
