import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { Dictionary } from '../../../../renderer/spelling/dictionary/dictionary.ts';
import { suggestionsFor } from '../../../../renderer/spelling/dictionary/suggest.ts';

const read = (ending: string): string => readFileSync(`test/fixtures/spelling/it_IT.${ending}`, 'utf8');
const italian = new Dictionary(read('aff'), read('dic'));

describe('a word is known by its root and the rules', () => {
  test.each([
    ['as it stands', 'buongiorno alla Lovere'],
    ['at the beginning of a sentence', 'Buongiorno Città Parlavo'],
    ['a verb', 'parlo parlavo parliamo paghiamo parlate'],
    ['a plural', 'libri moduli'],
    ['an affix after an affix', 'parlatelo'],
    ['a prefix', "l'ufficio l'associazione dell'ufficio riparlare rilibro"],
    ['both', 'riparlavo rilibri'],
    ['the other apostrophe, and a capital after it', 'l’ufficio dell’associazione L’Ufficio'],
    ['an article before a name', "dell'Anna L’Anna"],
    ['an apostrophe at the end, as fields ask for it', "po' po"],
    ['parts', 'socio-sanitario'],
    ['a converted character', 'l`ufficio'],
    ['letters written as two', 'citta\u0300'],
    ['only with an affix', 'proni'],
    ['as it has to be written', 'km'],
  ])('%s: %s', (_what, words) => {
    expect(words.split(' ').filter((word) => !italian.isKnown(word))).toEqual([]);
  });

  test.each([
    ['no such root', 'sbaglliato tempp'],
    ['a condition that does not hold', 'pagiamo parlhiamo libriamo'],
    ['a rule that the root has not', 'rimandare moduliamo l’libro'],
    ['no cross product', 'rilibrino'],
    ['forbidden', 'gento'],
    ['never without an affix', 'prono'],
    ['a name that is written small', 'anna'],
    ['not in that case', 'Km'],
    ['parts that are none', 'socio-sanitaro'],
    ['an affix alone', "l' vo ri"],
  ])('not: %s: %s', (_what, words) => {
    expect(words.split(' ').filter((word) => italian.isKnown(word))).toEqual([]);
  });
});

describe('what a wrong word may have meant', () => {
  test.each([
    ['citta', 'città'],
    ["citta'", 'città'],
    ['perchè', 'perché'],
    ['pò', "po'"],
    ["qual'è", 'qual è'],
    ['sbaglliato', 'sbagliato'],
    ['sbaliato', 'sbagliato'],
    ['tepmo', 'tempo'],
    ['Tenpo', 'Tempo'],
    ['dell’uffiicio', 'dell’ufficio'],
    ['lovere', 'Lovere'],
  ])('%s: %s first', (wrong, right) => {
    expect(suggestionsFor(italian, wrong)[0]).toBe(right);
  });

  test('five at most, never a word that nobody wants proposed, and none where nothing is near', () => {
    const many = new Dictionary(
      'TRY abcdefghij\n',
      `9\n${Array.from('abcdefghi', (letter) => `p${letter}p`).join('\n')}\n`,
    );
    expect(suggestionsFor(many, 'pzp')).toHaveLength(5);
    expect(suggestionsFor(italian, 'volgari')).toEqual([]);
    expect(italian.isKnown('volgare')).toBe(true);
    expect(suggestionsFor(italian, 'xyzzyx')).toEqual([]);
    expect(suggestionsFor(italian, 'x'.repeat(200))).toEqual([]);
  });
});

describe('flags in every way that they are written', () => {
  test.each([
    ['two letters', 'FLAG long\nSFX Aa Y 1\nSFX Aa o i o\n', 'libro/BbAa'],
    ['numbers', 'FLAG num\nSFX 310 Y 1\nSFX 310 o i o\n', 'libro/7,310'],
    ['aliases', 'AF 2\nAF B\nAF BA\nSFX A Y 1\nSFX A o i o\n', 'libro/2'],
  ])('%s', (_what, affixes, root) => {
    const dictionary = new Dictionary(affixes, `2\n${root}\nmodulo/1\n`);
    expect([dictionary.isKnown('libri'), dictionary.isKnown('moduli')]).toEqual([true, false]);
  });
});

describe('a file that is no dictionary is refused with one line, which repeats nothing of it', () => {
  const rules = (count: number): string =>
    `SFX A Y ${count}\n${Array.from({ length: count }, (_, at) => `SFX A 0 x${at} .`).join('\n')}\n`;
  test.each([
    ['endless rules', rules(60_001), '1\nsegreto\n', 'too-large, .aff line 60002'],
    ['endless lines', '\n'.repeat(200_001), '1\nsegreto\n', 'too-large, .aff line 200000'],
    ['endless words', '', 'segreto\n'.repeat(600_001), 'too-large, .dic line 600001'],
    ['a kind of flags that there is not', 'FLAG segreto\n', '1\nx\n', 'bad-flag, .aff line 1'],
    ['a number that is none', 'FLAG num\nSFX segreto Y 1\n', '1\nx\n', 'bad-flag, .aff line 2'],
    ['numbers that are none among words', 'FLAG num\n', '1\nx/segreto\n', 'bad-flag, .aff line 0'],
    ['a condition that does not end', 'SFX A Y 1\nSFX A 0 i [segreto\n', '1\nx\n', 'bad-rule, .aff line 2'],
    ['an endless condition', `SFX A Y 1\nSFX A 0 i ${'[ab]'.repeat(90)}\n`, '1\nx\n', 'bad-rule, .aff line 2'],
    ['an endless affix', `SFX A Y 1\nSFX A 0 ${'x'.repeat(90)} .\n`, '1\nx\n', 'bad-rule, .aff line 2'],
    ['a rule without a beginning', 'SFX A 0 i .\n', '1\nx\n', 'bad-rule, .aff line 1'],
    ['something else', '<html>', '<html>', 'empty, .dic line 1'],
  ])('%s', (_what, ...[affixes, words, why]) => {
    expect(() => new Dictionary(affixes, words)).toThrow(new Error(`dictionary refused: ${why}`));
  });

  test('rules that lead to too many roots: the word is not called wrong', () => {
    const strips = Array.from({ length: 5_000 }, (_, at) => `SFX A ${at.toString(36)} a .`).join('\n');
    const dictionary = new Dictionary(`SFX A Y 5000\n${strips}\n`, '1\nx\n');
    expect(dictionary.isKnown('zzza')).toBe(true);
    expect(dictionary.isKnown('zzzb')).toBe(false);
  });
});
