// The gate: checks, then tests, the fast ones first. The last line is `N passed, N failed`; each check counts as one test.
import { allChecks, printResult, runChecks } from './lib/checks.mjs';
import { readOptions, refuse } from './lib/options.mjs';
import { prepareElectron, prepareTestScreens } from './lib/prepare.mjs';
import { exitOnSignals } from './lib/run.mjs';
import { runSimulationBeside } from './lib/simulation.mjs';
import { fastProjects, runProjects, windowProjects } from './lib/vitest.mjs';

const usage = `
npm test [-- --project NAME] [FILE ...]

Without options: types, lint, format, boundaries and dead code, then unit, contract and sync tests, then end-to-end tests
with 10,000 simulated worlds beside them.
  --project NAME   only these tests, without the checks: ${[...fastProjects, ...windowProjects].join(', ')} (may be repeated)
  FILE             only test files whose path contains this text`;

/** @typedef {import('./lib/vitest.mjs').Totals} Totals */

/** @param {string[]} projects @param {string[]} filters @returns {Promise<Totals>} */
async function runTests(projects, filters) {
  const fast = projects.filter((name) => fastProjects.includes(name));
  const inWindows = projects.filter((name) => windowProjects.includes(name));
  const totals = [];
  if (fast.length > 0) totals.push(await runProjects(fast, { filters }));
  if (inWindows.length > 0) totals.push(await runInWindows(inWindows, filters));
  return sum(totals);
}

/** Windows wait more than they compute: meanwhile there is time for the simulation. @returns {Promise<Totals>} */
async function runAll() {
  const beforehand = [await timed('checks', runAllChecks()), await timed('fast tests', runTests(fastProjects, []))];
  const inWindows = timed('windows', runInWindows(['e2e'], []));
  return sum([...beforehand, ...(await Promise.all([inWindows, timed('simulation', runSimulationBeside(inWindows))]))]);
}

/** Says how long a step took, for whoever wants the gate to be faster. @param {string} name @param {Promise<Totals>} step */
async function timed(name, step) {
  const startedAt = performance.now();
  const totals = await step;
  console.log(`[${name}] ${Math.round((performance.now() - startedAt) / 1000)} s`);
  return totals;
}

/** @param {string[]} projects @param {string[]} filters */
async function runInWindows(projects, filters) {
  try {
    await prepareElectron();
    const screen = await prepareTestScreens();
    try {
      return await runProjects(projects, { filters, env: screen.env });
    } finally {
      await screen.close();
    }
  } catch (error) {
    console.log(`FAILED ${projects.join(', ')} could not start\n${error.stack ?? error}`);
    return { passed: 0, failed: 1 };
  }
}

/** @returns {Promise<Totals>} */
async function runAllChecks() {
  const results = await runChecks(allChecks(), printResult);
  const passed = results.filter((result) => result.passed).length;
  return { passed, failed: results.length - passed };
}

/** @param {Totals[]} totals @returns {Totals} */
const sum = (totals) =>
  totals.reduce((all, each) => ({ passed: all.passed + each.passed, failed: all.failed + each.failed }), {
    passed: 0,
    failed: 0,
  });

const { values, positionals } = readOptions({
  usage,
  options: { project: { type: 'string', multiple: true } },
  allowPositionals: true,
});
const chosen = values.project ?? [];
const unknown = chosen.find((name) => ![...fastProjects, ...windowProjects].includes(name));
if (unknown) refuse(`There is no project "${unknown}".\n${usage}`);
exitOnSignals();
const isWhole = chosen.length === 0 && positionals.length === 0;
const totals = isWhole
  ? await runAll()
  : await runTests(chosen.length > 0 ? chosen : [...fastProjects, 'e2e'], positionals);
console.log(`${totals.passed} passed, ${totals.failed} failed`);
process.exitCode = totals.failed > 0 || totals.passed === 0 ? 1 : 0;
