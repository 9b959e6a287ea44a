import { BrowserWindow, nativeTheme, type Rectangle } from 'electron';
import { APP_ORIGIN } from '../app-protocol.ts';

const papers = { light: '#fbfaf8', dark: '#14171a' } as const;
const DEFAULT_SIZE = { width: 1440, height: 900 };

export interface WindowOptions {
  readonly preload: string;
  readonly bounds: Rectangle | null;
  /** Lets a test driver attach before the real page loads (it loses its first commands to a navigation otherwise). */
  readonly blankFirst: boolean;
}

export interface OpenedWindow {
  /** Not shown yet. */
  readonly window: BrowserWindow;
  readonly loaded: Promise<void>;
}

/** Sandboxed, isolated, to be shown when it has something to show. */
export function openWindow(options: WindowOptions): OpenedWindow {
  const window = new BrowserWindow({
    ...(options.bounds ?? DEFAULT_SIZE),
    useContentSize: options.bounds === null,
    minWidth: 960,
    minHeight: 600,
    show: false,
    title: 'Sportello',
    backgroundColor: nativeTheme.shouldUseDarkColors ? papers.dark : papers.light,
    autoHideMenuBar: true,
    webPreferences: {
      preload: options.preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      spellcheck: false,
      navigateOnDragDrop: false,
      devTools: process.env['SPORTELLO_E2E'] === '1' || process.env['SPORTELLO_DEVTOOLS'] === '1',
    },
  });
  return { window, loaded: load(window, options) };
}

async function load(window: BrowserWindow, { blankFirst }: WindowOptions): Promise<void> {
  if (blankFirst) await window.loadURL('about:blank');
  await window.loadURL(`${APP_ORIGIN}/index.html`);
}

/** How a window stands on the desk; `inactive`: on screen, while the person works in another program. */
export type Look = 'focused' | 'inactive' | 'minimized' | 'maximized' | 'hidden';

export function lookOf(window: BrowserWindow): Look {
  if (window.isMinimized()) return 'minimized';
  if (!window.isVisible()) return 'hidden';
  if (window.isMaximized()) return 'maximized';
  return window.isFocused() ? 'focused' : 'inactive';
}

export function show(window: BrowserWindow, look: Look): void {
  switch (look) {
    case 'focused':
      window.show();
      break;
    case 'inactive':
      window.showInactive();
      break;
    case 'minimized':
      window.minimize();
      break;
    case 'maximized':
      window.maximize();
      break;
    case 'hidden':
      break;
  }
}
