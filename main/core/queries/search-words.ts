/** More words than this are not looked for. */
const MAX_WORDS = 12;
/** Characters of a passage before and after the first hit, about one line. */
const BEFORE = 40;
const LENGTH = 160;

/** Folded like the index does (unicode61 remove_diacritics 2): small letters, no marks above or below. */
export const fold = (text: string): string =>
  isAscii.test(text) ? text.toLowerCase() : text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();

/** Most words are, and need none of the rest. */
const isAscii = /^[\u0000-\u007F]*$/;

/** The words of what was typed; nothing in it has a meaning of its own to the index. */
export function searchWords(typed: string): string[] {
  return (fold(typed).match(/[\p{L}\p{N}]+/gu) ?? []).slice(0, MAX_WORDS);
}

/** All words, the last one also as the beginning of a word, because it may still be being typed. */
export function matchExpression(words: readonly string[]): string {
  return words.map((word, index) => (index === words.length - 1 ? `"${word}"*` : `"${word}"`)).join(' ');
}

interface Span {
  readonly start: number;
  readonly end: number;
}

/** Where the words stand in a text; the last one also as a beginning. */
function spansOf(text: string, words: readonly string[]): Span[] {
  const last = words.at(-1);
  return [...text.matchAll(/[\p{L}\p{N}\p{M}]+/gu)].flatMap((match) => {
    const word = fold(match[0]);
    const isHit = words.includes(word) || (last !== undefined && word.startsWith(last));
    return isHit ? [{ start: match.index, end: match.index + match[0].length }] : [];
  });
}

/** The line around the first hit, split so that odd parts are hits; null where no word stands in the text. */
export function passage(text: string, words: readonly string[]): string[] | null {
  const folded = fold(text);
  if (!words.some((word) => folded.includes(word))) return null;
  const spans = spansOf(text, words);
  const first = spans[0];
  if (first === undefined) return null;
  const start = wordStart(text, Math.max(0, first.start - BEFORE));
  const end = Math.min(text.length, start + LENGTH);
  const parts: string[] = [];
  let at = start;
  for (const span of spans.filter((each) => each.end <= end)) {
    parts.push(text.slice(at, span.start), text.slice(span.start, span.end));
    at = span.end;
  }
  const whole = [...parts, text.slice(at, end)].map((part) => part.replaceAll(/\s+/g, ' '));
  if (start > 0) whole[0] = `…${whole[0] ?? ''}`;
  if (end < text.length) whole[whole.length - 1] = `${whole.at(-1) ?? ''}…`;
  return whole;
}

/** Not in the middle of a word, nor of a surrogate pair. */
function wordStart(text: string, from: number): number {
  if (from === 0) return 0;
  const space = text.slice(from, from + BEFORE).search(/\s/);
  return space === -1 ? from : from + space + 1;
}
