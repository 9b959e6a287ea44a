// Runs hub and devices in one process, over and over, with everything going wrong: see docs/simulator.md.
import { spawnSync } from 'node:child_process';
import { readOptions } from './lib/options.mjs';
import { inRoot } from './lib/project.mjs';

const usage = `
npm run sim [-- --seeds FROM..TO] [--clients K] [--steps S] [--fault NAME] [--replay SEED]

Simulates a hub, its devices and a bad network, checks every rule after every step, and ends with 1 at a violation.
  --seeds FROM..TO   which runs (default 1..500)
  --clients K        devices at the beginning (default 3)
  --steps S          random steps of a run (default 40)
  --fault NAME       with a deliberate mistake, which has to be found; docs/simulator.md lists them
  --replay SEED      one run, with all that happened in it`;

const text = /** @type {const} */ ({ type: 'string' });
const { values } = readOptions({
  usage,
  options: { seeds: text, clients: text, steps: text, fault: text, replay: text },
});
const args = Object.entries(values).flatMap(([name, value]) => [`--${name}`, value]);
const { status } = spawnSync(process.execPath, [inRoot('test', 'sim', 'index.ts'), ...args], {
  cwd: inRoot(),
  stdio: 'inherit',
});
process.exitCode = status ?? 1;
