/** The word with the mark that the caret stands behind. */
export interface Slash {
  readonly start: number;
  readonly end: number;
  readonly query: string;
}

/**
 * A slash or two colons open the canned replies, at the start of a word only: not in an address, a date, an hour or "e/o". On
 * Italian keyboards the slash takes a Shift; colons are what other programs use.
 */
export function slashBefore(text: string, caret: number): Slash | null {
  const found = /(?:^|\s)(\/|::)([^\s/:]*)$/u.exec(text.slice(0, caret));
  if (found === null) return null;
  const [, mark = '', query = ''] = found;
  return { start: caret - query.length - mark.length, end: caret, query };
}
