import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { Spelling } from '../../../../renderer/spelling/spelling.ts';
import { wordAt } from '../../../../renderer/spelling/word-at.ts';

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
const wrong = (words: string, text = words, spelling = opened()): readonly string[] =>
  spelling.wrongAmong(words.split(' '), { language: 'it', text });

test('wrong words are named, and right ones are not', () => {
  expect(wrong('Buongiorno Anna parlavo del tempp alla gento')).toEqual(['del', 'tempp', 'gento']);
});

test.each([
  ['one letter, capitals, digits', 'x ONLUS CAF 2026 A4 xx1'],
  ['names of brands', 'WhatsApp iPhone'],
  ['names of people and groups, also after an article', 'Zoë zoë Quaglini Bretelle dell’Quaglini'],
])('%s: never marked', (_what, words) => {
  expect(wrong(words)).toEqual([]);
});

test.each([
  ['an address', 'anna posta example', 'a anna@posta.example!'],
  ['a link', 'https iscrizioni associaz', 'https://iscrizioni.associaz/xx'],
  ['a site', 'dbo example', 'dbo.example'],
  ['a case number', 'SP', 'SP-2026-000124 Sp'],
  ['a variable', 'contact firstName', 'Buongiorno {{contact.firstName|socia}},'],
])('words of %s are left alone where they stand in it', (_what, words, text) => {
  expect(wrong(words, text)).toEqual([]);
});

test('the same words are wrong elsewhere, and a missing space hides nothing', () => {
  expect(wrong('posta', 'la posta')).toEqual(['posta']);
  expect(wrong('tempp', 'il tempp.Il')).toEqual(['tempp']);
});

test('what was ignored is ignored with either apostrophe, until the window goes', () => {
  const spelling = opened();
  spelling.ignore("Dell'Orto");
  expect(wrong('dell’Orto tempp', undefined, spelling)).toEqual(['tempp']);
});

test('a language without a dictionary marks nothing and proposes nothing', () => {
  const spelling = opened();
  expect(spelling.wrongAmong(['tempp'], { language: 'en', text: 'tempp' })).toEqual([]);
  expect(spelling.suggestions('tempp', 'en')).toEqual([]);
});

test('a dictionary is read in the encoding that it names, and refused in one that there is not', () => {
  const spelling = new Spelling();
  const latin = { affixes: bytes('SET ISO8859-15\n'), words: bytes('1\ncittà\n', 'latin1') };
  spelling.open('it', latin);
  expect(wrong('città citta', undefined, spelling)).toEqual(['citta']);
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
