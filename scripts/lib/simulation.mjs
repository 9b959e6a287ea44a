// A step of the gate: many simulated worlds, on all cores. See docs/simulator.md.
import { spawn } from 'node:child_process';
import { inRoot, root } from './project.mjs';
import { endWithUs } from './run.mjs';

/** Always the same ones, so that nothing fails by chance. */
const SEEDS = 10_000;
const SEEDS_AT_ONCE = 500;

/** @typedef {{ from: number, to: number, givesWay: boolean, signal?: AbortSignal }} Part */

/**
 * One test: all worlds together. As long as `others` run, in the time that they leave, bit by bit; what is left then, at once.
 * @param {Promise<unknown>} others @returns {Promise<import('./vitest.mjs').Totals>}
 */
export async function runSimulationBeside(others) {
  console.log(`simulation: ${SEEDS} seeds`);
  const othersEnded = new AbortController();
  void others.finally(() => othersEnded.abort());
  const { signal } = othersEnded;
  let from = 1;
  let isRight = true;
  while (isRight && from <= SEEDS && !signal.aborted) {
    const to = from + SEEDS_AT_ONCE - 1;
    isRight = await simulate({ from, to, givesWay: true, signal });
    // Broken off: the whole part once more, in its turn.
    if (signal.aborted) isRight = true;
    else from = to + 1;
  }
  if (isRight && from <= SEEDS) isRight = await simulate({ from, to: SEEDS, givesWay: false });
  if (!isRight) console.log('FAILED simulation');
  return isRight ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

/** @param {Part} part @returns {Promise<boolean>} whether every rule held; false also where it was broken off */
function simulate({ from, to, givesWay, signal }) {
  const args = [inRoot('test', 'sim', 'index.ts'), '--seeds', `${from}..${to}`, ...(givesWay ? ['--gives-way'] : [])];
  // Detached: a session of its own is what gives way.
  const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'], detached: givesWay });
  endWithUs(child);
  child.stdout.on('data', (text) => process.stdout.write(text));
  child.stderr.on('data', (text) => process.stderr.write(text));
  return new Promise((resolve) => {
    child.once('error', () => resolve(false));
    child.once('close', (code) => resolve(code === 0));
    signal?.addEventListener('abort', () => {
      breakOff(child);
      resolve(false);
    });
  });
}

/** It and its workers; nobody waits for them, as what has the lowest priority may take long even to end. @param {import('node:child_process').ChildProcess} child */
function breakOff(child) {
  if (child.pid === undefined || child.exitCode !== null) return;
  process.kill(-child.pid, 'SIGKILL');
  child.stdout?.destroy();
  child.stderr?.destroy();
  child.unref();
}
