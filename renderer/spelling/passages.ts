/** A word in a text, and where it stands. */
export interface WordAt {
  readonly word: string;
  readonly start: number;
  readonly end: number;
}

const WORDS = /\p{L}[\p{L}\p{M}]*(?:['’][\p{L}\p{M}]+)*/gu;
/** Characters on either side among which a word is looked for. */
const NEAR = 80;

export const wordsIn = (text: string): readonly WordAt[] =>
  [...text.matchAll(WORDS)].map(({ 0: word, index: start }) => ({ word, start, end: start + word.length }));

/** The word in which the caret stands, or at whose end. */
export function wordAt(text: string, caret: number): WordAt | null {
  const from = Math.max(0, caret - NEAR);
  const found = wordsIn(text.slice(from, caret + NEAR)).find(
    ({ start, end }) => from + start <= caret && caret <= from + end,
  );
  return found === undefined ? null : { word: found.word, start: from + found.start, end: from + found.end };
}

/** How far both begin alike. */
export function commonLength(one: string, other: string): number {
  let at = 0;
  while (at < one.length && one[at] === other[at]) at += 1;
  return at;
}
