/** What a dictionary may hold at most: those of Italian and English stay far below; whatever is beyond is no dictionary. */
export const limits = {
  lines: 200_000,
  rules: 60_000,
  words: 600_000,
  /** Characters of an affix, and of what it takes away. */
  affix: 40,
  /** Letters that a condition looks at. */
  condition: 24,
  pairs: 300,
  letters: 120,
  /** Characters of a word that is looked up; a longer one is never marked. */
  word: 60,
  /** Roots that are looked up for one word; what is not settled by then is not marked. */
  steps: 4_000,
  /** Words tried for one list of suggestions. */
  tries: 5_000,
} as const;

type Reason = 'too-large' | 'bad-flag' | 'bad-rule' | 'bad-encoding' | 'empty';

/** Which file of a dictionary can't be used, where in it, and why; nothing of what stands there. */
export class DictionaryError extends Error {
  constructor(file: 'aff' | 'dic', line: number, reason: Reason) {
    super(`dictionary refused: ${reason}, .${file} line ${line}`);
  }
}
