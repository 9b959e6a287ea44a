import * as z from 'zod';

/**
 * The personal code that opens a volunteer's data on a PC (docs/identity.md). Letters are allowed; six digits are enough,
 * because wrong ones cost time and a stolen disk lacks the other two keys.
 */
export const PIN_MIN_LENGTH = 6;
export const PIN_MAX_LENGTH = 64;

export const pinSchema = z.string().min(PIN_MIN_LENGTH).max(PIN_MAX_LENGTH);

const ROWS = ['01234567890', '98765432109', 'qwertyuiop', 'abcdefghijklmnopqrstuvwxyz'];

/** What everybody tries first: one sign again and again, two in turn, or a row of the keyboard. */
export function isObviousPin(pin: string): boolean {
  const text = pin.toLowerCase();
  return /^(.{1,3}?)\1+$/.test(text) || ROWS.some((row) => row.includes(text));
}

export const isAcceptablePin = (pin: string): boolean => pinSchema.safeParse(pin).success && !isObviousPin(pin);
