// Runs projects of vitest.config.ts and says how many tests passed.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { bin, run } from './run.mjs';

export const fastProjects = ['unit', 'contract', 'sync', 'sync-postgres'];
export const windowProjects = ['e2e', 'screenshots'];

/** @typedef {{ passed: number, failed: number }} Totals */

/**
 * @param {string[]} projects @param {{ filters?: string[], env?: Record<string, string>, more?: string[] }} [options]
 * @returns {Promise<Totals>}
 */
export async function runProjects(projects, { filters = [], env = {}, more = [] } = {}) {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'sportello-test-'));
  const summary = path.join(folder, 'summary.json');
  try {
    const chosen = projects.flatMap((name) => ['--project', name]);
    const args = ['run', '--configLoader', 'native', ...chosen, ...more, ...filters];
    const { code } = await run(bin('vitest'), args, { echo: true, env: { ...env, SPORTELLO_TEST_SUMMARY: summary } });
    return totals(code, summary);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A run that ended badly without saying why in its totals counts as one failure; so does one without any test. @param {number} code @param {string} summary */
function totals(code, summary) {
  const { passed, failed } = readSummary(summary);
  if (failed === 0 && code !== 0) return { passed, failed: 1 };
  if (passed + failed === 0) {
    console.log('FAILED: no test ran');
    return { passed, failed: 1 };
  }
  return { passed, failed };
}

/** @param {string} file @returns {Totals} */
function readSummary(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return { passed: 0, failed: 0 };
  }
}
