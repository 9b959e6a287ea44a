import type { FoldedText } from '../text/fold.ts';
import {
  isFiller,
  isRepeater,
  isTensWord,
  isUnitWord,
  multiplierOf,
  pluralDigit,
  spokenDigits,
  spokenLetter,
} from './spoken-words.ts';

/**
 * A run of letters and digits, with everything that it can stand for inside a code: itself, a letter that it names, digits
 * that it counts, or nothing (what is said between the letters). Codes are found in sequences of atoms, so that grouping,
 * spelling and dictating are the same thing.
 */
export interface Atom {
  /** Offsets in the folded text. */
  readonly start: number;
  readonly end: number;
  readonly word: string;
  /** Capitals and digits; '' is a word that may be left out. */
  readonly readings: readonly string[];
  readonly gap: Gap;
  /** How many atoms further on the next one with a digit stands; 0: this one. */
  readonly toDigit: number;
}

/** What stands between an atom and the one before it. */
export type Gap = 'tight' | 'loose' | 'slash' | 'break';

/** The longest code is an IBAN (34); a word is never longer than this. */
const MAX_ATOM_LENGTH = 40;

export function readAtoms({ lower }: FoldedText): readonly Atom[] {
  const words = findWords(lower);
  const atoms = Array<Atom>(words.length);
  let toDigit = Number.MAX_SAFE_INTEGER;
  for (let at = words.length - 1; at >= 0; at -= 1) {
    const { start, end, word, gap } = words[at]!;
    const readings = readingsOf(words, at);
    toDigit = readings.some(hasDigit) ? 0 : toDigit + 1;
    atoms[at] = { start, end, word, gap, readings, toDigit };
  }
  return atoms;
}

/** Without one there is no code and no number, however it is said. */
export const haveDigits = (atoms: readonly Atom[]): boolean => (atoms[0]?.toDigit ?? atoms.length) < atoms.length;

interface Word {
  readonly start: number;
  readonly end: number;
  readonly word: string;
  readonly gap: Gap;
}

/** By hand, since every text is read: runs of letters and digits. */
function findWords(lower: string): readonly Word[] {
  const words: Word[] = [];
  let last = -1;
  for (let start = 0; start < lower.length; start += 1) {
    if (!isOfWord(lower.charCodeAt(start))) continue;
    let end = start + 1;
    while (end < lower.length && isOfWord(lower.charCodeAt(end))) end += 1;
    const gap = last < 0 ? 'break' : gapBetween(lower, last, start);
    const word = lower.slice(start, end);
    const glued = glueAfterLabel(word);
    if (glued === word.length) words.push({ start, end, word, gap });
    else {
      words.push({ start, end: start + glued, word: word.slice(0, glued), gap });
      words.push({ start: start + glued, end, word: word.slice(glued), gap: 'tight' });
    }
    last = end;
    start = end;
  }
  return words;
}

const isDigit = (unit: number): boolean => unit >= 48 && unit <= 57;
const isOfWord = (unit: number): boolean => (unit >= 97 && unit <= 122) || isDigit(unit);

function hasDigit(text: string): boolean {
  for (let at = 0; at < text.length; at += 1) if (isDigit(text.charCodeAt(at))) return true;
  return false;
}

/** `codice fiscaleRSSMRA…`, `ibanIT60…`: where the code begins; else the length of the word. */
function glueAfterLabel(word: string): number {
  if (word.length < 12 || word.length > 60 || !hasDigit(word)) return word.length;
  const label =
    /^(?:iban|cf|cod|codice|codicefiscale|fiscale|tel|cell|carta|numero)(?=[a-z]{2}\d\d|[a-z]{6}[\da-z]{10}$|\d{8})/.exec(
      word,
    );
  return label?.[0].length ?? word.length;
}

const BLANK = 32;
const gapBetween = (lower: string, from: number, to: number): Gap =>
  to === from + 1 && lower.charCodeAt(from) === BLANK ? 'tight' : gapOf(lower.slice(from, Math.min(to, from + 6)));

function gapOf(between: string): Gap {
  if (between.length > 5) return 'break';
  if (/^[ \n.\-_]{0,3}$/.test(between)) return 'tight';
  if (/^[ \n.\-_,;:'"|*+()[\]<>]*$/.test(between)) return 'loose';
  return /^ ?\/ ?$/.test(between) ? 'slash' : 'break';
}

function readingsOf(words: readonly Word[], at: number): readonly string[] {
  const { word } = words[at]!;
  if (word.length > MAX_ATOM_LENGTH) return [];
  if (hasDigit(word)) {
    const code = word.toUpperCase();
    return /^[l1]t\d\d/.test(word) ? [code, `I${code.slice(1)}`] : [code];
  }
  if (repeatsLetter(words, at) || repeatsLetter(words, at - 1)) return [''];
  const before = words[at - 1]?.word ?? '';
  const after = words[at + 1]?.word ?? '';
  if (multiplierOf(word) !== undefined) return after === 'vu' || before === 'vu' ? ['W', ''] : [''];
  if (pluralDigit(after) !== undefined && isUnitWord(word)) return [''];
  const readings = spokenReadings(word, after);
  const times = multiplierOf(before) ?? (pluralDigit(word) === undefined ? 1 : Number(spokenDigits(before) ?? 1));
  if (times > 1) return readings.map((reading) => reading.repeat(times));
  if (word === 'hundred' && isUnitWord(before)) return ['00'];
  const isNumber = spokenDigits(word) !== undefined;
  const raw = !isNumber && (word.length <= 6 || word.length >= 14) ? [word.toUpperCase()] : [];
  const all = readings.length === 0 ? raw : [...new Set([...readings, ...raw])];
  return isFiller(word) ? [...all, ''] : all;
}

function spokenReadings(word: string, after: string): readonly string[] {
  const digits = spokenDigits(word) ?? pluralDigit(word);
  const letter = spokenLetter(word)?.toUpperCase();
  const readings: string[] = [];
  if (digits !== undefined) {
    if (isTensWord(word) && isUnitWord(after)) readings.push(digits.slice(0, 1));
    readings.push(digits);
  }
  if (word === 'oh') readings.push('0');
  if (letter !== undefined) readings.push(letter);
  return readings;
}

/** Whether the word at `at` is the `come` of `R come Roma`. */
function repeatsLetter(words: readonly Word[], at: number): boolean {
  const middle = words[at]?.word;
  if (middle === undefined || !isRepeater(middle)) return false;
  const before = words[at - 1]?.word;
  const after = words[at + 1]?.word;
  if (before === undefined || after === undefined) return false;
  const letter = spokenLetter(before);
  return letter !== undefined && after.length > 1 && (after.startsWith(letter) || spokenLetter(after) === letter);
}
