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
  if (/^\p{N}/u.test(piece)) return '0';
  const plain = piece
    .normalize('NFD')
    .replace(/[\p{M}'’`´]/gu, '')
    .toLowerCase();
  return shorthand.get(plain) ?? plain;
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
  if (word.length <= 3) return word;
  const bare = word.replace(/(?:h?[aeio]{1,2}|(?<![su])s)$/, '');
  return bare.length >= 3 ? bare : word;
}
