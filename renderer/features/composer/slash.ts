import type { CannedReply } from '../../../shared/model/directory.ts';

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

/** Best first: shortcut begins, title contains, text contains. Accents and case don't count. */
export function matchingReplies(replies: readonly CannedReply[], query: string): readonly CannedReply[] {
  const wanted = plain(query);
  const rank = ({ shortcut, title, text }: CannedReply): number => {
    if (shortcut.startsWith(wanted)) return 0;
    if (plain(title).includes(wanted) || shortcut.includes(wanted)) return 1;
    return plain(text).includes(wanted) ? 2 : 3;
  };
  return replies
    .map((reply) => ({ reply, rank: rank(reply) }))
    .filter((ranked) => ranked.rank < 3)
    .sort((a, b) => a.rank - b.rank || a.reply.shortcut.localeCompare(b.reply.shortcut, 'it'))
    .map(({ reply }) => reply);
}

const plain = (text: string): string => text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();
