import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { AT_START, neededBy } from '../../../shared/guard/identifiers/needed.ts';
import { createScene } from '../../../shared/guard/identifiers/scene.ts';
import { numberOf, readSought, soughtPatterns } from '../../../shared/guard/identifiers/sought.ts';
import { scan } from '../../../shared/guard/scan.ts';
import { foldText } from '../../../shared/guard/text/fold.ts';
import { sampleOf } from '../../support/guard/pattern-sample.ts';

const at = (word: string): string => `${AT_START}${word}`;

describe('what a pattern needs', () => {
  test.each<readonly [RegExp, readonly (readonly string[])[]]>([
    [/\b(?:pin|puk)\b/g, [[at('pin'), at('puk')]]],
    [/\bcodic[ei] ?fiscale/g, [[at('codice f'), at('codicefi'), at('codici f'), at('codicifi')]]],
    [/password|\d{4}/g, [['password', '0000']]],
    [
      /(?:la )?chiave[^.!?]{0,20}: ?x/g,
      [
        ['chiave', 'la chiav'],
        [':x', ': x'],
      ],
    ],
    [/\b(?:un|[a-z]{9}) pin/g, [[' pin']]],
    [/a?b*[c-z]/g, []],
    [/x|y?/g, []],
    [/(?<![a-z])(?=uno)(?!due)tre/g, [['tre']]],
    [/\bdue+(?<name>!)/g, [[at('due')], ['!']]],
    [/(?:ab){2,}c{0}[€%]/g, [['abab'], ['%', '€']]],
    [/\b( |di)x/g, [[' x', at('dix')]]],
    [/[\d ][038]-[0-9]/g, [['00-0', ' 0-0']]],
    [/[\w.]\bx\u20acy/g, [[at('x')], ['y']]],
  ])('%s: %j', (pattern, needed) => {
    const sorted = (sets: readonly (readonly string[])[]): readonly string[] =>
      sets.map((set) => [...set].sort().join('|')).sort();
    expect(sorted(neededBy(pattern))).toEqual(sorted(needed));
  });

  test('of a pattern that does not tell upper and lower case apart nothing is known', () => {
    expect(neededBy(/password/gi)).toEqual([]);
  });
});

const folder = new URL('../../fixtures/guard/', import.meta.url);
const fixtures = readdirSync(folder)
  .filter((name) => name.endsWith('.txt'))
  .flatMap((name) => readFileSync(new URL(name, folder), 'utf8').split('\n'))
  .map((line) => line.replaceAll(/⟦\w+:([^⟧]*)⟧/g, '$1'));

const matches = (lower: string, pattern: RegExp): boolean => {
  pattern.lastIndex = 0;
  return pattern.test(lower);
};

/** The patterns that match a text, and are said not to. */
function leftOut(text: string): readonly string[] {
  const { lower } = foldText(text);
  const sought = readSought(lower);
  return soughtPatterns()
    .filter((pattern) => matches(lower, pattern) && !sought.mayMatch(numberOf(pattern)))
    .map((pattern) => `${pattern.source.slice(0, 60)} in ${text}`);
}

describe('patterns that are not run', () => {
  beforeAll(() => {
    for (const text of fixtures) for (const direction of ['in', 'out'] as const) scan(text, { direction });
  });

  test('those that match a fixture are run, whatever its case and accents', () => {
    expect(soughtPatterns().length).toBeGreaterThan(100);
    expect(fixtures.flatMap((text) => [...leftOut(text), ...leftOut(text.toUpperCase())])).toEqual([]);
  });

  test('each of those that match what is written after them is run, wherever that stands', () => {
    const around = fc.constantFrom('', 'x', ' ', '7', 'è ', 'Non so. ', '\n', "l'", '_', 'ß', '€');
    const matched = new Set<RegExp>();
    for (const pattern of soughtPatterns()) {
      const written = fc.tuple(around, sampleOf(pattern), around).map((parts) => parts.join(''));
      fc.assert(
        fc.property(written, (text) => {
          const { lower } = foldText(text);
          if (!matches(lower, pattern)) return;
          matched.add(pattern);
          expect(readSought(lower).mayMatch(numberOf(pattern))).toBe(true);
        }),
        { numRuns: 60 },
      );
    }
    // Some want more about them than is written down from the pattern alone.
    expect(matched.size).toBeGreaterThan(soughtPatterns().length * 0.8);
  });

  test('those of mixed-up fixtures are run', () => {
    const piece = fc
      .tuple(fc.constantFrom(...fixtures), fc.nat(40), fc.nat(60))
      .map(([text, from, to]) => text.slice(from, to));
    const joint = fc.constantFrom('', ' ', '\n', '. ', '4', '\u00a0', '\u200b', 'Ａ', '…');
    fc.assert(
      fc.property(
        fc.array(fc.oneof(piece, joint, fc.string({ unit: 'binary', maxLength: 5 })), { maxLength: 8 }),
        (parts) => {
          expect(leftOut(parts.join(''))).toEqual([]);
        },
      ),
      { numRuns: 300 },
    );
  });

  test('a text has what hardly any of them needs', () => {
    const { lower } = foldText('Buongiorno, il modulo è in allegato alla pagina dei soci.');
    const sought = readSought(lower);
    expect(soughtPatterns().filter((pattern) => sought.mayMatch(numberOf(pattern))).length).toBeLessThan(8);
  });

  test('one that is looked for first while a text is read is told like the others', () => {
    const scene = createScene('il pin è qui', {});
    expect(scene.placesOf(/\bpin\b/g)).toEqual([{ start: 3, end: 6 }]);
    expect(scene.placesOf(/\bpuk\b/g)).toEqual([]);
    expect(scene.matchesOf(/q(u)i/g).map(([, letter]) => letter)).toEqual(['u']);
    expect(scene.matchesOf(/q(u)o/g)).toEqual([]);
  });
});
