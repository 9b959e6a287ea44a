import type { SeededRandom } from '../support/seeded-random.ts';
import * as dictation from './dictation.ts';
import * as made from './identifiers.ts';

/** What `@name` makes of a value: how somebody wrote, typed or said it. */
const writings: Readonly<Record<string, (value: string, random: SeededRandom) => string>> = {
  plain: (value) => value,
  lower: (value) => value.toLowerCase(),
  four: (value) => grouped(value, 4, ' '),
  five: (value) => grouped(value, 5, ' '),
  three: (value) => grouped(value, 3, ' '),
  hyphen: (value) => grouped(value, 4, '-'),
  dots: (value) => grouped(value, 4, '.'),
  apart: (value) => grouped(value, 1, ' '),
  broken: (value, random) => broken(value, random),
  codeparts: (value) => cut(value, [6, 11]).join(' '),
  codehyphen: (value) => cut(value, [3, 6, 11]).join('-'),
  codesix: (value) => cut(value, [3, 6, 8, 9, 11]).join(' '),
  ibanparts: (value) => cut(value, [2, 4, 5, 10, 15]).join(' '),
  ibanslash: (value) => cut(value, [4, 5, 10, 15]).join('/'),
  amex: (value) => cut(value, [4, 10]).join(' '),
  two: (value) => cut(value, [2]).join(' '),
  ends: (value) => cut(value, [2, value.length - 2]).join(' '),
  names: dictation.asLetterNames,
  digits: dictation.asDigitNames,
  towns: dictation.asTowns,
  explained: dictation.asTownsExplained,
  mixed: dictation.asLettersAndPairs,
  radio: dictation.asRadio,
  typo: (value, random) => value.slice(0, -1) + otherThan(value.at(-1)!, random),
  lost: (value) => value.slice(0, 7) + value.slice(8),
  swap: (value) => value.slice(0, -6) + value.at(-5)! + value.at(-6)! + value.slice(-4),
  ohs: (value) => value.replaceAll('0', 'O'),
  eyes: (value) => value.replaceAll('1', 'I'),
  els: (value) => value.replaceAll('1', 'l'),
  endash: (value) => grouped(value, 4, '\u2013'),
  nbsp: (value) => grouped(value, 4, '\u00A0'),
  narrow: (value) => grouped(value, 4, '\u202F'),
  zerowidth: (value) => grouped(value, 4, '\u200B'),
  softhyphen: (value) => grouped(value, 4, '\u00AD'),
  underscore: (value) => grouped(value, 4, '_'),
  slash: (value) => grouped(value, 4, '/'),
  spacedhyphen: (value) => grouped(value, 4, ' - '),
  commaspace: (value) => grouped(value, 4, ', '),
  pairs: (value) => grouped(value, 2, ' '),
  comma: (value) => grouped(value, 1, ', ').toLowerCase(),
  lines4: (value) => grouped(value, 4, '\n'),
  fullwidth: (value) => value.replace(/[!-~]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfe_e0)),
  quoted: (value) => `"${value}"`,
  codedots: (value) => cut(value, [3, 6, 11]).join('.'),
  codeslash: (value) => cut(value, [3, 6, 11]).join('/'),
  codelines: (value) => cut(value, [6, 11]).join('\n'),
  lowerparts: (value) => cut(value.toLowerCase(), [3, 6, 11]).join(' '),
  ibandots: (value) => cut(value, [2, 4, 5, 10, 15]).join('.'),
  iballines: (value) => cut(value, [4, 15]).join('\n'),
  nzeros: dictation.asLettersWithCountedZeros,
};

const makers: Readonly<Record<string, (random: SeededRandom, variant: string) => string>> = {
  FISCAL_CODE: (random, variant) => (variant === 'omo' ? made.homonymFiscalCode(random) : made.fiscalCode(random)),
  IBAN: (random, variant) => made.iban(random, variant === '' ? 'IT' : variant),
  PAYMENT_CARD: (random, variant) => (variant === 'amex' ? made.amexCard(random) : made.paymentCard(random)),
  ID_CARD: (random, variant) => (variant === 'paper' ? made.paperIdCard(random) : made.electronicIdCard(random)),
  PASSPORT: made.passport,
  RESIDENCE_PERMIT: made.residencePermit,
  DRIVER_LICENCE: (random, variant) => (variant === 'old' ? made.oldLicence(random) : made.licence(random)),
  HEALTH_CARD: made.healthCard,
};

/** `@writing` or `@writing/variant`, as in `@four/DE`. */
export function valueFor(type: string, placeholder: string, random: SeededRandom): string {
  const [writing = '', variant = ''] = placeholder.slice(1).split('/');
  const [make, write] = [makers[type], writings[writing]];
  if (make === undefined || write === undefined) throw new RangeError(`no ${placeholder} for ${type}`);
  return write(make(random, variant), random);
}

function grouped(value: string, size: number, between: string): string {
  return (value.match(new RegExp(`.{1,${size}}`, 'g')) ?? []).join(between);
}

function cut(value: string, places: readonly number[]): readonly string[] {
  return [0, ...places].map((from, at) => value.slice(from, places[at])).filter((part) => part !== '');
}

function broken(value: string, random: SeededRandom): string {
  const first = 2 + random.below(4);
  const second = first + 2 + random.below(value.length - first - 4);
  return cut(value, [first, second]).join(' ');
}

function otherThan(sign: string, random: SeededRandom): string {
  const from = /\d/.test(sign) ? '0123456789' : 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
  return made.oneOf(random, from.replace(sign, ''));
}
