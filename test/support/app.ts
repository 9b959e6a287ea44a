import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { _electron, type ElectronApplication, type Page } from 'playwright';
import { keepAnswers } from './kept-evaluate.ts';
import { watchPolicy } from './policy-watch.ts';
import { eventually } from './processes.ts';

/** One volunteer's Sportello in a real Electron, with its own profile folder. */
export interface App {
  readonly electron: ElectronApplication;
  readonly userData: string;
  /** The window as it is now: after an eviction it is another one than before. */
  page(): Page;
  /** Resolves when a fresh window has taken the place of `old`. */
  replaced(old: Page): Promise<Page>;
  /** Saves what the window shows under out/e2e/. */
  picture(name: string): Promise<void>;
  /** What the pages complained about: policy violations, errors. To be empty at the end of every test. */
  problems(): readonly string[];
  /** What the content policy refused in any window since the last time this was asked. */
  refused(): readonly string[];
  /** Fails when the content policy refused something that nobody asked for: so every journey ends with none. */
  close(): Promise<void>;
}

export interface AppOptions {
  readonly userData: string;
  readonly hubUrl?: string;
  readonly code?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly args?: readonly string[];
  /** For how long a reply can be undone; none by default, so that what is sent leaves. */
  readonly undoSendSeconds?: number;
}

const LAUNCH_TRIES = 3;
/** Bounded generously: a busy machine takes its time. */
const REPLACED_WITHIN_MS = 60_000;
const PICTURES = 'out/e2e';

export async function launchApp(options: AppOptions): Promise<App> {
  const settings = path.join(options.userData, 'settings.json');
  if (!existsSync(settings)) {
    mkdirSync(options.userData, { recursive: true });
    writeFileSync(settings, JSON.stringify({ undoSendSeconds: options.undoSendSeconds ?? 0 }));
  }
  const electron = await launchWithRetry(options, LAUNCH_TRIES);
  keepAnswers(electron);
  const problems = listen(electron);
  const policy = watchPolicy(electron);
  const page = (): Page => {
    const [current] = electron.windows().filter((window) => !window.isClosed());
    if (current === undefined) throw new Error('no window is open');
    return current;
  };
  return {
    electron,
    userData: options.userData,
    page,
    async replaced(old) {
      // Not `waitForEvent`, which gives up where the page has crashed: that is one of the reasons to replace it.
      await eventually('the old window is closed', () => old.isClosed(), REPLACED_WITHIN_MS);
      const fresh = electron.windows().find((window) => window !== old && !window.isClosed());
      const next = fresh ?? (await electron.waitForEvent('window', { timeout: REPLACED_WITHIN_MS }));
      await usable(next);
      return next;
    },
    async picture(name) {
      mkdirSync(PICTURES, { recursive: true });
      const path = `${PICTURES}/${name}.png`;
      // A window that is just being discarded can't be pictured; its successor can.
      await page()
        .screenshot({ path })
        .catch(async () => {
          const next = page();
          await usable(next);
          await next.screenshot({ path });
        });
    },
    problems: () => problems,
    refused: () => policy.refused(),
    async close() {
      await electron.close();
      policy.expectNone();
    },
  };
}

/** Chromium reports a refused script, style or sink as an error on the console. */
function listen(electron: ElectronApplication): string[] {
  const problems: string[] = [];
  const follow = (page: Page): void => {
    page.on('console', (message) => {
      if (message.type() === 'error') problems.push(message.text());
    });
    page.on('pageerror', (error) => problems.push(String(error)));
  };
  for (const page of electron.windows()) follow(page);
  electron.on('window', follow);
  return problems;
}

/** The first window sometimes never commits its page under load (a driver's race): tried again, visibly. */
async function launchWithRetry(options: AppOptions, tries: number): Promise<ElectronApplication> {
  const root = process.getuid?.() === 0;
  const electron = await _electron.launch({
    chromiumSandbox: !root,
    args: ['.', '--log-level=3', ...(options.args ?? [])],
    env: { ...environment(options) },
  });
  try {
    await usable(await electron.firstWindow({ timeout: 15_000 }));
    return electron;
  } catch (error) {
    electron.process().kill('SIGKILL');
    if (tries <= 1) throw error;
    console.warn('launch retried:', String(error).split('\n')[0]);
    return await launchWithRetry(options, tries - 1);
  }
}

function environment(options: AppOptions): Record<string, string> {
  const inherited = Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return {
    ...Object.fromEntries(inherited),
    SPORTELLO_E2E: '1',
    SPORTELLO_NODE: process.execPath,
    SPORTELLO_USER_DATA: options.userData,
    ...(options.hubUrl === undefined ? {} : { SPORTELLO_HUB_URL: options.hubUrl }),
    ...(options.code === undefined ? {} : { SPORTELLO_ENROL_CODE: options.code }),
    ...options.env,
  };
}

/** The interface has drawn something of its own. */
async function usable(page: Page): Promise<void> {
  await page.locator('#root > *').first().waitFor({ timeout: 15_000 });
}
