// The checks that read the sources without running them.
import { readdirSync } from 'node:fs';
import os from 'node:os';
import { inRoot } from './project.mjs';
import { bin, run } from './run.mjs';

const environments = ['shared', 'hub', 'main', 'main/core', 'main/preload', 'practice', 'renderer', 'widget', 'test'];
const programs = ['shared', 'hub', 'main', 'practice', 'renderer', 'widget', 'test', 'scripts'];

/** @typedef {{ name: string, command: string, args: string[] }} Check */
/** @typedef {{ name: string, passed: boolean, output: string, seconds: number }} CheckResult */

/** @returns {Check[]} the slow ones first, so that they do not stand alone at the end */
export function allChecks() {
  return [
    { name: 'lint', command: bin('oxlint'), args: ['--deny-warnings', '--report-unused-disable-directives'] },
    {
      name: 'boundaries',
      command: bin('depcruise'),
      args: ['--config', '.dependency-cruiser.cjs', '--output-type', 'err', ...programs],
    },
    { name: 'dead code', command: bin('knip'), args: ['--no-progress'] },
    ...environments.map((folder) => ({ name: `types ${folder}`, command: bin('tsc'), args: ['-p', folder] })),
    { name: 'format', command: bin('oxfmt'), args: ['--check', '.'] },
    ...ownChecks(),
  ];
}

/** Every scripts/check-*.mjs is a check of its own. */
const ownChecks = () =>
  readdirSync(inRoot('scripts'))
    .filter((file) => /^check-.+\.mjs$/.test(file))
    .map((file) => ({
      name: file.slice('check-'.length, -'.mjs'.length),
      command: process.execPath,
      args: [inRoot('scripts', file)],
    }));

/** @param {Check[]} checks @param {(result: CheckResult) => void} onResult @returns {Promise<CheckResult[]>} */
export async function runChecks(checks, onResult) {
  const waiting = [...checks];
  const results = /** @type {CheckResult[]} */ ([]);
  const worker = async () => {
    for (let check = waiting.shift(); check; check = waiting.shift()) {
      const result = await runCheck(check);
      results.push(result);
      onResult(result);
    }
  };
  await Promise.all(Array.from({ length: os.availableParallelism() }, worker));
  return results;
}

/** @param {Check} check @returns {Promise<CheckResult>} */
async function runCheck({ name, command, args }) {
  const startedAt = performance.now();
  const { code, output } = await run(command, args);
  return { name, passed: code === 0, output: output.trim(), seconds: (performance.now() - startedAt) / 1000 };
}

/** @param {CheckResult} result */
export function printResult({ name, passed, output, seconds }) {
  console.log(`${(passed ? 'ok' : 'FAILED').padEnd(6)} ${name}  ${seconds.toFixed(1)} s`);
  if (!passed) console.log(`${output.replace(/^/gm, '  ')}\n`);
}
