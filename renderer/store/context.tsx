import { createContext, type ReactNode, use, useEffect } from 'react';
import { useStore } from 'zustand';
import type { Query, QueryName, Result } from '../../shared/bridge/core-queries.ts';
import type { QueryOf } from '../core-client.ts';
import type { AppState } from './app-state.ts';
import type { App } from './create-app.ts';

const AppContext = createContext<App | null>(null);

export function AppProvider({ app, children }: { app: App; children: ReactNode }): ReactNode {
  return <AppContext value={app}>{children}</AppContext>;
}

export function useApp(): App {
  const app = use(AppContext);
  if (app === null) throw new Error('no AppProvider above');
  return app;
}

export function useAppState<T>(select: (state: AppState) => T): T {
  return useStore(useApp().store, select);
}

/** The current answer to a live query, kept up to date while the component is on screen; undefined until the first one. */
export function useLive<N extends QueryName>(query: QueryOf<N> | null): Result<N> | undefined {
  const app = useApp();
  const key = query === null ? null : JSON.stringify(query);
  useEffect(() => (key === null ? undefined : app.live.watch(JSON.parse(key) as Query)), [app, key]);
  return useAppState((state) => (key === null ? undefined : (state.results[key] as Result<N> | undefined)));
}
