import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { _electron, chromium, type Page } from 'playwright';

/** A browser of the public: a real Chromium on a page of the hub, as narrow as a telephone when asked. */
export interface Browser {
  /** The one installed on this machine, or the Chromium inside Electron. */
  readonly isInstalled: boolean;
  /** A fresh page that shares nothing with the others. */
  open(size: Size): Promise<Page>;
  close(): Promise<void>;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

const PICTURES = 'out/e2e';

/** `SPORTELLO_CHROMIUM` names another one; `electron` takes Electron's, which is always there when windows are tested. */
export async function openBrowser(): Promise<Browser> {
  const wanted = process.env['SPORTELLO_CHROMIUM'];
  const executablePath = wanted ?? onPath('chromium');
  return executablePath === null || executablePath === 'electron' ? inElectron() : installed(executablePath);
}

async function installed(executablePath: string): Promise<Browser> {
  const browser = await chromium.launch({ executablePath, chromiumSandbox: process.getuid?.() !== 0 });
  return {
    isInstalled: true,
    open: async (viewport) =>
      inItalian(
        await (await browser.newContext({ viewport, isMobile: viewport.width < 600, hasTouch: true })).newPage(),
      ),
    close: () => browser.close(),
  };
}

/** A window without anything of ours in it, one partition each. */
async function inElectron(): Promise<Browser> {
  const folder = mkdtempSync(join(tmpdir(), 'sportello-browser-'));
  writeFileSync(join(folder, 'package.json'), '{"name":"browser","main":"main.cjs"}');
  writeFileSync(join(folder, 'main.cjs'), MAIN);
  const root = process.getuid?.() === 0;
  const electron = await _electron.launch({ chromiumSandbox: !root, args: [folder, '--log-level=3'] });
  let last = 0;
  return {
    isInstalled: false,
    async open(size) {
      const fresh = electron.waitForEvent('window');
      const partition = `page-${(last += 1)}`;
      await electron.evaluate(
        async ({ BrowserWindow, session }, { partition: name, width, height }) => {
          session.fromPartition(name).setSpellCheckerLanguages([]);
          const webPreferences = { partition: name, sandbox: true, contextIsolation: true, spellcheck: false };
          await new BrowserWindow({ width, height, useContentSize: true, webPreferences }).loadURL('about:blank');
        },
        { partition, ...size },
      );
      const page = await fresh;
      await page.setViewportSize(size);
      return await inItalian(page);
    },
    async close() {
      await electron.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** As a browser in Italy asks, whatever language this machine speaks. */
async function inItalian(page: Page): Promise<Page> {
  await page.setExtraHTTPHeaders({ 'accept-language': 'it-IT,it;q=0.9' });
  return page;
}

/** Windows come and go; the program stays. */
const MAIN = `
const { app, session } = require('electron');
app.on('window-all-closed', () => undefined);
void app.whenReady().then(() => session.defaultSession.setSpellCheckerLanguages([]));
`;

const onPath = (name: string): string | null =>
  (process.env['PATH'] ?? '')
    .split(delimiter)
    .map((folder) => join(folder, name))
    .find((file) => existsSync(file)) ?? null;

/** What axe finds in light and dark, and whether anything is cut off at the side; leaves a picture of each. */
export async function inspected(page: Page, name: string): Promise<readonly string[]> {
  mkdirSync(PICTURES, { recursive: true });
  const found: string[] = [];
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await page.screenshot({ path: join(PICTURES, `${name}-${colorScheme}.png`), fullPage: true });
    const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
    found.push(...violations.map(({ id, nodes }) => `${name} ${colorScheme}: ${id} ${nodes[0]?.html ?? ''}`));
  }
  const isCut = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
  return isCut ? [...found, `${name}: wider than the screen`] : found;
}
