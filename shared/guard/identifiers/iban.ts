import { structures } from './iban-countries.ts';
import { looksLikeDigit } from './look-alikes.ts';
import { slotAllows, type Template } from './template.ts';

/** ISO 13616: country, two check digits, then what the country decides; modulo 97 over the whole. */
const MAX_LENGTH = 34;
/** Words can be read as letters that look like digits, and by chance their remainder is right. */
const FEWEST_DIGITS = 6;
const slotsByCountry = new Map(Object.entries(structures).map(([country, slots]) => [country, `LLDD${expand(slots)}`]));
const countryStarts = new Set([...slotsByCountry.keys()].map((country) => country[0]));

/** `1a10n12c` as one slot a character. */
function expand(structure: string): string {
  const slotOf: Readonly<Record<string, string>> = { a: 'L', n: 'D', c: 'X' };
  return structure.replace(/(\d+)([anc])/g, (_, count: string, kind: string) =>
    (slotOf[kind] ?? '').repeat(Number(count)),
  );
}

export function isIban(code: string): boolean {
  return code.length === ibanLength(code) && remainder(code) === 1;
}

/** The length that the country prescribes. */
export const ibanLength = (code: string): number | undefined => slotsByCountry.get(code.slice(0, 2))?.length;

function remainder(code: string): number {
  let sum = 0;
  for (const character of code.slice(4) + code.slice(0, 4)) {
    const value = Number.parseInt(character, 36);
    sum = (sum * (value > 9 ? 100 : 10) + value) % 97;
  }
  return sum;
}

export const ibanTemplate: Template = {
  maxLength: MAX_LENGTH,
  gaps: ['tight', 'loose', 'slash'],
  allows: (character, before) => {
    if (before.length === 0) return countryStarts.has(character);
    const slots = slotsByCountry.get(before.length === 1 ? before + character : before.slice(0, 2));
    const slot = slots?.[before.length];
    if (slot === undefined) return false;
    return slotAllows(slot, character) || (slot === 'D' && looksLikeDigit(character) !== undefined);
  },
  accepts: (code) =>
    code.length === ibanLength(code) &&
    code.replace(/\D/g, '').length >= FEWEST_DIGITS &&
    (isIban(code) || isIban(repair(code))),
};

/** Any length near the right one, any check digits: only where the text says that it is an IBAN. */
export const mistypedIbanTemplate: Template = {
  ...ibanTemplate,
  allows: (character, before) =>
    before.length < 2
      ? ibanTemplate.allows(character, before)
      : before.length > 4 ||
        slotAllows('D', character) ||
        looksLikeDigit(character) !== undefined ||
        slotAllows('L', character),
  accepts: (code) => {
    const length = ibanLength(code) ?? 0;
    return (
      /\d[A-Z]{0,2}$/.test(code) &&
      Math.abs(code.length - length) <= 4 &&
      code.replace(/\D/g, '').length >= Math.min(10, length - 5)
    );
  },
};

function repair(code: string): string {
  const slots = slotsByCountry.get(code.slice(0, 2)) ?? '';
  return code
    .split('')
    .map((character, i) => (slots[i] === 'D' ? (looksLikeDigit(character) ?? character) : character))
    .join('');
}
