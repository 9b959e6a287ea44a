import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { _electron, type ElectronApplication, type Page } from 'playwright';
import { build, type Plugin, type Rollup } from 'vite';
import optimizeLocales from '@react-aria/optimize-locales-plugin';
import react from '@vitejs/plugin-react';
import { watchPolicy } from '../policy-watch.ts';
import type { Script } from './scripted-core.ts';

/** The interface in a real window, with a scripted core behind it: for what every screen and state looks like. */
export interface RendererWindow {
  readonly page: Page;
  /** Starts the interface anew with this script. */
  show(script: Script, size?: { readonly width: number; readonly height: number }): Promise<void>;
  /** The same without loading the page again, where it `measures`: a fraction of the time, for when there are many. */
  restart(script: Script): Promise<void>;
  change(script: Script): Promise<void>;
  violations(): Promise<readonly string[]>;
  /** What the window has to print, by main's own way, as if this file had been chosen. */
  pdf(file: string): Promise<string>;
  /** Fails when the content policy refused anything meanwhile. */
  close(): Promise<void>;
}

const root = path.resolve(import.meta.dirname, '../../..');
const { rendererChunks } = createRequire(import.meta.url)('../../../scripts/lib/renderer-chunks.mjs') as {
  rendererChunks: Rollup.OutputOptions;
};
const pageUrl = 'app://sportello/index.html';

/**
 * `measures`: with `window.looks` (test/support/looks/measure.ts) in every page, and an interface that can be begun anew and
 * speak a language that nobody speaks.
 */
export async function openRendererWindow({ measures = false } = {}): Promise<RendererWindow> {
  const folder = mkdtempSync(path.join(tmpdir(), 'sportello-renderer-'));
  const built = measures ? undefined : process.env['SPORTELLO_TEST_INTERFACE'];
  const interfaceFolder = built ?? path.join(folder, 'interface');
  const inPage = ['renderer/scripted-core.ts', ...(measures ? ['looks/measure.ts'] : [])];
  await Promise.all([
    buildHost(folder),
    built === undefined && buildInterface(interfaceFolder, measures ? [withPseudoWords] : []),
    ...inPage.map((file) => buildScript(folder, file)),
  ]);
  const electron = await launch(folder, interfaceFolder);
  const policy = watchPolicy(electron);
  const page = await electron.firstWindow();
  // An init script can't be taken back and runs at every load: the script of the moment travels in `window.name`.
  for (const file of inPage) await page.addInitScript(readFileSync(path.join(folder, scriptName(file)), 'utf8'));
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
    restart: (script) => page.evaluate((value) => window.scripted.restart(value), script),
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
      policy.expectNone();
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

const scriptName = (file: string): string => `${path.basename(file, '.ts')}.js`;

async function buildScript(folder: string, file: string): Promise<void> {
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
        input: path.join(import.meta.dirname, '..', file),
        output: { format: 'iife', entryFileNames: scriptName(file) },
      },
    },
  });
}

/** The interface is built with what can make it speak a language that nobody speaks (./pseudo). */
const standIns: Readonly<Record<string, string>> = {
  'app.tsx > ./i18n/text.tsx': 'text.tsx',
  'text.tsx > ./it/index.ts': 'catalogue.ts',
  'text.tsx > ./dates.ts': 'dates.ts',
};
const withPseudoWords: Plugin = {
  name: 'pseudo-words',
  enforce: 'pre',
  resolveId(wanted, importer) {
    const isOurs = importer === undefined || importer.includes(path.join('renderer', 'pseudo'));
    const standIn = isOurs ? undefined : standIns[`${path.basename(importer)} > ${wanted}`];
    return standIn === undefined ? null : path.join(import.meta.dirname, 'pseudo', standIn);
  },
};

/** As scripts/build.mjs builds it, where it did not just do so. */
async function buildInterface(outDir: string, more: Plugin[]): Promise<void> {
  await build({
    configFile: false,
    logLevel: 'error',
    root: path.join(root, 'renderer'),
    base: './',
    plugins: [react(), optimizeLocales.vite({ locales: ['it-IT', 'en-US'] }), ...more],
    build: {
      target: 'chrome130',
      outDir,
      emptyOutDir: true,
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      chunkSizeWarningLimit: 2000,
      rollupOptions: { output: rendererChunks },
    },
  });
}
