import { MessageChannelMain, type BrowserWindow, type WebContents } from 'electron';
import type { Place } from '../shared/bridge/desktop.ts';
import { CORE_PORT_MESSAGE } from '../shared/bridge/names.ts';
import type { CoreProcess } from './core-process.ts';

/** What main remembers while it runs: which window holds which port, and where the person was. Ids only. */
export interface DesktopSession {
  place: Place | null;
  /** Gives a page a port to the core. Main forgets both ends at once. */
  connect(contents: WebContents): void;
  windowOfPort(portId: number): BrowserWindow | null;
  /** The core was restarted: every window gets a new port. */
  reconnectAll(): void;
  readonly windows: Set<BrowserWindow>;
}

export function createDesktopSession(core: () => CoreProcess): DesktopSession {
  const windows = new Set<BrowserWindow>();
  const contentsByPort = new Map<number, WebContents>();
  let lastPortId = 0;

  function connect(contents: WebContents): void {
    const { port1, port2 } = new MessageChannelMain();
    lastPortId += 1;
    contentsByPort.set(lastPortId, contents);
    core().connect(lastPortId, port2);
    contents.postMessage(CORE_PORT_MESSAGE, null, [port1]);
  }

  return {
    place: null,
    windows,
    connect,
    windowOfPort: (portId) =>
      [...windows].find((window) => !window.isDestroyed() && window.webContents === contentsByPort.get(portId)) ?? null,
    reconnectAll() {
      contentsByPort.clear();
      for (const window of windows) if (!window.isDestroyed()) connect(window.webContents);
    },
  };
}
