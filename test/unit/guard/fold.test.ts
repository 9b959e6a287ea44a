import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { foldText, originalSpan } from '../../../shared/guard/text/fold.ts';

const foldings: readonly (readonly [string, string])[] = [
  ['PERCHÉ Così', 'perche cosi'],
  ['perche\u0301', 'perche'],
  ['l’altro “ieri” – oggi', 'l\'altro "ieri" - oggi'],
  ['a  b\u00a0\u2003c', 'a b c'],
  ['a \r\n\t b', 'a\nb'],
  ['ＩＴ６０', 'it60'],
  ['4\ufe0f\u20e3 7\ufe0f\u20e3', '4 7'],
  ['pass\u200bword \ufeffx', 'password x'],
  ['', ''],
];

describe('folding', () => {
  test.each(foldings)('%j is read as %j', (text, folded) => {
    expect(foldText(text).lower).toBe(folded);
  });

  test('a span found in the folded text is where it was written', () => {
    const folded = foldText('la  pa\u0301ssw\u200bord\u00a0 è');
    const at = folded.lower.indexOf('password');
    const { start, end } = originalSpan(folded, at, at + 8);
    expect(folded.original.slice(start, end)).toBe('pa\u0301ssw\u200bord');
  });

  test('any text keeps its offsets: they rise, and stay inside', () => {
    const anyText = fc.string({ unit: 'binary', maxLength: 200 });
    fc.assert(
      fc.property(anyText, (text) => {
        const { lower, cased, starts, ends } = foldText(text);
        expect([cased.length, starts.length, ends.length]).toEqual(Array(3).fill(lower.length));
        for (let i = 0; i < lower.length; i++) {
          expect(ends[i]).toBeGreaterThan(starts[i] ?? -1);
          expect(ends[i]).toBeLessThanOrEqual(text.length);
          if (i > 0) expect(starts[i]).toBeGreaterThanOrEqual(starts[i - 1] ?? 0);
        }
      }),
    );
  });
});

test('time is linear in the text, also where every line ends with a blank', () => {
  const timeOf = (lines: number): number => {
    const text = 'una parola e altro \n'.repeat(lines);
    const times = [1, 2, 3].map(() => {
      // Of the processor: a clock on the wall counts what other programs do meanwhile.
      const before = process.cpuUsage();
      foldText(text);
      const { user, system } = process.cpuUsage(before);
      return (user + system) / 1_000;
    });
    return Math.min(...times);
  };
  timeOf(100);
  expect(timeOf(20_000)).toBeLessThan(40 * (timeOf(2_500) + 5));
});
