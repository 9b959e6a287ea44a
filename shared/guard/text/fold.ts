/**
 * A text as rules read it: lower case, without accents, one space for a run of blanks, plain quotes and hyphens, no
 * invisible characters, and letters and digits in their plain form (full-width, mathematical, keycaps). Every unit of the
 * folded text knows where it stands in the original, so that a span found here can be marked there.
 */
export interface FoldedText {
  readonly original: string;
  /** Lower case. Line ends are `\n`; a run of blanks with a line end is one `\n`. */
  readonly lower: string;
  /** The same, unit for unit, in the case in which it was written. */
  readonly cased: string;
  /** Original offset of the first unit that folded unit `i` comes from. */
  readonly starts: Int32Array;
  /** Original offset after the last unit that folded unit `i` comes from, marks that were taken away included. */
  readonly ends: Int32Array;
}

export function foldText(original: string): FoldedText {
  const cased: string[] = [];
  const starts: number[] = [];
  const ends: number[] = [];
  for (let at = 0; at < original.length;) {
    const point = original.codePointAt(at) ?? 0;
    const next = at + (point > 0xffff ? 2 : 1);
    const folded = point < 0x80 ? ascii[point]! : foldOther(original.slice(at, next));
    const last = cased.length - 1;
    if (folded === '') {
      if (last >= 0) ends[last] = next;
    } else if (isBlank(folded) && isBlank(cased[last])) {
      if (folded === '\n') cased[last] = '\n';
      ends[last] = next;
    } else {
      for (let unit = 0; unit < folded.length; unit += 1) {
        cased.push(folded.charAt(unit));
        starts.push(at);
        ends.push(next);
      }
    }
    at = next;
  }
  const text = cased.join('');
  return {
    original,
    cased: text,
    lower: lowerUnits(text),
    starts: Int32Array.from(starts),
    ends: Int32Array.from(ends),
  };
}

/** The stretch of the original text that a stretch of the folded one comes from. */
export function originalSpan(
  { starts, ends, original }: FoldedText,
  start: number,
  end: number,
): { readonly start: number; readonly end: number } {
  if (end <= start) return { start: starts[start] ?? original.length, end: starts[start] ?? original.length };
  return { start: starts[start] ?? original.length, end: ends[end - 1] ?? original.length };
}

const isBlank = (unit: string | undefined): boolean => unit === ' ' || unit === '\n';

/** Of most texts nearly all. */
const ascii: readonly string[] = Array.from({ length: 0x80 }, (_, point) => foldAscii(point));

function foldAscii(point: number): string {
  if (point === 0x0a || point === 0x0d) return '\n';
  if (point < 0x20 || point === 0x7f) return ' ';
  if (point === 0x60) return "'";
  return String.fromCharCode(point);
}

const quotes = /[\u2018\u2019\u201a\u201b\u2032\u00b4\u02b9\u02bc\uff07]/u;
const doubleQuotes = /[\u201c-\u201f\u00ab\u00bb\u2033]/u;
const hyphens = /[\u2010-\u2015\u2212\ufe58\ufe63\uff0d]/u;
const blanks = /[\p{Z}\u0085]/u;
/** Combining marks, and characters that are not seen: zero width, soft hyphen, directions. */
const unseen = /[\p{M}\p{Cf}]/gu;

function foldOther(character: string): string {
  if (quotes.test(character)) return "'";
  if (doubleQuotes.test(character)) return '"';
  if (hyphens.test(character)) return '-';
  if (blanks.test(character)) return character === '\u2028' || character === '\u2029' ? '\n' : ' ';
  return character.normalize('NFKD').replace(unseen, '').replaceAll('\u2044', '/');
}

/** `toLowerCase`, except for the few letters whose lower case has another length. */
function lowerUnits(text: string): string {
  const lower = text.toLowerCase();
  if (lower.length === text.length) return lower;
  return text
    .split('')
    .map((unit) => (unit.toLowerCase().length === 1 ? unit.toLowerCase() : unit))
    .join('');
}
