import type { CannedReply } from '../model/directory.ts';

/** Of one person (CR7). */
export const MAX_OWN_REPLIES = 500;

/** The same, whichever revision it has. */
export const isSameReply = (a: CannedReply | null, b: CannedReply | null): boolean => contentOf(a) === contentOf(b);

function contentOf(reply: CannedReply | null): string {
  if (reply === null) return '';
  const { id, shortcut, title, lang, address = null, groupId, text, validFrom = null, validUntil = null } = reply;
  return JSON.stringify([id, shortcut, title, lang, address, groupId, text, validFrom, validUntil]);
}
