/** Characters that people and scanners take for one another. */
const digits: Readonly<Record<string, string>> = { O: '0', Q: '0', I: '1', L: '1', Z: '2', S: '5', G: '6', B: '8' };
const letters: Readonly<Record<string, string>> = { 0: 'O', 1: 'I', 2: 'Z', 5: 'S', 6: 'G', 8: 'B' };

/** The digit that a letter is mistaken for. */
export const looksLikeDigit = (character: string): string | undefined => digits[character];
/** The letter that a digit is mistaken for. */
export const looksLikeLetter = (character: string): string | undefined => letters[character];
