import type { AddressForm, CannedReply } from '../model/directory.ts';

/** What a reply is looked for: what was typed, and the case that it is for. */
export interface Wanted {
  readonly query: string;
  readonly lang: CannedReply['lang'];
  readonly address: AddressForm;
  readonly groupId: string;
}

interface Counted extends CannedReply {
  /** How often it was used here. */
  readonly used: number;
}

/**
 * Best first: whose shortcut was typed; then those in the contact's language, by where the words are (start of the shortcut,
 * title, text), the form of address, the case's group, and how often they were used here. Accents and case don't count.
 */
export function findReplies<R extends Counted>(replies: readonly R[], wanted: Wanted): readonly R[] {
  const query = plain(wanted.query);
  return replies
    .map((reply) => ({ reply, keys: keysOf(reply, { ...wanted, query }) }))
    .filter((found): found is { reply: R; keys: readonly number[] } => found.keys !== null)
    .sort((a, b) => compare(a.keys, b.keys) || a.reply.shortcut.localeCompare(b.reply.shortcut, 'it'))
    .map(({ reply }) => reply);
}

/** Null: nothing of what was typed is in it. */
function keysOf(reply: Counted, { query, lang, address, groupId }: Wanted): readonly number[] | null {
  const place = placeOf(reply, query);
  if (place === null) return null;
  const isOtherForm = reply.address !== undefined && reply.address !== address;
  const group = reply.groupId === groupId ? 0 : reply.groupId === null ? 1 : 2;
  return [
    Number(reply.shortcut !== query),
    Number(reply.lang !== lang),
    place,
    Number(isOtherForm),
    group,
    -reply.used,
  ];
}

function placeOf({ shortcut, title, text }: CannedReply, query: string): number | null {
  if (shortcut.startsWith(query)) return 0;
  if (plain(title).includes(query) || shortcut.includes(query)) return 1;
  return plain(text).includes(query) ? 2 : null;
}

const compare = (a: readonly number[], b: readonly number[]): number => {
  const at = a.findIndex((key, index) => key !== b[index]);
  return at === -1 ? 0 : (a[at] ?? 0) - (b[at] ?? 0);
};

const plain = (text: string): string => text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();
