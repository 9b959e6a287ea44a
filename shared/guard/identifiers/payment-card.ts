import { looksLikeDigit } from './look-alikes.ts';
import type { Template } from './template.ts';

/** ISO 7812: the brand's first digits and lengths, and Luhn's check digit. */
const brands: readonly (readonly [RegExp, readonly number[]])[] = [
  [/^4/, [13, 16, 19]],
  [/^(?:5[1-5]|222[1-9]|22[3-9]|2[3-6]|27[01]|2720)/, [16]],
  [/^3[47]/, [15]],
  [/^3(?:0[0-59]|[689])/, [14]],
  [/^(?:6011|64[4-9]|65)/, [16, 19]],
  [/^35(?:2[89]|[3-8])/, [16]],
  [/^62/, [16, 17, 18, 19]],
  [/^(?:50|5[6-8]|6[0-9])/, [16, 18, 19]],
];

const isLuhn = (digits: string): boolean => {
  let sum = 0;
  for (let i = 0; i < digits.length; i++) {
    const digit = Number(digits[digits.length - 1 - i]);
    sum += i % 2 === 0 ? digit : digit * 2 - (digit > 4 ? 9 : 0);
  }
  return sum % 10 === 0;
};

export function isPaymentCard(digits: string): boolean {
  if (digits.length < 13 || /^(\d)\1+$/.test(digits) || !isLuhn(digits)) return false;
  return brands.some(([start, lengths]) => start.test(digits) && lengths.includes(digits.length));
}

/** Lengths that other numbers rarely have: the others are cards only where the text says so. */
export const speaksForItself = (digits: string): boolean => digits.length >= 14 && digits.length <= 16;

export const paymentCardTemplate: Template = {
  maxLength: 19,
  gaps: ['tight', 'loose', 'slash'],
  allows: (character, before) => isDigit(character) && (before !== '' || /[2-6]/.test(character)),
  accepts: isPaymentCard,
};

/** A digit too few or wrong: only where the text says that it is a card. */
export const mistypedCardTemplate: Template = {
  ...paymentCardTemplate,
  accepts: (digits) => digits.length >= 14 && !/^(\d)\1+$/.test(digits),
};

export const mistypedBigBrandTemplate: Template = {
  ...paymentCardTemplate,
  maxLength: 16,
  accepts: (digits) => /^(?:4|5[1-5]|2[2-7])\d+$/.test(digits) && digits.length === 16 && !/^(\d)\1+$/.test(digits),
};

/** Letters for the digits that they look like, ten digits at least beside them. */
export const misreadCardTemplate: Template = {
  ...paymentCardTemplate,
  allows: (character, before) =>
    paymentCardTemplate.allows(character, before) || (before !== '' && looksLikeDigit(character) !== undefined),
  accepts: (code) =>
    code.length >= 13 &&
    /[A-Z]/.test(code) &&
    code.replaceAll(/\D/g, '').length >= 10 &&
    isPaymentCard(code.replaceAll(/[A-Z]/g, (letter) => looksLikeDigit(letter) ?? letter)),
};

const isDigit = (character: string): boolean => character >= '0' && character <= '9';
