/** A word that nobody else writes, in the middle of a text. */
export interface Token {
  readonly word: string;
  readonly conversationId: string;
  /** Device on which it was typed; null: it came from a contact. */
  readonly device: number | null;
}

const TOKEN = /zq[0-9a-z]{10}/g;

export const tokensIn = (text: string): readonly string[] => text.match(TOKEN) ?? [];

/** Whether a database file has a word: what an index keeps of it even when the beginning is shared with its neighbour. */
export function isIn(bytes: Buffer, word: string): boolean {
  const tail = word.slice(4);
  // Up to seven letters are looked for ten times as fast as more.
  return bytes.includes(tail.slice(0, 7)) && bytes.includes(tail);
}

/** What people wrote, known by its words. */
export class Ledger {
  readonly tokens = new Map<string, Token>();
  #typed: Token[] = [];
  /** Words that were taken out of what the hub has, with the case they were in (section RD). */
  readonly redacted = new Map<string, string>();
  /** Words that somebody wants out of a message, or out of the name of an attachment, by its id. */
  readonly #unwanted = new Map<string, Set<string>>();
  /** May lie among a device's answered commands, until that device hears of the restore. */
  readonly owed = new Set<string>();

  wrote(token: Token): void {
    this.tokens.set(token.word, token);
    if (token.device !== null) this.#typed.push(token);
  }

  /** A contact's answer can open a conversation instead of joining one. */
  cameTo(word: string, conversationId: string): void {
    const token = this.tokens.get(word);
    if (token !== undefined && token.device === null) this.tokens.set(word, { ...token, conversationId });
  }

  /**
   * The hub had them, its backup doesn't. What a device still keeps is owed to its author; what it had to forget with the
   * conversation is gone (RE3).
   */
  lostToBackup(words: ReadonlySet<string>, kept: ReadonlySet<string>): void {
    this.#typed = this.#typed.filter(({ word }) => !words.has(word) || kept.has(word));
    for (const word of words) if (kept.has(word)) this.owed.add(word);
  }

  /** It counts once the hub has done it; perhaps before anybody saw the words there. */
  wantsOut(id: string, words: readonly string[]): void {
    this.#unwanted.set(id, new Set([...(this.#unwanted.get(id) ?? []), ...words]));
  }

  unwantedIn(id: string): readonly string[] {
    return [...(this.#unwanted.get(id) ?? [])];
  }

  /** Nobody has it any more, its author included. */
  tookOut(word: string, conversationId: string): void {
    this.redacted.set(word, conversationId);
    this.gone(word);
  }

  /** Nobody is owed it any more. */
  gone(word: string): void {
    this.#typed = this.#typed.filter((token) => token.word !== word);
    this.owed.delete(word);
  }

  /** Everything that a person typed and that was stored in front of them. */
  get typed(): readonly Token[] {
    return this.#typed;
  }
}
