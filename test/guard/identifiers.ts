import type { SeededRandom } from '../support/seeded-random.ts';

/** Invented identifiers with true check digits; no person's. */
const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const consonants = 'BCDFGLMNPRSTVZ';
const vowels = 'AEIOU';
const birthMonths = 'ABCDEHLMPRST';
/** Cadastral codes: towns around Bergamo, big cities, foreign countries. */
const birthPlaces = 'A794 A246 D952 L388 I628 C894 F205 H501 L219 F839 G273 D612 A944 Z100 Z129 Z330 Z114 Z605'.split(
  ' ',
);

export const digits = (random: SeededRandom, count: number): string =>
  Array.from({ length: count }, () => random.below(10)).join('');

export const oneOf = (random: SeededRandom, from: string): string => from.charAt(random.below(from.length));

export function fiscalCode(random: SeededRandom): string {
  const consonant = (): string => oneOf(random, consonants);
  const surname = consonant() + consonant() + (random.below(3) === 0 ? oneOf(random, vowels) : consonant());
  const name = consonant() + consonant() + oneOf(random, vowels);
  const day = 1 + random.below(28) + (random.below(2) === 0 ? 40 : 0);
  const born = digits(random, 2) + oneOf(random, birthMonths) + String(day).padStart(2, '0');
  return withFiscalCheck(surname + name + born + random.pick(birthPlaces));
}

/** Homonyms get letters in place of some digits, from the right (decree of 23 December 1976). */
export function homonymFiscalCode(random: SeededRandom): string {
  const body = Array.from(fiscalCode(random).slice(0, 15));
  const places = [14, 13, 12, 10, 9, 7, 6].slice(0, 1 + random.below(7));
  for (const place of places) body[place] = 'LMNPQRSTUV'.charAt(Number(body[place]));
  return withFiscalCheck(body.join(''));
}

const oddValues = [1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23];

export function withFiscalCheck(body: string): string {
  const value = (sign: string): number => (/\d/.test(sign) ? Number(sign) : letters.indexOf(sign));
  const sum = Array.from(body).reduce(
    (all, sign, at) => all + (at % 2 === 0 ? oddValues[value(sign)]! : value(sign)),
    0,
  );
  return body + letters.charAt(sum % 26);
}

/** What follows the check digits: A a letter, 9 a digit. */
const ibanShapes: Readonly<Record<string, string>> = {
  IT: 'A9999999999999999999999',
  SM: 'A9999999999999999999999',
  DE: '999999999999999999',
  FR: '99999999999999999999999',
  ES: '99999999999999999999',
  RO: 'AAAA9999999999999999',
  BE: '999999999999',
  GB: 'AAAA99999999999999',
  CH: '99999999999999999',
  NL: 'AAAA9999999999',
};

export function iban(random: SeededRandom, country: string): string {
  const shape = ibanShapes[country];
  if (shape === undefined) throw new RangeError(`no IBAN shape for ${country}`);
  const body = shape.replace(/[A9]/g, (kind) => (kind === 'A' ? oneOf(random, letters) : digits(random, 1)));
  const asNumber = Array.from(`${body}${country}00`)
    .map((sign) => Number.parseInt(sign, 36))
    .join('');
  return country + String(98n - (BigInt(asNumber) % 97n)).padStart(2, '0') + body;
}

export const paymentCard = (random: SeededRandom): string =>
  withLuhn(random.pick(['4', '51', '53', '55']) + digits(random, 15), 15);
export const amexCard = (random: SeededRandom): string => withLuhn(`37${digits(random, 12)}`, 14);
/** 80, Italy (380), the region of issue, a serial number. */
export const healthCard = (random: SeededRandom): string =>
  withLuhn(`80380${random.pick(['00030', '00010', '00120', '00150'])}${digits(random, 9)}`, 19);

export function withLuhn(from: string, length: number): string {
  const body = from.slice(0, length);
  const sum = Array.from(body)
    .reverse()
    .reduce((all, sign, at) => {
      const value = Number(sign) * (at % 2 === 0 ? 2 : 1);
      return all + (value > 9 ? value - 9 : value);
    }, 0);
  return body + String((10 - (sum % 10)) % 10);
}

export const electronicIdCard = (random: SeededRandom): string =>
  `C${oneOf(random, 'ABCDEFGH')}${digits(random, 5)}${oneOf(random, letters)}${oneOf(random, letters)}`;
export const paperIdCard = (random: SeededRandom): string => `A${oneOf(random, 'RSTUVXY')}${digits(random, 7)}`;
export const passport = (random: SeededRandom): string => `Y${oneOf(random, 'ABC')}${digits(random, 7)}`;
export const residencePermit = (random: SeededRandom): string => `I${digits(random, 8)}`;
export const licence = (random: SeededRandom): string =>
  `U1${oneOf(random, consonants)}${digits(random, 2)}${oneOf(random, consonants)}${digits(random, 3)}${oneOf(random, letters)}`;
export const oldLicence = (random: SeededRandom): string =>
  `${random.pick(['BG', 'MI', 'BS', 'NA', 'PA'])}${digits(random, 7)}${oneOf(random, letters)}`;
