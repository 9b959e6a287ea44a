import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { corpusFolder, drawnSets, fileOf, halves, languages, laterSets, measuredSet } from '../../guard/corpus.ts';
import { goals, percentOf, verdictOn } from '../../guard/evaluate/goals.ts';
import { measure, type Row, scanRow } from '../../guard/evaluate/measure.ts';
import { association } from '../../support/guard/association.ts';

/** Of fewer cases a share says little: one of them moves it by two points. */
const leastCases = 55;
/** A harmless row may leave them out. */
const noLabels = { spans: [], evidence: [], categories: [] };
const drawnByLanguage = [...halves, ...laterSets, ...drawnSets, measuredSet].flatMap((set) =>
  languages.map((lang) => ({ set, lang, file: fileOf(set, lang) })),
);
const measuredTogether = ['g', 'h', 'i', 'j', 'k'].flatMap((set) =>
  languages.map((lang) => ({ set, lang, file: join(corpusFolder, `${set}.jsonl`) })),
);

/** Figures only, never a text: B, E2, H and K stay unread. */
describe('the floors of the guard hold on every set of messages', () => {
  test.each([...drawnByLanguage, ...measuredTogether])('$set-$lang', ({ file, lang }) => {
    const rows = readFileSync(file, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Row)
      .filter((row) => row.lang === lang && row.borderline !== true)
      .map((row) => ({ ...noLabels, ...row }));
    const measures = measure(rows, new Map(rows.map((row) => [row, scanRow(row, association)])));
    const below = goals
      .map((goal) => ({ goal, share: goal.shareIn(measures) }))
      .filter(({ goal, share }) => share.of >= leastCases && verdictOn(goal, share, lang) === 'FAIL')
      .map(({ goal, share }) => `${goal.name}: ${percentOf(share).toFixed(1)} % of ${share.of}`);
    expect(below).toEqual([]);
  });
});
