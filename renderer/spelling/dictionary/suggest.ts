import type { Dictionary } from './dictionary.ts';
import { limits } from './limits.ts';

/** As many as a menu shows at a glance. */
export const MOST_SUGGESTIONS = 5;

/** Right words that differ by one mistake, the likeliest mistake first. */
export function suggestionsFor(dictionary: Dictionary, written: string): readonly string[] {
  const isCurly = written.includes('’');
  const word = written.normalize('NFC').replaceAll('’', "'");
  if (word.length > limits.word) return [];
  const found = new Set<string>();
  let tries = 0;
  for (const candidate of candidatesOf(dictionary, word)) {
    tries += 1;
    if (tries > limits.tries || found.size === MOST_SUGGESTIONS) break;
    if (candidate !== word && candidate.split(' ').every((each) => dictionary.mayPropose(each))) found.add(candidate);
  }
  return [...found].map((suggestion) => (isCurly ? suggestion.replaceAll("'", '’') : suggestion));
}

function* candidatesOf({ affixes }: Dictionary, word: string): Generator<string> {
  const letters = Array.from(affixes.letters).filter((letter) => letter === letter.toLowerCase());
  yield word.charAt(0).toUpperCase() + word.slice(1);
  for (const [from, to] of affixes.replacements) yield* replaced(word, from, to);
  yield* accented(word);
  yield* alike(word, affixes.alike);
  for (let at = 0; at + 1 < word.length; at += 1) {
    yield word.slice(0, at) + word.charAt(at + 1) + word.charAt(at) + word.slice(at + 2);
  }
  for (let at = 0; at < word.length; at += 1) yield word.slice(0, at) + word.slice(at + 1);
  // A letter that stands there once in place of twice is the commonest mistake of all.
  for (let at = 0; at < word.length; at += 1) yield word.slice(0, at) + word.charAt(at) + word.slice(at);
  for (const letter of letters) {
    for (let at = 0; at <= word.length; at += 1) yield word.slice(0, at) + letter + word.slice(at);
  }
  for (const letter of letters) {
    for (let at = 0; at < word.length; at += 1) yield word.slice(0, at) + letter + word.slice(at + 1);
  }
}

/** `_` is a space in such tables; `^` and `$` hold on to an end of the word. */
function* replaced(word: string, from: string, to: string): Generator<string> {
  const [start, end] = [from.startsWith('^'), from.endsWith('$')];
  const wanted = from.slice(start ? 1 : 0, end ? -1 : undefined);
  if (wanted === '') return;
  const put = to.replaceAll('_', ' ');
  for (let at = word.indexOf(wanted); at !== -1; at = word.indexOf(wanted, at + 1)) {
    const isThere = (!start || at === 0) && (!end || at + wanted.length === word.length);
    if (isThere && !put.includes(' ')) yield word.slice(0, at) + put + word.slice(at + wanted.length);
  }
}

function* alike(word: string, groups: readonly string[]): Generator<string> {
  for (let at = word.length - 1; at >= 0; at -= 1) {
    const group = groups.find((letters) => letters.includes(word.charAt(at)));
    for (const letter of group ?? '') {
      if (letter === letter.toLowerCase()) yield word.slice(0, at) + letter + word.slice(at + 1);
    }
  }
}

/** `citta'` for `città`, as one writes where no key has the accent; `pò` for `po'`; `qual'è` for `qual è`. */
function* accented(word: string): Generator<string> {
  if (/[àèéìòù]$/.test(word)) yield `${word.normalize('NFD').replace(/\p{M}+$/u, '')}'`.normalize('NFC');
  if (/\p{L}'\p{L}/u.test(word)) yield word.replace("'", ' ');
  const last = word.at(-2) ?? '';
  const accents: Readonly<Record<string, string>> = { a: 'à', e: 'èé', i: 'ì', o: 'ò', u: 'ù' };
  if (word.endsWith("'")) for (const letter of accents[last] ?? '') yield word.slice(0, -2) + letter;
}
