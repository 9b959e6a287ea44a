import { describe, expect, test } from 'vitest';
import { scan } from '../../../shared/guard/scan.ts';

const kindsOf = (text: string, words: { always?: readonly string[]; never?: readonly string[] }): readonly string[] =>
  scan(text, words).findings.map(({ kind, start, end }) => `${kind}:${text.slice(start, end)}`);

describe("the association's own words", () => {
  test.each(['Parlo del Progetto Airone.', 'parlo del PROGETTO  AIRONE', 'il progétto airone, dicevo'])(
    'a phrase that is always confidential is found however it is written: %s',
    (text) => {
      const [finding, ...others] = scan(text, { always: ['progetto airone'] }).findings;
      expect(others).toEqual([]);
      expect(finding?.kind).toBe('confidence');
      expect(text.slice(finding?.start, finding?.end)).toMatch(/^prog.tto +airone$/iu);
    },
  );

  test('only whole words count', () => {
    expect(kindsOf('la segretezza della rete', { always: ['segre'] })).toEqual([]);
  });

  test('what lies wholly within a phrase that is never confidential is no finding', () => {
    const text = 'mia sorella canta nel coro dei diabetici felici';
    expect(scan('mia sorella è diabetica', {}).confidential).toBe(true);
    expect(kindsOf('mia sorella è diabetica', { never: ['mia sorella e diabetica'] })).toEqual([]);
    expect(kindsOf(text, { never: ['mia sorella canta nel coro dei diabetici'] })).toEqual([]);
  });

  test('a finding that reaches beyond such a phrase stays', () => {
    expect(kindsOf('mia sorella è diabetica', { never: ['diabetica in gamba'] })).not.toEqual([]);
  });

  test('a phrase in both lists is confidential', () => {
    expect(kindsOf('il progetto airone', { always: ['progetto airone'], never: ['il progetto airone'] })).toEqual([
      'confidence:progetto airone',
    ]);
  });

  test('blank phrases say nothing', () => {
    expect(kindsOf('ciao a tutti', { always: ['', '  ', '…'], never: [''] })).toEqual([]);
  });

  test('time is linear in the text, whatever the lists', () => {
    const always = Array.from({ length: 1000 }, (_, i) => `a a a a a a a a a a ${i}`);
    const milliseconds = (length: number): number => {
      const text = 'a '.repeat(length);
      const start = performance.now();
      scan(text, { always });
      return performance.now() - start;
    };
    milliseconds(100);
    expect(milliseconds(4000)).toBeLessThan(40 * Math.max(5, milliseconds(400)));
  });
});
