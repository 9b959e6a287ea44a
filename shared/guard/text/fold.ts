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
  const written = createWriter(original);
  for (let at = 0; at < original.length;) {
    const unit = original.charCodeAt(at);
    if (unit > BLANK && unit < 0x7f && unit !== BACKTICK) {
      written.keep(at);
      at += 1;
      continue;
    }
    const point = unit < 0x80 ? unit : (original.codePointAt(at) ?? 0);
    const next = at + (point > 0xffff ? 2 : 1);
    written.put(point < 0x80 ? ascii[point]! : foldOther(original.slice(at, next)), at, next);
    at = next;
  }
  return written.whole();
}
const BLANK = 0x20;
const LINE_END = 0x0a;
const BACKTICK = 0x60;

/** What is folded so far, and where each unit of it stands in the original. */
function createWriter(original: string) {
  const text = createPieces(original);
  let starts = new Int32Array(original.length);
  let ends = new Int32Array(original.length);
  let length = 0;
  let last = 0;
  const place = (start: number, end: number): void => {
    if (length === starts.length) [starts, ends] = [wider(starts), wider(ends)];
    starts[length] = start;
    ends[length] = end;
    length += 1;
  };
  const keep = (at: number): void => {
    text.keep(at);
    place(at, at + 1);
    last = original.charCodeAt(at);
  };
  return {
    keep,
    put(folded: string, at: number, next: number): void {
      if (folded === '') {
        if (length > 0) ends[length - 1] = next;
      } else if (isBlank(folded) && (last === BLANK || last === LINE_END)) {
        ends[length - 1] = next;
        if (folded === '\n' && last === BLANK) {
          text.endLine();
          last = LINE_END;
        }
      } else if (folded.length === 1 && folded.charCodeAt(0) === original.charCodeAt(at)) keep(at);
      else {
        text.add(folded);
        for (let unit = 0; unit < folded.length; unit += 1) place(at, next);
        last = folded.charCodeAt(folded.length - 1);
      }
    },
    whole(): FoldedText {
      const cased = text.whole();
      return {
        original,
        cased,
        lower: lowerUnits(cased),
        starts: length === starts.length ? starts : starts.slice(0, length),
        ends: length === ends.length ? ends : ends.slice(0, length),
      };
    },
  };
}

/** Runs of units that stay as they are are taken over as one. */
function createPieces(original: string) {
  /** Joined at the end: changing the end of one long text would copy it for every line. */
  const pieces: string[] = [];
  /** From here on units stand in the original as they are to be. */
  let keptFrom = 0;
  let keptTo = 0;
  const flush = (): void => {
    if (keptTo > keptFrom) pieces.push(original.slice(keptFrom, keptTo));
    keptFrom = keptTo;
  };
  return {
    keep(at: number): void {
      if (at !== keptTo) {
        flush();
        keptFrom = at;
      }
      keptTo = at + 1;
    },
    add(folded: string): void {
      flush();
      pieces.push(folded);
    },
    /** The blank before it becomes the end of the line; it was taken over last, or added last. */
    endLine(): void {
      if (keptTo > keptFrom) keptTo -= 1;
      else pieces.push((pieces.pop() ?? '').slice(0, -1));
      flush();
      pieces.push('\n');
    },
    whole(): string {
      flush();
      return pieces.join('');
    },
  };
}

function wider(numbers: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> {
  const copy = new Int32Array(numbers.length * 2 + 16);
  copy.set(numbers);
  return copy;
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

const isBlank = (unit: string): boolean => unit === ' ' || unit === '\n';

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

/** Letters with accents, quotes and dashes come again and again; what is beyond them is folded each time. */
const commonFolds = new Map<string, string>();
const LAST_COMMON = '\u206f';

function foldOther(character: string): string {
  const known = commonFolds.get(character);
  if (known !== undefined) return known;
  const folded = foldRare(character);
  if (character <= LAST_COMMON) commonFolds.set(character, folded);
  return folded;
}

function foldRare(character: string): string {
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
