import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { drawnSets, fileOf, halves, languages, laterSets, measuredSet } from '../../guard/corpus.ts';
import { goals, percentOf, verdictOn } from '../../guard/evaluate/goals.ts';
import { measure, type Row, scanRow } from '../../guard/evaluate/measure.ts';
import { association } from '../../support/guard/association.ts';

/** Of fewer cases a share says little: one of them moves it by two points. */
const leastCases = 55;
const sets = [...halves, ...laterSets, ...drawnSets, measuredSet].flatMap((set) =>
  languages.map((lang) => ({ set, lang })),
);

/** Figures only, never a text: half B and E2 are unseen. */
describe('the floors of the guard hold on every set of messages', () => {
  test.each(sets)('$set-$lang', ({ set, lang }) => {
    const rows = readFileSync(fileOf(set, lang), 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Row)
      .filter(({ borderline }) => borderline !== true);
    const measures = measure(rows, new Map(rows.map((row) => [row, scanRow(row, association)])));
    const below = goals
      .map((goal) => ({ goal, share: goal.shareIn(measures) }))
      .filter(({ goal, share }) => share.of >= leastCases && verdictOn(goal, share, lang) === 'FAIL')
      .map(({ goal, share }) => `${goal.name}: ${percentOf(share).toFixed(1)} % of ${share.of}`);
    expect(below).toEqual([]);
  });
});
