/** What stands in a text and is no words of a language: addresses, links, numbers of cases, variables of a canned reply. */
const NO_WORDS =
  /\{\{[^{}]{0,200}\}\}|https?:\/\/\S+|www\.\S+|\S{1,200}@\S+|\S*\d\S*|[\p{L}-]{2,60}(?:\.\p{Ll}[\p{Ll}-]{1,60})+/gu;

/** The letters of all that, small; a word that is among them is not looked up in this text. */
export function partsOfNoWords(text: string): ReadonlySet<string> {
  const parts = [...text.matchAll(NO_WORDS)].flatMap(([found]) => found.toLowerCase().match(/[\p{L}'’.-]+/gu) ?? []);
  return new Set(parts.flatMap((part) => [part, ...part.split(/[.'’-]/)]));
}

/** One letter, initials, what has a digit in it, `WhatsApp`: nobody's mistake. */
export function isLookedUp(word: string): boolean {
  if (!/^\p{L}[\p{L}\p{M}'’-]*$/u.test(word) || word.length < 2) return false;
  return word !== word.toUpperCase() && !/\p{Ll}\p{Lu}/u.test(word);
}

/** Each name of a person or a group, word by word, small. */
export const namesAmong = (names: readonly string[]): ReadonlySet<string> =>
  new Set(names.flatMap((name) => name.toLowerCase().match(/[\p{L}\p{M}]+/gu) ?? []));

/** `dell’Anna`, `Rossi's`: what is left of a name, small. */
export function partsAroundApostrophe(word: string): readonly string[] {
  const [before = '', after = ''] = word.toLowerCase().split(/['’]/);
  return after === '' ? [before] : [after.length > 1 ? after : before];
}
