import { BrowserWindow, nativeTheme, type Rectangle } from 'electron';
import { APP_ORIGIN } from './app-protocol.ts';

const papers = { light: '#fbfaf8', dark: '#14171a' } as const;
const DEFAULT_SIZE = { width: 1440, height: 900 };

export interface WindowOptions {
  readonly preload: string;
  readonly bounds: Rectangle | null;
  /** Not shown until somebody starts the program again. */
  readonly hidden: boolean;
  /** Lets a test driver attach before the real page loads (it loses its first commands to a navigation otherwise). */
  readonly blankFirst: boolean;
  /** Before it loads anything. */
  readonly opened?: (window: BrowserWindow) => void;
}

/** The one window: sandboxed, isolated, shown when it has something to show. */
export async function openWindow(options: WindowOptions): Promise<BrowserWindow> {
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
  options.opened?.(window);
  if (!options.hidden) window.once('ready-to-show', () => window.show());
  if (options.blankFirst) await window.loadURL('about:blank');
  await window.loadURL(`${APP_ORIGIN}/index.html`);
  return window;
}

/**
 * Puts a fresh window where the old one was, then destroys the old one with its process: text that a renderer has shown
 * stays in its memory, whatever the page does (EV6).
 */
export async function replaceWindow(
  old: BrowserWindow,
  options: Omit<WindowOptions, 'bounds' | 'hidden'>,
): Promise<BrowserWindow> {
  const wasMaximized = old.isMaximized();
  const fresh = await openWindow({ ...options, bounds: old.getNormalBounds(), hidden: !old.isVisible() });
  if (wasMaximized) fresh.maximize();
  old.webContents.forcefullyCrashRenderer();
  old.destroy();
  return fresh;
}
