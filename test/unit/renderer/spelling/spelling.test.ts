import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { Spelling } from '../../../../renderer/spelling/spelling.ts';
import { commonLength, wordAt } from '../../../../renderer/spelling/passages.ts';

const bytes = (text: string, encoding: BufferEncoding = 'utf8'): Uint8Array<ArrayBuffer> =>
  new Uint8Array(Buffer.from(text, encoding));
const read = (ending: string): Uint8Array<ArrayBuffer> =>
  new Uint8Array(readFileSync(`test/fixtures/spelling/it_IT.${ending}`));
const opened = (): Spelling => {
  const spelling = new Spelling();
  spelling.open('it', { affixes: read('aff'), words: read('dic') });
  spelling.know(['Zoë Quaglini', 'Gruppo Bretelle']);
  return spelling;
};
const wrong = (text: string, spelling = opened()): readonly string[] =>
  spelling.wrongIn({ language: 'it', text }).map(({ word }) => word);

test('wrong words are named, and right ones are not', () => {
  expect(wrong('Buongiorno Anna, parlavo del tempp (alla gento).')).toEqual(['del', 'tempp', 'gento']);
});

test('where they stand is said, in the order of the text', () => {
  const spelling = opened();
  expect(spelling.wrongIn({ language: 'it', text: '  1. tempp,\n«gento»' })).toEqual([
    { word: 'tempp', start: 5, end: 10 },
    { word: 'gento', start: 13, end: 18 },
  ]);
});

test.each([
  ['one letter, capitals, digits', 'x ONLUS CAF 2026 A4 xx1'],
  ['names of brands', 'WhatsApp iPhone'],
  ['names of people and groups, also after an article', 'Zoë zoë Quaglini Bretelle dell’Quaglini'],
])('%s: never marked', (_what, words) => {
  expect(wrong(words)).toEqual([]);
});

test.each([
  ['an address', 'alla tempp@posta.example!'],
  ['a link', 'https://iscrizioni.associaz/xx'],
  ['a site', 'dbo.example'],
  ['a case number', 'Sp-2026-000124'],
  ['a variable', 'Buongiorno {{contact.firstName|socia}},'],
])('words of %s are left alone where they stand in it', (_what, text) => {
  expect(wrong(text)).toEqual([]);
});

test('the same words are wrong elsewhere, and a missing space hides nothing', () => {
  expect(wrong('tempp: tempp@posta.example')).toEqual(['tempp']);
  expect(wrong('anna@posta.example, la posta')).toEqual(['la', 'posta']);
  expect(wrong('alla tempp.Alla gento')).toEqual(['tempp', 'gento']);
});

test('what was ignored is ignored with either apostrophe, until the window goes', () => {
  const spelling = opened();
  spelling.ignore("Dell'Orto");
  expect(wrong('dell’Orto tempp', spelling)).toEqual(['tempp']);
});

test('a language without a dictionary marks nothing and proposes nothing', () => {
  const spelling = opened();
  expect(spelling.wrongIn({ language: 'en', text: 'tempp' })).toEqual([]);
  expect(spelling.suggestions('tempp', 'en')).toEqual([]);
});

test('a dictionary is read in the encoding that it names, and refused in one that there is not', () => {
  const spelling = new Spelling();
  const latin = { affixes: bytes('SET ISO8859-15\n'), words: bytes('1\ncittà\n', 'latin1') };
  spelling.open('it', latin);
  expect(wrong('città citta', spelling)).toEqual(['citta']);
  const refused = new Error('dictionary refused: bad-encoding, .aff line 1');
  expect(() => spelling.open('it', { ...latin, affixes: bytes('SET segreto\n') })).toThrow(refused);
  expect(() => spelling.open('it', { ...latin, affixes: bytes('SET UTF-8\n') })).toThrow(refused);
});

test.each([
  ['il tempp è', 5, 'tempp'],
  ['il tempp è', 8, 'tempp'],
  ['dell’uficio', 2, 'dell’uficio'],
  ['a  b', 2, null],
  ['', 0, null],
])('in %j at %i stands %s', (text, caret, word) => {
  expect(wordAt(text, caret)?.word ?? null).toBe(word);
});

test.each([
  ['il tempp', 'il tempo', 7],
  ['il', 'il tempo', 2],
  ['', 'il', 0],
  ['il', 'il', 2],
])('%j and %j begin alike for %i characters', (one, other, length) => {
  expect(commonLength(one, other)).toBe(length);
});
