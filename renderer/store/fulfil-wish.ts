import type { TrayWish } from '../../shared/bridge/tray.ts';
import type { PreferencesChange } from '../../shared/model/preferences.ts';
import { quietUntil } from '../../shared/model/quiet.ts';
import type { App } from './create-app.ts';

/** What was chosen at the tray, where it can be done now: whoever is locked out wishes in vain (NT5). */
export function fulfilWish({ actions, clock, core }: App, wish: TrayWish): void {
  const change = (changed: PreferencesChange): void =>
    void core.call({ name: 'change-preferences', change: changed }).catch(() => undefined);
  switch (wish) {
    case 'next':
      return actions.get('next-case')?.();
    case 'quiet-hour':
      return change({ quietUntilAt: quietUntil('hour', clock.now()) });
    case 'quiet-tomorrow':
      return change({ quietUntilAt: quietUntil('tomorrow', clock.now()) });
    case 'resume':
      return change({ quietUntilAt: null });
  }
}
