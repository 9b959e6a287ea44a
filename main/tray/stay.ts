import type { BrowserWindow } from 'electron';
import type { ManagedSettings } from '../managed-settings.ts';
import type { TrayIcon } from './tray.ts';

interface Staying {
  readonly window: BrowserWindow;
  readonly settings: ManagedSettings;
  readonly tray: TrayIcon;
}

/** A window that is closed only goes out of sight, where the person, or their organisation, wants it so (NT5). */
export function stayInTray(event: { preventDefault(): void }, { window, settings, tray }: Staying): void {
  if (!settings.read().closeToTray || !tray.isThere) return;
  event.preventDefault();
  window.hide();
  tray.stayed();
}
