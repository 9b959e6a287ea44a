import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { _electron, type ElectronApplication, type Page } from 'playwright';
import { build } from 'vite';
import optimizeLocales from '@react-aria/optimize-locales-plugin';
import react from '@vitejs/plugin-react';
import type { Script } from './scripted-core.ts';

/** The interface in a real window, with a scripted core behind it: for what every screen and state looks like. */
export interface RendererWindow {
  readonly page: Page;
  /** Starts the interface anew with this script. */
  show(script: Script, size?: { readonly width: number; readonly height: number }): Promise<void>;
  change(script: Script): Promise<void>;
  violations(): Promise<readonly string[]>;
  /** What the window has to print, by main's own way, as if this file had been chosen. */
  pdf(file: string): Promise<string>;
  close(): Promise<void>;
}

const root = path.resolve(import.meta.dirname, '../../..');
const pageUrl = 'app://sportello/index.html';

export async function openRendererWindow(): Promise<RendererWindow> {
  const folder = mkdtempSync(path.join(tmpdir(), 'sportello-renderer-'));
  const built = process.env['SPORTELLO_TEST_INTERFACE'];
  const interfaceFolder = built ?? path.join(folder, 'interface');
  await Promise.all([buildHost(folder), buildScript(folder), built === undefined && buildInterface(interfaceFolder)]);
  const electron = await launch(folder, interfaceFolder);
  const page = await electron.firstWindow();
  const scripted = readFileSync(path.join(folder, 'scripted-core.js'), 'utf8');
  // An init script can't be taken back and runs at every load: the script of the moment travels in `window.name`.
  await page.addInitScript(scripted);
  await page.goto(pageUrl);
  return {
    page,
    async show(script, size = { width: 1440, height: 900 }) {
      await resize(electron, size);
      await page.evaluate((text) => (window.name = text), JSON.stringify(script));
      await page.goto(pageUrl);
      await page.waitForSelector('#root > *');
      await page.evaluate(() => document.fonts.ready);
    },
    change: (more) => page.evaluate((value) => window.scripted.change(value), more),
    violations: () => page.evaluate(() => window.scripted.violations),
    pdf: (file) =>
      electron.evaluate(async ({ dialog }, filePath) => {
        dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
        const { savePdf } = globalThis as unknown as {
          savePdf: (number: string) => Promise<{ ended: string }>;
        };
        return (await savePdf('2026-000124')).ended;
      }, file),
    async close() {
      await electron.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

const launch = (folder: string, interfaceFolder: string): Promise<ElectronApplication> =>
  _electron.launch({
    chromiumSandbox: process.getuid?.() !== 0,
    args: [path.join(folder, 'host.mjs'), '--log-level=3', `--user-data-dir=${path.join(folder, 'profile')}`],
    env: {
      ...(process.env as Record<string, string>),
      SPORTELLO_INTERFACE: interfaceFolder,
      TZ: 'Europe/Rome',
    },
  });

async function resize(electron: ElectronApplication, size: { width: number; height: number }): Promise<void> {
  await electron.evaluate(({ BrowserWindow }, { width, height }) => {
    BrowserWindow.getAllWindows()[0]?.setContentSize(width, height);
  }, size);
}

async function buildHost(folder: string): Promise<void> {
  await build({
    configFile: false,
    logLevel: 'error',
    root,
    publicDir: false,
    ssr: { noExternal: true, external: ['electron'] },
    build: {
      ssr: true,
      target: 'node20.18',
      outDir: folder,
      emptyOutDir: false,
      rollupOptions: {
        input: path.join(import.meta.dirname, 'host.ts'),
        output: { format: 'es', entryFileNames: 'host.mjs', codeSplitting: false },
      },
    },
  });
  mkdirSync(path.join(folder, 'profile'), { recursive: true });
}

async function buildScript(folder: string): Promise<void> {
  await build({
    configFile: false,
    logLevel: 'error',
    root,
    publicDir: false,
    build: {
      target: 'chrome130',
      outDir: folder,
      emptyOutDir: false,
      rollupOptions: {
        input: path.join(import.meta.dirname, 'scripted-core.ts'),
        output: { format: 'iife', entryFileNames: 'scripted-core.js' },
      },
    },
  });
}

/** As scripts/build.mjs builds it, where it did not just do so. */
async function buildInterface(outDir: string): Promise<void> {
  await build({
    configFile: false,
    logLevel: 'error',
    root: path.join(root, 'renderer'),
    base: './',
    plugins: [react(), optimizeLocales.vite({ locales: ['it-IT', 'en-US'] })],
    build: {
      target: 'chrome130',
      outDir,
      emptyOutDir: true,
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      chunkSizeWarningLimit: 2000,
    },
  });
}
