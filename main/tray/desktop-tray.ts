import { app } from 'electron';
import type { EffectivePolicy } from '../../shared/policy/policy.ts';
import { sendEvent } from '../bridge.ts';
import type { ManagedSettings } from '../managed-settings.ts';
import type { Seat } from '../seat.ts';
import type { Windows } from '../windows/windows.ts';
import type { TrayAction } from './menu.ts';
import { TrayIcon } from './tray.ts';

interface Around {
  readonly settings: ManagedSettings;
  readonly policy: EffectivePolicy;
  readonly seat: Seat;
  readonly windows: Windows;
}

/** The tray's icon, and what is done from there. */
export function trayOf(around: Around): TrayIcon {
  const { settings, policy, seat } = around;
  const isShared = policy.values.SharedPc === 'yes';
  return new TrayIcon({
    state: () => ({ language: settings.read().language, isShared, isTaken: seat.current !== null }),
    act: (action) => act(around, action),
  });
}

function act({ windows, seat }: Around, action: TrayAction): void {
  if (action === 'quit') return app.quit();
  if (action === 'lock') return seat.core.send({ type: 'lock' });
  const [window] = windows.all();
  if (action === 'open' || action === 'next') windows.comeForward();
  if (action !== 'open' && window !== undefined) sendEvent(window.webContents, 'wanted', { wish: action });
}
