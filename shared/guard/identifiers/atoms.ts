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
  const readings = words.map((_, i) => readingsOf(words, i));
  const toDigit = distancesToDigit(readings);
  return words.map((word, i) => ({ ...word, readings: readings[i] ?? [], toDigit: toDigit[i] ?? 0 }));
}

function distancesToDigit(readings: readonly (readonly string[])[]): readonly number[] {
  const distances = Array<number>(readings.length).fill(0);
  let distance = Number.MAX_SAFE_INTEGER;
  for (let i = readings.length - 1; i >= 0; i--) {
    distance = readings[i]?.some((reading) => /\d/.test(reading)) === true ? 0 : distance + 1;
    distances[i] = distance;
  }
  return distances;
}

interface Word {
  readonly start: number;
  readonly end: number;
  readonly word: string;
  readonly gap: Gap;
}

function findWords(lower: string): readonly Word[] {
  const words: Word[] = [];
  let last = -1;
  for (const { 0: word, index } of lower.matchAll(/[a-z0-9]+/g)) {
    const gap = gapOf(last < 0 ? '#' : lower.slice(last, Math.min(index, last + 6)));
    last = index + word.length;
    const glued = glueAfterLabel(word);
    words.push({ start: index, end: index + glued, word: word.slice(0, glued), gap });
    if (glued < word.length) words.push({ start: index + glued, end: last, word: word.slice(glued), gap: 'tight' });
  }
  return words;
}

/** `codice fiscaleRSSMRA…`, `ibanIT60…`: where the code begins; else the length of the word. */
function glueAfterLabel(word: string): number {
  if (word.length < 12 || word.length > 60 || !/\d/.test(word)) return word.length;
  const label =
    /^(?:iban|cf|cod|codice|codicefiscale|fiscale|tel|cell|carta|numero)(?=[a-z]{2}\d\d|[a-z]{6}[\da-z]{10}$|\d{8})/.exec(
      word,
    );
  return label?.[0].length ?? word.length;
}

function gapOf(between: string): Gap {
  if (between.length > 5) return 'break';
  if (/^[ \n.\-_]{0,3}$/.test(between)) return 'tight';
  if (/^[ \n.\-_,;:'"|*+()[\]<>]*$/.test(between)) return 'loose';
  return /^ ?\/ ?$/.test(between) ? 'slash' : 'break';
}

function readingsOf(words: readonly Word[], at: number): readonly string[] {
  const { word } = words[at]!;
  if (word.length > MAX_ATOM_LENGTH) return [];
  if (/^[l1]t\d\d/.test(word)) return [word.toUpperCase(), `I${word.slice(1).toUpperCase()}`];
  if (/\d/.test(word)) return [word.toUpperCase()];
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
  return [...new Set([...readings, ...raw, ...(isFiller(word) ? [''] : [])])];
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
  const [before, middle, after] = [words[at - 1]?.word, words[at]?.word, words[at + 1]?.word];
  if (before === undefined || middle === undefined || after === undefined || !isRepeater(middle)) return false;
  const letter = spokenLetter(before);
  return letter !== undefined && after.length > 1 && (after.startsWith(letter) || spokenLetter(after) === letter);
}
