#!/usr/bin/env node
// Every numbered rule of the specifications has a test whose title carries its number.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const specifications = ['docs/sync-spec.md', 'docs/identity.md', 'docs/diagnostics.md', 'docs/updates.md'];

/** Rules are written `- **CL2** …`. @param {string} specification */
export const rulesIn = (specification) =>
  [...specification.matchAll(/^- \*\*([A-Z]{2,3}\d+)\*\*/gm)].map((found) => found[1]);

/** A title begins with its rules: `test('[CL2] …'`, `test("[CO2][CO3] …"`. @param {string} source */
export const rulesTestedIn = (source) => [
  ...new Set(
    [...source.matchAll(/['"`]((?:\[[A-Z]{2,3}\d+\] ?)+)/g)].flatMap((title) =>
      [...title[1].matchAll(/[A-Z]{2,3}\d+/g)].map((rule) => rule[0]),
    ),
  ),
];

/** @param {string[]} rules @param {string[]} tested */
export function compare(rules, tested) {
  const known = new Set(rules);
  const covered = new Set(tested);
  return {
    untested: rules.filter((rule) => !covered.has(rule)),
    unknown: tested.filter((rule) => !known.has(rule)),
    repeated: rules.filter((rule, index) => rules.indexOf(rule) !== index),
  };
}

function main() {
  const rules = specifications.flatMap((file) => rulesIn(readFileSync(file, 'utf8')));
  const files = readdirSync('test', { recursive: true, encoding: 'utf8' }).filter((file) =>
    /\.(test|suite)\.tsx?$|-suite\.ts$/.test(file),
  );
  const tested = [...new Set(files.flatMap((file) => rulesTestedIn(readFileSync(join('test', file), 'utf8'))))];
  const { untested, unknown, repeated } = compare(rules, tested);
  for (const rule of untested) console.log(`no test carries [${rule}]`);
  for (const rule of unknown) console.log(`a test carries [${rule}], which no specification has`);
  for (const rule of repeated) console.log(`${rule} is there twice`);
  console.log(`${rules.length} rules, ${rules.length - untested.length} tested`);
  process.exitCode = untested.length + unknown.length + repeated.length > 0 ? 1 : 0;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) main();
