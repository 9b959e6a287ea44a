// Types, lint, format, boundaries and dead code, side by side.
import { allChecks, printResult, runChecks } from './lib/checks.mjs';
import { readOptions, refuse } from './lib/options.mjs';

const usage = `
npm run check [-- NAME ...]

Checks the sources without running them. A NAME chooses the checks that begin with it, as in \`npm run check -- types lint\`.
The checks: ${allChecks()
  .map(({ name }) => name)
  .join(', ')}.`;

const { positionals: names } = readOptions({ usage, allowPositionals: true });
const unknown = names.find((name) => !allChecks().some((check) => check.name.startsWith(name)));
if (unknown) refuse(`There is no check "${unknown}".\n${usage}`);
const chosen = allChecks().filter(({ name }) => names.length === 0 || names.some((start) => name.startsWith(start)));
const results = await runChecks(chosen, printResult);
const failed = results.filter(({ passed }) => !passed).length;
console.log(`${results.length - failed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;
