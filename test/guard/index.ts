import { readFileSync, writeFileSync } from 'node:fs';
import {
  asLines,
  buildCorpus,
  buildDrawnSet,
  buildLaterSet,
  buildMeasuredSet,
  drawnSets,
  fileOf,
  halves,
  languages,
  laterSets,
  measuredSet,
  type CorpusMessage,
} from './corpus.ts';
import { sharedOpenings, sharedRuns, type Saying } from './likeness.ts';

/** node test/guard/index.ts [FILE.jsonl ...]: builds the corpus, counts it, and names what repeats itself or the FILEs. */
const corpus = buildCorpus();
const everything = halves.flatMap((half) => languages.flatMap((lang) => corpus[half][lang]));
for (const half of halves) {
  for (const lang of languages) writeFileSync(fileOf(half, lang), asLines(corpus[half][lang]));
}
for (const set of laterSets) {
  for (const lang of languages) writeFileSync(fileOf(set, lang), asLines(buildLaterSet(set, lang)));
}
for (const lang of languages) writeFileSync(fileOf(measuredSet, lang), asLines(buildMeasuredSet(lang)));
const kinds = ['messages', 'harmless', 'hard harmless', 'confidential', 'borderline', ...categoriesOf(everything)];
for (const set of drawnSets) {
  for (const lang of languages) writeFileSync(fileOf(set, lang), asLines(buildDrawnSet(set, lang)));
}
console.log('kind | a it | b it | a en | b en');
for (const kind of kinds) {
  const counts = languages.flatMap((lang) => halves.map((half) => count(corpus[half][lang], kind)));
  console.log(`${kind} | ${counts.join(' | ')}`);
}
const others = process.argv.slice(2).flatMap((file) => readSayings(file));
for (const [run, ids] of sharedRuns([...everything, ...others], 5)) console.log(`shared: ${run} (${ids.join(', ')})`);
for (const [opening, ids] of sharedOpenings(everything, 3)) {
  if (ids.length > 2) console.log(`opening: ${opening} (${ids.join(', ')})`);
}

function categoriesOf(messages: readonly CorpusMessage[]): readonly string[] {
  return [...new Set(messages.flatMap(({ categories }) => categories))].sort();
}

function count(messages: readonly CorpusMessage[], kind: string): number {
  return messages.filter(({ confidential, note, borderline, categories }) => {
    if (kind === 'messages') return true;
    if (kind === 'harmless') return !confidential;
    if (kind === 'hard harmless') return !confidential && note.startsWith('hard');
    if (kind === 'confidential') return confidential;
    return kind === 'borderline' ? borderline === true : categories.includes(kind);
  }).length;
}

function readSayings(file: string): readonly Saying[] {
  const lines = readFileSync(file, 'utf8').trim().split('\n');
  return lines.map((line) => JSON.parse(line) as Saying);
}
