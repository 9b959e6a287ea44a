import type { FoldedText } from '../text/fold.ts';

/** What stands between a word and the one before it. */
export type Break = 'none' | 'comma' | 'stop';

export interface Token {
  /** As folded: lower case, no accents; an elision ("dell'", "un'") is a word of its own. */
  readonly word: string;
  /** Offsets in the folded text. */
  readonly start: number;
  readonly end: number;
  readonly before: Break;
}

const words = /[\p{L}\p{N}]+/gu;

/** Words whose full stop is not the end of a sentence: "sig. Rossi", "n. 4", "L. 104". */
const abbreviated = new Set(
  'sig sigra sigg dott dr dottssa ssa avv ing prof art n nr num tel es ecc etc via pag mr mrs ms st no vs approx ex'.split(
    ' ',
  ),
);

/** Linear: every character is looked at once by the words' expression and at most once by the breaks. */
export function tokenise({ lower }: FoldedText, spellings: ReadonlyMap<string, string>): readonly Token[] {
  const tokens: Token[] = [];
  let end = 0;
  for (const { 0: word, index } of lower.matchAll(words)) {
    const last = tokens.at(-1);
    const before = last === undefined ? 'stop' : breakBetween(lower.slice(end, index), last.word);
    tokens.push({ word: spellings.get(word) ?? word, start: index, end: index + word.length, before });
    end = index + word.length;
  }
  return tokens;
}

function breakBetween(gap: string, word: string): Break {
  if (/[!?\n;\u2026]/u.test(gap) || gap.includes('..')) return 'stop';
  if (gap.includes('.')) return word.length === 1 || abbreviated.has(word) || !gap.includes(' ') ? 'none' : 'stop';
  return /[,:()"\u2022/]|- | -/u.test(gap) ? 'comma' : 'none';
}
