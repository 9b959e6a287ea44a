/** A word as the model reads it, with its place in the original text (UTF-16 code units, end exclusive). */
export interface Token {
  readonly start: number;
  readonly end: number;
  /** Lower case, without accents; figures are all `0`. */
  readonly word: string;
  /** What is left when an ending that only inflects is taken away. */
  readonly stem: string;
  /** A mark between this word and the one before it. */
  readonly before: 'nothing' | 'pause' | 'stop' | 'question';
  /** A question ends with it. */
  readonly asks: boolean;
}

/** Linear in the text: one pass of an expression without alternatives that overlap. */
export function readTokens(text: string): readonly Token[] {
  const tokens: Token[] = [];
  let before: Token['before'] = 'stop';
  for (const { 0: piece, index } of text.matchAll(pieces)) {
    if (piece.length === 1 && marks.has(piece)) {
      before = heavier(before, marks.get(piece)!);
      const last = tokens.at(-1);
      if (piece === '?' && last) tokens[tokens.length - 1] = { ...last, asks: true };
    } else {
      const word = normalise(piece);
      if (word === '') continue;
      tokens.push({ start: index, end: index + piece.length, word, stem: stemOf(word), before, asks: false });
      before = 'nothing';
    }
  }
  return tokens;
}

const pieces = /[\p{L}\p{M}]+['’`´]?|\p{N}+|[.!?;:,()\n…–—]/gu;
const marks = new Map<string, Token['before']>([
  ...Array.from(',()–—:', (mark) => [mark, 'pause'] as const),
  ...Array.from('.!;\n…', (mark) => [mark, 'stop'] as const),
  ['?', 'question'],
]);
const weight = { nothing: 0, pause: 1, stop: 2, question: 3 };
const heavier = (one: Token['before'], other: Token['before']): Token['before'] =>
  weight[one] >= weight[other] ? one : other;

function normalise(piece: string): string {
  const letters = plainLetters(piece);
  if (letters > 0) {
    const plain = piece.slice(0, letters).toLowerCase();
    return shorthand.get(plain) ?? plain;
  }
  if (/^\p{N}/u.test(piece)) return '0';
  const plain = piece
    .normalize('NFD')
    .replace(/[\p{M}'’`´]/gu, '')
    .toLowerCase();
  return shorthand.get(plain) ?? plain;
}

/** How many plain letters a piece has if it has nothing else but an apostrophe behind them; else 0. */
function plainLetters(piece: string): number {
  for (let at = 0; at < piece.length; at += 1) {
    const unit = piece.charCodeAt(at) | 0x20;
    if (unit < 97 || unit > 122) return piece.charAt(at) === "'" ? at : 0;
  }
  return piece.length;
}

/** What people type in chats, written out. */
const shorthand = new Map(
  `nn:non xke:perche xche:perche perke:perche pk:perche xk:perche cmq:comunque ke:che k:che x:per anke:anche sn:sono
   tt:tutto qnd:quando qlc:qualcosa qlcn:qualcuno grz:grazie dv:dove msg:messaggio nnt:niente pls:please u:you ur:your
   im:i'm ive:i've dont:don't cant:can't gonna:going thx:thanks bf:boyfriend gf:girlfriend dott:dottore sig:signor
   figl:figlio xo:pero qst:questo qsto:questo tvb:ciao ass:assistenza vol:volontario voll:volontari app:appuntamento`
    .split(/\s+/)
    .map((pair) => pair.replaceAll("'", '').split(':') as [string, string]),
);

/** Italian inflects in the last vowel (amico, amica, amici, amiche), English in the last s. */
export function stemOf(word: string): string {
  const { length } = word;
  if (length <= 3) return word;
  const last = word.charAt(length - 1);
  const vowels = !isEnding(last) ? 0 : isEnding(word.charAt(length - 2)) ? 2 : 1;
  const isPlural = last === 's' && !'su'.includes(word.charAt(length - 2));
  const cut = vowels > 0 ? vowels + (word.charAt(length - vowels - 1) === 'h' ? 1 : 0) : isPlural ? 1 : 0;
  return length - cut >= 3 ? word.slice(0, length - cut) : word;
}
const isEnding = (letter: string): boolean => 'aeio'.includes(letter);
