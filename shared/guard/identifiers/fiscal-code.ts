import { looksLikeDigit, looksLikeLetter } from './look-alikes.ts';
import { slotAllows, type Template } from './template.ts';

/**
 * The Italian tax code of a person (DM 23 December 1976): 6 letters of the name, year, month, day (+40 for women), place,
 * check character. Two people with one code get letters for digits (omocodia).
 */
const SLOTS = 'LLLLLLDDLDDLDDDL';
const MONTHS = 'ABCDEHLMPRST';
const OMOCODIA = 'LMNPQRSTUV';
const LENGTH = SLOTS.length;

/** Values of the characters at odd places; at even places a letter or digit counts what it is. */
const ODD_VALUES: readonly number[] = [
  1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23,
];

const valueOf = (character: string): number =>
  character <= '9' ? Number(character) : character.charCodeAt(0) - 'A'.charCodeAt(0);

export function fiscalCheckCharacter(first15: string): string {
  let sum = 0;
  for (let i = 0; i < 15; i++) {
    const value = valueOf(first15[i] ?? '0');
    sum += i % 2 === 0 ? (ODD_VALUES[value] ?? 0) : value;
  }
  return String.fromCharCode('A'.charCodeAt(0) + (sum % 26));
}

/** Whether these 16 capitals and digits are a code with its right check character. */
export function isFiscalCode(code: string): boolean {
  return hasShape(code) && fiscalCheckCharacter(code) === code[15];
}

function hasShape(code: string): boolean {
  if (code.length !== LENGTH || !MONTHS.includes(code[8] ?? '#')) return false;
  const day = Number(toDigits(code.slice(9, 11)));
  const isDay = (day >= 1 && day <= 31) || (day >= 41 && day <= 71);
  return isDay && code.split('').every((character, i) => allowsAt(i, character));
}

function allowsAt(index: number, character: string): boolean {
  const slot = SLOTS[index];
  return slotAllows(slot, character) || (slot === 'D' && OMOCODIA.includes(character));
}

const toDigits = (text: string): string =>
  text.replace(/[A-Z]/g, (letter) => String(Math.max(0, OMOCODIA.indexOf(letter))));

/** Right as written, or right once `O` is read as `0` and the like. */
export const fiscalCodeTemplate: Template = {
  maxLength: LENGTH,
  gaps: ['tight', 'loose', 'slash'],
  allows: (character, before) =>
    allowsAt(before.length, character) ||
    (couldBe(SLOTS[before.length], character) && (before.length > 5 || countDigits(before) === 0)),
  accepts: (code) =>
    code.length === LENGTH && (isFiscalCode(code) || (countDigits(code) >= 3 && isFiscalCode(repair(code)))),
};

/** Seven digits made letters: nothing in it looks like a number, so that templates, which wait for a digit, pass it by. */
export const fiscalCodeOfLetters =
  /(?<![a-z0-9])[a-z]{6}[ .-]?[lmnp-v]{2}[abcdehlmprst][lmnp-v]{2}[ .-]?[a-z][lmnp-v]{3}[a-z](?![a-z0-9])/g;

/**
 * A wrong check character, or a character too few or too many: only where the text says that it is one. It ends as a code
 * does, so that the word after it is not taken in.
 */
export const mistypedFiscalCodeTemplate: Template = {
  ...fiscalCodeTemplate,
  maxLength: LENGTH + 2,
  allows: (character, before) => before.length >= 5 || !(character >= '0' && character <= '9') || before.length > 3,
  accepts: (code) =>
    code.length >= LENGTH - 2 &&
    countDigits(code) >= 5 &&
    /^[A-Z]{4}.*[A-Z]{1}.*\d[A-Z]?$/.test(code) &&
    /^[A-Z0-9]{5,7}\d/.test(code),
};

const countDigits = (code: string): number => code.replace(/\D/g, '').length;

const couldBe = (slot: string | undefined, character: string): boolean =>
  slot === 'D' ? looksLikeDigit(character) !== undefined : looksLikeLetter(character) !== undefined;

function repair(code: string): string {
  return code
    .split('')
    .map((character, i) => {
      if (allowsAt(i, character) && !(SLOTS[i] === 'D' && looksLikeDigit(character) !== undefined)) return character;
      return (SLOTS[i] === 'D' ? looksLikeDigit(character) : looksLikeLetter(character)) ?? character;
    })
    .join('');
}
