import { spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { enrolCode } from '../support/processes.ts';
import { freshFolder } from '../support/seed-hub.ts';
import type { Bench } from './core-bench.ts';
import { repeat, timed, type Figure } from './figures.ts';

const RUNS = 5;
/** Asked for only here: the other sections run where there is no Electron. */
const electronPath = (): string => String(createRequire(import.meta.url)('electron'));
const rootSwitches = process.getuid?.() === 0 ? ['--no-sandbox'] : [];

/** From the start of the program to the first painted inbox, against an empty window of the same runtime. */
export async function measureColdStart(bench: Bench): Promise<Figure[]> {
  const userData = freshFolder(bench.folder, 'app');
  const env = {
    ...process.env,
    SPORTELLO_NODE: process.execPath,
    SPORTELLO_USER_DATA: userData,
    SPORTELLO_HUB_URL: `ws://127.0.0.1:${bench.hub.httpPort}/v1/sync`,
    SPORTELLO_ENROL_CODE: await enrolCode(bench.data, 'Avvio'),
  };
  // The warm-up run enrols the profile and synchronises; the counted ones start on a full database.
  const app = await repeat(RUNS, () => timed(() => runElectron(['.', '--exit-after-ready'], env)));
  const empty = emptyApp(bench.folder);
  const bare = await repeat(RUNS, () => timed(() => runElectron([empty], process.env)));
  return [
    {
      name: 'cold start to the inbox',
      unit: 'ms',
      values: app,
      how: `whole process, ${bench.conversations} conversations, until the window has closed again`,
    },
    { name: 'empty window', unit: 'ms', values: bare, how: 'same runtime, same measure' },
    {
      name: 'cold start ÷ empty window',
      unit: '×',
      values: app.map((ms, at) => ms / (bare[at] ?? Number.NaN)),
      how: 'pair by pair',
    },
  ];
}

function emptyApp(folder: string): string {
  const app = join(folder, 'empty');
  mkdirSync(app, { recursive: true });
  writeFileSync(join(app, 'package.json'), '{"name":"empty","main":"main.js"}');
  writeFileSync(
    join(app, 'main.js'),
    `const { app, BrowserWindow } = require('electron');
app.whenReady().then(async () => {
  const window = new BrowserWindow({ show: false });
  window.once('ready-to-show', () => { window.show(); app.quit(); });
  await window.loadURL('data:text/html,<p>x');
});`,
  );
  return app;
}

function runElectron(args: readonly string[], env: NodeJS.ProcessEnv): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(electronPath(), [...rootSwitches, ...args, '--log-level=3'], {
      env,
      stdio: ['ignore', 'ignore', 'ignore'],
    });
    child.once('error', reject);
    child.once('exit', (code) => (code === 0 ? resolve() : reject(new Error(`Electron ended with ${code}`))));
  });
}
