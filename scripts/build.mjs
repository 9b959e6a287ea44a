// Builds the seven programs of the client, and the bubble of the chat, into dist/. The hub is not built: Node runs it from
// its sources.
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { readOptions } from './lib/options.mjs';
import { inRoot } from './lib/project.mjs';
import { rendererChunks } from './lib/renderer-chunks.mjs';
import { isBuildFresh, sourceHash, writeStamp } from './lib/stamp.mjs';

const usage = `
npm run build [-- --if-stale]

Builds main, preload, relay, core and its thread, practice, renderer and the bubble of the chat into dist/.
  --if-stale   only when a source, a dependency or the build itself changed since the last build`;

// The oldest runtime that must run the result, which is the development runtime: Node 20.18 and Chrome 130.
const nodeTarget = 'node20.18';
const chromeTarget = 'chrome130';
/** What visitors have: constructable style sheets are in all of these. */
const widgetTargets = ['chrome111', 'firefox113', 'safari16.4'];

/** Each program is one file of its own: the core also runs outside Electron and outside the package. */
const nodePrograms = [
  { entry: 'main/index.ts', file: 'main/index.js' },
  { entry: 'main/core/index.ts', file: 'core/index.js' },
  { entry: 'main/core/db/log-mover-thread.ts', file: 'core/log-mover-thread.js' },
  { entry: 'main/core-host/relay.ts', file: 'core/relay.js' },
  { entry: 'practice/index.ts', file: 'practice/index.js' },
  { entry: 'main/preload/index.ts', file: 'preload/index.cjs' },
];

/** @param {{ ifStale?: boolean }} [options] */
export async function buildClient({ ifStale = false } = {}) {
  if (ifStale && isBuildFresh()) return 'fresh';
  const hash = sourceHash();
  const staging = inRoot('dist', `.making-${process.pid}`);
  try {
    // Told apart by React and by everything that minifies; the node programs stay readable.
    process.env.NODE_ENV = 'production';
    await Promise.all([
      ...nodePrograms.map((program) => buildNode(program, staging)),
      buildRenderer(staging),
      buildWidget(staging),
    ]);
    putIntoPlace(staging);
  } finally {
    rmSync(staging, { recursive: true, force: true });
  }
  writeStamp(hash);
  return 'built';
}

/** @param {typeof nodePrograms[number]} program @param {string} staging */
async function buildNode({ entry, file }, staging) {
  const { build } = await import('vite');
  await build({
    configFile: false,
    logLevel: 'warn',
    root: inRoot(),
    publicDir: false,
    define: { 'process.env.NODE_ENV': '"production"' },
    ssr: { noExternal: true, external: ['electron', 'better-sqlite3'] },
    build: {
      ssr: true,
      target: nodeTarget,
      outDir: path.join(staging, path.dirname(file)),
      emptyOutDir: false,
      minify: false,
      sourcemap: true,
      rollupOptions: {
        input: inRoot(entry),
        output: {
          format: file.endsWith('.cjs') ? 'cjs' : 'es',
          entryFileNames: path.basename(file),
          codeSplitting: false,
        },
        onwarn: passOnWarning,
      },
    },
  });
}

/** @param {string} staging */
async function buildRenderer(staging) {
  const [{ build }, { default: react }, { default: optimizeLocales }] = await Promise.all([
    import('vite'),
    import('@vitejs/plugin-react'),
    import('@react-aria/optimize-locales-plugin'),
  ]);
  await build({
    configFile: false,
    logLevel: 'warn',
    root: inRoot('renderer'),
    base: './',
    // React Aria has words of its own in 34 languages, of which two are ours.
    plugins: [react(), optimizeLocales.vite({ locales: ['it-IT', 'en-US'] })],
    build: {
      target: chromeTarget,
      outDir: path.join(staging, 'renderer'),
      emptyOutDir: false,
      sourcemap: true,
      assetsInlineLimit: 0, // the content policy allows no data: addresses
      modulePreload: { polyfill: false },
      chunkSizeWarningLimit: 2000,
      rollupOptions: { output: rendererChunks },
    },
  });
}

/** One classic script for other people's pages, for browsers of the last years. @param {string} staging */
async function buildWidget(staging) {
  const { build } = await import('vite');
  await build({
    configFile: false,
    logLevel: 'warn',
    root: inRoot(),
    publicDir: false,
    build: {
      target: widgetTargets,
      outDir: path.join(staging, 'widget'),
      emptyOutDir: false,
      modulePreload: false,
      lib: { entry: inRoot('widget/index.ts'), name: 'sportelloChat', formats: ['iife'], fileName: () => 'chat.js' },
    },
  });
}

/** ws asks for two optional native helpers that are not installed and does without them. */
function passOnWarning(/** @type {any} */ warning, /** @type {(warning: any) => void} */ show) {
  if (warning.code === 'UNRESOLVED_IMPORT' && /bufferutil|utf-8-validate/.test(warning.message)) return;
  show(warning);
}

/** One rename per folder, so that who starts the application meanwhile finds either the old or the new one. @param {string} staging */
function putIntoPlace(staging) {
  for (const name of readdirSync(staging)) {
    const target = inRoot('dist', name);
    const old = path.join(staging, `.old-${name}`);
    if (existsSync(target)) renameSync(target, old);
    mkdirSync(path.dirname(target), { recursive: true });
    renameSync(path.join(staging, name), target);
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const { values } = readOptions({ usage, options: { 'if-stale': { type: 'boolean' } } });
  const startedAt = performance.now();
  const result = await buildClient({ ifStale: values['if-stale'] });
  console.log(`[build] ${result}, ${((performance.now() - startedAt) / 1000).toFixed(1)} s`);
}
