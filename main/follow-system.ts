import { app } from 'electron';
import type { Desktop } from './desktop-state.ts';
import { followIdleness } from './idle-lock.ts';

/** Sleep, idleness, a second start, and the end. */
export function followSystem(desktop: Desktop): void {
  desktop.powerMonitor.on('resume', () => desktop.seat.core.send({ type: 'wake' }));
  followIdleness(desktop.powerMonitor, desktop.policy.values, () => desktop.seat.core.send({ type: 'lock' }));
  app.on('second-instance', () => {
    desktop.windows.comeForward();
  });
  app.on('window-all-closed', () => app.quit());
  app.on('before-quit', () => void (desktop.isEnding = true));
  let ended = false;
  app.on('will-quit', (event) => {
    if (ended) return;
    // The core stores what it holds before the program goes.
    event.preventDefault();
    ended = true;
    // Not `quit` again: asked for within this very event it is ignored.
    void Promise.all([desktop.seat.stop(), desktop.practice.stop()]).then(() =>
      app.exit(Number(process.exitCode ?? 0)),
    );
  });
}
