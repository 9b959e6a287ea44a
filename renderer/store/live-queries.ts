import type { StoreApi } from 'zustand/vanilla';
import type { Query } from '../../shared/bridge/core-queries.ts';
import type { CoreClient } from '../core-client.ts';
import type { AppState } from './app-state.ts';
import { keepEqual } from './keep-equal.ts';

export interface LiveQueries {
  /** Keeps `query` answered in the store until the returned function was called by the last one who watches it. */
  watch(query: Query): () => void;
}

export const queryKey = (query: Query): string => JSON.stringify(query);

export function createLiveQueries(core: CoreClient, store: StoreApi<AppState>): LiveQueries {
  const watchedByKey = new Map<string, { watchers: number; stop: () => void }>();

  const begin = (query: Query, key: string): { watchers: number; stop: () => void } => ({
    watchers: 0,
    stop: core.subscribe(query, (value) => {
      const before = store.getState().results[key];
      const kept = keepEqual(before, value);
      if (kept === before && key in store.getState().results) return;
      store.setState(({ results }) => ({ results: { ...results, [key]: kept } }));
    }),
  });

  /** What is no longer on screen is not kept: it may be evicted at any moment. */
  const forget = (key: string): void => {
    store.setState(({ results }) => {
      const { [key]: _gone, ...rest } = results;
      return { results: rest };
    });
  };

  return {
    watch(query) {
      const key = queryKey(query);
      const watched = watchedByKey.get(key) ?? begin(query, key);
      watchedByKey.set(key, watched);
      watched.watchers += 1;
      return () => {
        watched.watchers -= 1;
        if (watched.watchers > 0) return;
        watchedByKey.delete(key);
        watched.stop();
        forget(key);
      };
    },
  };
}
