import { app } from 'electron';
import type { Desktop } from './desktop-state.ts';

type Remembering = Pick<Desktop, 'alerts' | 'windows' | 'session' | 'tray' | 'practice'>;

/** Nothing that the last person saw stays in a window, its process or what the program remembers of it (ID5, ID6). */
export function forgetPerson({ alerts, windows, session, tray, practice }: Remembering): void {
  alerts.closeAll();
  app.setBadgeCount(0);
  tray.count({ waiting: 0, mine: 0 });
  app.clearRecentDocuments();
  practice.forgetPlace();
  // Nothing real is on the screen, and where they were is forgotten.
  if (practice.core !== null) return;
  windows.forget(session.clearStorageData());
}
