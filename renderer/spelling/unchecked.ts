/** What stands in a text and is no words of a language: addresses, links, numbers of cases, variables of a canned reply. */
const NO_WORDS =
  /\{\{[^{}]{0,200}\}\}|https?:\/\/\S+|www\.\S+|\S{1,200}@\S+|\S*\d\S*|[\p{L}-]{2,60}(?:\.\p{Ll}[\p{Ll}-]{1,60})+/gu;

/** A passage of a text. */
interface Passage {
  readonly start: number;
  readonly end: number;
}

/** Those that stand in no such thing; both in the order of the text. */
export function besidesNoWords<T extends Passage>(text: string, words: readonly T[]): readonly T[] {
  const left = [...text.matchAll(NO_WORDS)].map(({ 0: found, index }) => ({ start: index, end: index + found.length }));
  let next = 0;
  return words.filter(({ start, end }) => {
    while (next < left.length && left[next]!.end <= start) next += 1;
    return next === left.length || left[next]!.start >= end;
  });
}

/** One letter, initials, `WhatsApp`: nobody's mistake. */
export const isLookedUp = (word: string): boolean =>
  word.length > 1 && word !== word.toUpperCase() && !/\p{Ll}\p{Lu}/u.test(word);

/** Each name of a person or a group, word by word, small. */
export const namesAmong = (names: readonly string[]): ReadonlySet<string> =>
  new Set(names.flatMap((name) => name.toLowerCase().match(/[\p{L}\p{M}]+/gu) ?? []));

/** `dell’Anna`, `Rossi's`: what is left of a name, small. */
export function partsAroundApostrophe(word: string): readonly string[] {
  const [before = '', after = ''] = word.toLowerCase().split(/['’]/);
  return after === '' ? [before] : [after.length > 1 ? after : before];
}
