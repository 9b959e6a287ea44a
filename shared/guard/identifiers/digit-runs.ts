import type { Gap } from './atoms.ts';
import type { Template } from './template.ts';

/** So many digits, grouped or said anyhow. */
export const digitsTemplate = (
  minLength: number,
  maxLength: number,
  accepts: (digits: string) => boolean = () => true,
): Template => ({
  maxLength,
  gaps: digitGaps,
  allows: (character) => character >= '0' && character <= '9',
  accepts: (digits) => digits.length >= minLength && accepts(digits),
});
const digitGaps: readonly Gap[] = ['tight', 'loose', 'slash'];
