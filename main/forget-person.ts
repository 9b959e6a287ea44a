import { app } from 'electron';
import type { Desktop } from './desktop-state.ts';

/** Nothing that the last person saw stays in a window, its process or what the program remembers of it (ID5, ID6). */
export function forgetPerson({ alerts, windows, session }: Pick<Desktop, 'alerts' | 'windows' | 'session'>): void {
  alerts.closeAll();
  app.setBadgeCount(0);
  app.clearRecentDocuments();
  windows.forget(session.clearStorageData());
}
