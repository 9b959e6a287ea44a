/** So much of a text is looked at: what it is about stands at its beginning. */
export const TEXT_LOOKED_AT = 4_000;

/** A text as it is compared: its words in lower case, without accents, between single spaces. */
export function foldedWords(text: string): string {
  const plain = text.slice(0, TEXT_LOOKED_AT).normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();
  return ` ${(plain.match(/[\p{L}\p{N}]+/gu) ?? []).join(' ')} `;
}

/** Whether the word, or the words in this order, stand in it as words of their own; a last `*` stands for any ending. */
export function hasWord(folded: string, word: string): boolean {
  const wanted = foldedWords(word).trim();
  if (wanted === '') return false;
  return folded.includes(word.trimEnd().endsWith('*') ? ` ${wanted}` : ` ${wanted} `);
}
