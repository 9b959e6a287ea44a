import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { haveDigits, readAtoms } from '../../../shared/guard/identifiers/atoms.ts';
import { createScene } from '../../../shared/guard/identifiers/scene.ts';
import { secretCandidates } from '../../../shared/guard/identifiers/secret-candidates.ts';
import { stemItalian } from '../../../shared/guard/meaning/italian/morphology.ts';
import { buildLanguage } from '../../../shared/guard/meaning/language.ts';
import { italian } from '../../../shared/guard/meaning/italian/italian.ts';
import { classesOf } from '../../../shared/guard/model/lexicon.ts';
import { readTokens, stemOf } from '../../../shared/guard/model/tokens.ts';
import { foldText } from '../../../shared/guard/text/fold.ts';

/*
 * What every text goes through is read by hand, character by character. Here the same is said in one expression each, and both are
 * compared.
 */

/** Every text of so many letters at most. */
function* texts(letters: string, longest: number): Generator<string> {
  yield '';
  if (longest === 0) return;
  for (const rest of texts(letters, longest - 1)) for (const letter of letters) yield letter + rest;
}

const anyText = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        'Ciao',
        'perché',
        " dell'",
        'l’ora',
        'codice',
        ' nn ',
        ' CHIAMO ',
        '12',
        ' ',
        '\n',
        '. ',
        ' / ',
        '...',
        'Ｂ',
        'ﬁ',
        '🙂',
        'u\u0301',
        '\u200b',
        '\r\n',
        '\t',
        '`',
        '¼',
        'ß',
      ),
      fc.string({ unit: 'binary', maxLength: 4 }),
      fc.string({ maxLength: 6 }),
    ),
    { maxLength: 12 },
  )
  .map((parts) => parts.join(''));

describe('stems', () => {
  test('of the model: the last vowels or the s fall off, for every ending', () => {
    const said = (word: string): string => {
      const bare = word.length <= 3 ? word : word.replace(/(?:h?[aeio]{1,2}|(?<![su])s)$/, '');
      return bare.length >= 3 ? bare : word;
    };
    for (const word of texts('aeousht0', 5))
      if (stemOf(word) !== said(word)) expect(stemOf(word), word).toBe(said(word));
  });

  test('of Italian: gender and number fall off, for every ending', () => {
    const said = (word: string): string => {
      const bare = word.replace(/(?:i[aeio]|[aeiou])$/u, '');
      return bare.length < 2 ? word : bare.replace(/([cg])h$/u, '$1');
    };
    for (const word of texts('aiouchgt', 5))
      if (stemItalian(word) !== said(word)) expect(stemItalian(word), word).toBe(said(word));
  });
});

describe('words', () => {
  test('of identifiers: runs of letters and digits, and what stands between them', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const folded = foldText(text);
        const words = readAtoms(folded).filter(({ word }) => word.length < 12);
        const said = [...folded.lower.matchAll(/[a-z0-9]+/g)].filter(({ 0: word }) => word.length < 12);
        expect(words.map(({ word, start, end }) => [word, start, end])).toEqual(
          said.map(({ 0: word, index }) => [word, index, index + word.length]),
        );
        for (const { start, gap } of readAtoms(folded).slice(1))
          expect(gap === 'tight', gap).toBe(/[a-z0-9][ \n.\-_]{0,3}$/.test(folded.lower.slice(0, start)));
      }),
    );
  });

  test('have digits where one of them can stand for a digit', () => {
    for (const [text, has] of [
      ['', false],
      ['ciao a tutti', false],
      ['alle 9', true],
      ['sono sei', true],
      ['d9x', true],
    ] as const)
      expect(haveDigits(readAtoms(foldText(text))), text).toBe(has);
    fc.assert(
      fc.property(anyText, (text) => {
        const atoms = readAtoms(foldText(text));
        expect(haveDigits(atoms)).toBe(atoms.some(({ readings }) => readings.some((reading) => /\d/.test(reading))));
      }),
    );
  });

  test('of the model: without accents and apostrophes, as it was before plain ones were read apart', () => {
    const said = (piece: string): string =>
      /^\p{N}/u.test(piece)
        ? '0'
        : piece
            .normalize('NFD')
            .replace(/[\p{M}'’`´]/gu, '')
            .toLowerCase();
    for (const piece of ['Ciao', "dell'", 'È', 'perché', 'u\u0301n', 'ZIA`', '12', '²', 'ſ', 'İ', '\u212b'])
      expect(
        readTokens(piece).map(({ word }) => word),
        piece,
      ).toEqual(said(piece) === '' ? [] : [said(piece)]);
  });
});

describe('folding', () => {
  const blanks = new Set([' ', '\n']);
  /** A character after the other, each by itself. */
  function said(original: string): readonly (readonly [string, number, number])[] {
    const units: [string, number, number][] = [];
    let at = 0;
    for (const character of original) {
      const next = at + character.length;
      const { cased } = foldText(character);
      const last = units.at(-1);
      if (cased === '') {
        if (last !== undefined) last[2] = next;
      } else if (last !== undefined && blanks.has(cased) && blanks.has(last[0])) {
        if (cased === '\n') last[0] = '\n';
        last[2] = next;
      } else for (const unit of cased.split('')) units.push([unit, at, next]);
      at = next;
    }
    return units;
  }

  test('a text is folded as its characters are', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const { cased, lower, starts, ends } = foldText(text);
        expect(cased.split('').map((unit, at) => [unit, starts[at], ends[at]])).toEqual(said(text));
        expect([lower.length, starts.length, ends.length]).toEqual([cased.length, cased.length, cased.length]);
      }),
    );
  });

  test.each([
    ['ﷺﷺ', 36],
    ['a ﬁ ﬂ', 7],
    ['½½½½', 12],
  ])('%s grows', (text, length) => {
    const { cased, starts } = foldText(text);
    expect([cased.length, starts.length, starts.at(-1)]).toEqual([length, length, text.length - 1]);
  });
});

describe('beginnings of words', () => {
  const few = buildLanguage({
    ...italian,
    classes: {},
    features: {
      person: '',
      self: '',
      anyone: '',
      topic: '',
      frame: '',
      being: '',
      possessive: '',
      child: '',
      plain: '',
      light: '',
    },
    idioms: [],
    spellings: '',
    functionWords: '',
    categories: { health: [{ strong: 'abc*; abcdef*; abcd*; xyz*; abbastanz*; abcdefghijklmnopqrstu*; ab*' }] },
  });

  test.each([
    ['abc', 1],
    ['abcd', 2],
    ['abcdefg', 3],
    ['abcdefghijklmnopqrstuvw', 3],
    ['xyzabc', 1],
    ['abx', 0],
    ['ab', 0],
    ['abastanza', 1],
  ])('%s has %i', (word, count) => {
    expect(few.keysOf(word)).toHaveLength(count);
  });

  test.each(['chemio', 'tumor', 'psicoterap', 'depress', 'allerg', 'carcinom', 'oncolog', 'glicemi'])(
    '%s is of its class, whatever comes after it',
    (beginning) => {
      expect(classesOf(`${beginning}q`).length).toBeGreaterThan(0);
      for (const more of ['qq', 'qqqqqqqq']) expect(classesOf(beginning + more)).toEqual(classesOf(`${beginning}q`));
    },
  );
});

describe('what could be a secret', () => {
  const word = fc.stringMatching(/^[A-Z]?[a-z]{0,8}('[A-Z]?[a-z]{0,5}){0,2}[.:?]{0,2}$/);
  const blank = fc.constantFrom(' ', '\n', ', ', '; ', ' (', ') ', ' "', '" ');
  const plainText = fc.array(fc.tuple(word, blank), { maxLength: 8 }).map((parts) => parts.flat().join(''));

  test('plain words are none, alone and beside one that is', () => {
    fc.assert(
      fc.property(plainText, (text) => {
        const { lower } = foldText(text);
        // After the name of a secret a plain word may be one.
        fc.pre(
          !/pass|parol|chiav|key|wi|rete|net|log|ut|user|cred|dom|risp|ans|que|fras|maid|all|vig|cen|sp|acc|ac|entr|prot|apr|sb|se/.test(
            lower,
          ),
        );
        const tokensOf = (written: string): readonly string[] => {
          const scene = createScene(written, {});
          return secretCandidates(scene)
            .filter(({ isToken }) => isToken === true)
            .map(({ start, end }) => scene.folded.cased.slice(start, end));
        };
        expect(tokensOf(text)).toEqual([]);
        expect(tokensOf(`${text} Nuvola-12`)).toEqual(['Nuvola-12']);
      }),
    );
  });

  test.each(['Nuvola12', 'nuvolA', 'no!', 'sole.mare', 'rosso-blu', 'a1b2', 'x_yz', 'una&due'])(
    'no plain word is passed over as one: %s',
    (token) => {
      const text = `Ciao a tutti, ${token} e poi.`;
      expect(secretCandidates(createScene(text, {})).some(({ isToken }) => isToken === true)).toBe(
        !['no!'].includes(token),
      );
    },
  );
});
