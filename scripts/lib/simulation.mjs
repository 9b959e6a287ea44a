// The last step of the gate: many simulated worlds, on all cores. See docs/simulator.md.
import { inRoot } from './project.mjs';
import { run } from './run.mjs';

/** Always the same ones, so that nothing fails by chance. */
const SEEDS = 10_000;

/** One test: all worlds together. @returns {Promise<import('./vitest.mjs').Totals>} */
export async function runSimulation() {
  console.log(`simulation: ${SEEDS} seeds`);
  const { code } = await run(process.execPath, [inRoot('test', 'sim', 'index.ts'), '--seeds', `1..${SEEDS}`], {
    echo: true,
  });
  if (code !== 0) console.log('FAILED simulation');
  return code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}
