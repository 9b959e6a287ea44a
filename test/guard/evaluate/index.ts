import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { readAssociation } from '../../../hub/cli/guard/read-association.ts';
import { goals, percentOf, verdictOn } from './goals.ts';
import { measure, type Row, scanRow, type Share } from './measure.ts';
import { timeLongInputs, timeRows } from './speed.ts';
import { sameVerdicts } from './variants.ts';

/** A harmless row may leave them out. */
const noLabels: Partial<Row> = { spans: [], evidence: [], categories: [] };

/** Started by `npm run guard:evaluate`: prints figures and kinds, never a text. */
const { values, positionals } = parseArgs({ options: { association: { type: 'string' } }, allowPositionals: true });
const association = readAssociation(values.association);
const [file] = positionals;
if (file === undefined || typeof association === 'string') {
  console.error(
    typeof association === 'string' ? association : 'npm run guard:evaluate -- FILE.jsonl [--association FILE.json]',
  );
  process.exit(2);
}
const rows = readRows(file);
const speed = timeRows(rows, association);
const scans = new Map(rows.map((row) => [row, scanRow(row, association)]));
const scored = rows.filter(({ borderline }) => borderline !== true);
let failures = 0;
for (const lang of new Set(scored.map((row) => row.lang))) {
  const ofLang = scored.filter((row) => row.lang === lang);
  const measures = measure(ofLang, scans);
  console.log(`\n${lang}: ${ofLang.length} messages\n`);
  console.log('| goal | floor | target | measured | |\n| --- | --- | --- | --- | --- |');
  for (const goal of goals) {
    const share = goal.shareIn(measures);
    const verdict = verdictOn(goal, share, lang);
    if (verdict === 'FAIL') failures += 1;
    const sign = goal.isLimit === true ? '≤ ' : '';
    console.log(`| ${goal.name} | ${sign}${goal.floor} % | ${sign}${goal.target} % | ${show(share)} | ${verdict} |`);
  }
  console.log(`\nmessages: recall ${show(measures.confidentialFlagged)}, precision ${show(measures.precision)}`);
  for (const [title, shares] of [
    ['categories of meaning', measures.byMeaning],
    ['spans', measures.spansByKind],
  ] as const)
    console.log(`${title}: ${[...shares].map(([name, share]) => `${name} ${share.hits}/${share.of}`).join(', ')}`);
}
console.log('\n| the same verdict after | |\n| --- | --- |');
for (const [name, share] of sameVerdicts(rows, scans, association)) console.log(`| ${name} | ${show(share)} |`);
console.log('\n| time | ms |\n| --- | --- |');
for (const [name, ms] of [...speed, ...timeLongInputs(rows, association)])
  console.log(`| ${name} | ${ms.toFixed(2)} |`);
process.exitCode = failures > 0 ? 1 : 0;

function readRows(path: string): readonly Row[] {
  return readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => ({ ...noLabels, ...(JSON.parse(line) as Row) }));
}

function show(share: Share): string {
  return share.of === 0 ? '-' : `${percentOf(share).toFixed(1)} % (${share.hits}/${share.of}) ${interval(share)}`;
}

/** 95 % interval (Wilson): a small file says little. */
function interval({ hits, of }: Share): string {
  const z = 1.96;
  const p = hits / of;
  const middle = (p + (z * z) / 2 / of) / (1 + (z * z) / of);
  const half = (z * Math.sqrt((p * (1 - p)) / of + (z * z) / 4 / of / of)) / (1 + (z * z) / of);
  return `[${(100 * (middle - half)).toFixed(0)}–${(100 * (middle + half)).toFixed(0)}]`;
}
