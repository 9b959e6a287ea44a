// All faults on real files and processes, every point and round of them: see docs/faults.md. The gate runs a part of each.
import { readOptions } from './lib/options.mjs';
import { exitOnSignals } from './lib/run.mjs';
import { runProjects } from './lib/vitest.mjs';

const usage = `
npm run faults [-- FILE ...]

Kills, power losses, damaged files, full disks and wrong clocks against real processes: all points and rounds, some minutes.
  FILE   only test files whose path contains this text`;

/** Parts of the names of the test files; one at a time, so that none disturbs the figures of another. */
const loops = [
  'sync/faults-',
  'sync/core-killed',
  'sync/core-disk-full',
  'sync/mail-killed',
  'core-rescue',
  'core-database-file',
];

const { positionals } = readOptions({ usage, options: {}, allowPositionals: true });
exitOnSignals();
let passed = 0;
let failed = 0;
for (const loop of positionals.length > 0 ? positionals : loops) {
  const env = { SPORTELLO_FAULTS: 'long' };
  const totals = await runProjects(['contract', 'sync'], { filters: [loop], env, more: ['--no-file-parallelism'] });
  passed += totals.passed;
  failed += totals.failed;
}
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;
