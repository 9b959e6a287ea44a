/** Separators that people write in numbers. */
const BETWEEN = String.raw`[\s./()-]*`;
const MIN_DIGITS = 6;
const MAX_DIGITS = 13;
/** Numbers are written in so many pieces at most, none of one digit alone. */
const MAX_PIECES = 4;
const SHORTEST_PIECE = 2;

/**
 * The digits of a telephone number as it is dialled in Italy, where the whole text is one: `+39 347 123 45 67`, `0039/3471234567`,
 * `347.1234567`; also of one that is still being typed. Null: it is none, as a date is not.
 */
export function phoneOf(text: string): string | null {
  const typed = text.trim();
  if (!/^\+?[\d\s./()-]+$/.test(typed) || /^\d{1,2}[/.]\d{1,2}[/.]\d{4}$/.test(typed)) return null;
  const digits = typed.replaceAll(/\D/g, '');
  const isAbroad = /^(?:\+|00)/.test(typed);
  const own = digits.replace(/^00(?=39)/, '');
  // 39 begins mobile numbers, too: `392 1234567` has ten digits with it.
  const national = own.startsWith('39') && (isAbroad || own.length > 10) ? own.slice(2) : digits;
  return national.length >= MIN_DIGITS && national.length <= MAX_DIGITS ? national : null;
}

/** Where the number may stand, in whatever pieces it was written, for the index of words; what is found is looked at again. */
export function phoneExpression(phone: string): string {
  const groups = piecesOf(phone, MAX_PIECES).flatMap(([first = '', ...rest]) =>
    ['', '39', '0039'].map((prefix) => expressionOf([prefix + first, ...rest])),
  );
  return groups.join(' OR ');
}

const expressionOf = (words: readonly string[]): string =>
  `(${words.map((word, at) => (at === words.length - 1 ? `"${word}"*` : `"${word}"`)).join(' ')})`;

function piecesOf(digits: string, most: number): readonly (readonly string[])[] {
  const whole = [[digits]];
  if (most === 1) return whole;
  const cuts = Array.from(
    { length: Math.max(0, digits.length - 2 * SHORTEST_PIECE + 1) },
    (_, at) => at + SHORTEST_PIECE,
  );
  const cut = cuts.flatMap((at) => piecesOf(digits.slice(at), most - 1).map((rest) => [digits.slice(0, at), ...rest]));
  return [...whole, ...cut];
}

const patternOf = (phone: string): RegExp => new RegExp(phone.replaceAll(/(?<=.)(?=.)/g, BETWEEN));

export const hasPhone = (text: string, phone: string): boolean => patternOf(phone).test(text);

/** The line around the number, split so that odd parts are hits; null where it does not stand in the text. */
export function phonePassage(text: string, phone: string): string[] | null {
  const found = patternOf(phone).exec(text);
  if (found === null) return null;
  const [hit] = found;
  const before = text.slice(0, found.index).replaceAll(/\s+/g, ' ');
  const after = text.slice(found.index + hit.length).replaceAll(/\s+/g, ' ');
  const [from, to] = [before.slice(-SHOWN), after.slice(0, SHOWN)];
  return [from === before ? from : `…${from}`, hit, to === after ? to : `${to}…`];
}

/** Characters before and after the number. */
const SHOWN = 40;
