// Pictures of the real application for the documentation and for people to judge: test/screenshots/ takes them.
import { readOptions } from './lib/options.mjs';
import { prepareElectron, prepareScreen } from './lib/prepare.mjs';
import { exitOnSignals } from './lib/run.mjs';
import { runProjects } from './lib/vitest.mjs';

const usage = `
npm run screenshots [-- FILE ...]

Opens the application with demonstration data and writes its pictures into out/screenshots/.
  FILE   only the files of test/screenshots/ whose path contains this text`;

const { positionals: filters } = readOptions({ usage, allowPositionals: true });
exitOnSignals();
await prepareElectron();
const screen = await prepareScreen();
try {
  const { failed } = await runProjects(['screenshots'], { filters, env: screen.env });
  process.exitCode = failed > 0 ? 1 : 0;
} finally {
  await screen.close();
}
