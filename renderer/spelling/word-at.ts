/** A word in a text, and where it stands. */
export interface WordAt {
  readonly word: string;
  readonly start: number;
  readonly end: number;
}

const WORDS = /\p{L}[\p{L}\p{M}]*(?:['’][\p{L}\p{M}]+)*/gu;
/** Characters on either side among which a word is looked for. */
const NEAR = 80;

/** The word in which the caret stands, or at whose end. */
export function wordAt(text: string, caret: number): WordAt | null {
  const from = Math.max(0, caret - NEAR);
  for (const found of text.slice(from, caret + NEAR).matchAll(WORDS)) {
    const start = from + found.index;
    const end = start + found[0].length;
    if (start <= caret && caret <= end) return { word: found[0], start, end };
  }
  return null;
}
