// Figures of the real programs. What is measured is in test/bench; here is what has to be there before.
import { spawnSync } from 'node:child_process';
import { readOptions } from './lib/options.mjs';
import { prepareElectron, prepareScreen } from './lib/prepare.mjs';
import { exitOnSignals, mustRun } from './lib/run.mjs';
import { inRoot } from './lib/project.mjs';

const usage = `
npm run bench [-- --conversations N] [--only SECTION]

Measures cold start, first synchronisation, search, claim and memory with real processes, and prints a table.
  --conversations N   how many waiting conversations the hub holds (1000 or more; default 20000)
  --only SECTION      start, core, sync, sizes, claims, eviction, fan-out, heal, replay, catch-up, week, chat,
                      search, window or bundle; several with commas`;

const { values } = readOptions({
  usage,
  options: {
    conversations: { type: 'string', default: '20000' },
    only: { type: 'string', multiple: true },
  },
});
exitOnSignals();
const only = values.only ?? [];
const opensWindows =
  only.length === 0 || only.some((list) => list.split(',').some((name) => ['start', 'chat', 'window'].includes(name)));
if (opensWindows) await prepareElectron();
// The core is measured as it is built.
else await mustRun(process.execPath, [inRoot('scripts', 'build.mjs'), '--if-stale']);
const screen = opensWindows ? await prepareScreen() : { env: process.env, close: async () => undefined };
try {
  const args = [inRoot('test', 'bench', 'index.ts'), '--conversations', values.conversations];
  for (const section of only) args.push('--only', section);
  const { status } = spawnSync(process.execPath, args, { cwd: inRoot(), env: screen.env, stdio: 'inherit' });
  process.exitCode = status ?? 1;
} finally {
  await screen.close();
}
