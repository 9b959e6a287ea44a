import type { Message } from '../../../shared/model/message.ts';
import type { ConversationRow, HeadContent } from './conversation-row.ts';
import type { WritableDb } from './database.ts';
import { contentOf } from './messages.ts';
import { changeEntry, entryOf, outdateEntry, searchedTexts, searchTextOf, type SearchText } from './search-index.ts';
import { plainText } from './padded.ts';

/** What a change will do to the entry in the search index: add something, which can wait, or take something out of it. */
export type EntryChange =
  | {
      readonly kind: 'more';
      readonly lastSlot: number;
      readonly hasText: boolean;
      /** Slots of the messages that are held, by id: those that come again have the same text. */
      readonly held: ReadonlyMap<string, number>;
    }
  | { readonly kind: 'other'; readonly before: SearchText | null };

export interface Heads {
  /** Null: none is held. */
  readonly before: HeadContent | null;
  readonly after: HeadContent;
}

interface Incoming {
  /** Null: it stays as it is. */
  readonly heads: Heads | null;
  readonly messages: readonly Message[];
  /** Messages that are not among these are removed. */
  readonly replace: boolean;
}

/** To be asked before the change is stored. */
export function entryChangeBy(db: WritableDb, row: ConversationRow, incoming: Incoming): EntryChange {
  return moreOf(db, row, incoming) ?? { kind: 'other', before: entryOf(db, row) };
}

/** To be called once it is stored. */
export function entryChanged(db: WritableDb, row: ConversationRow, change: EntryChange): void {
  if (change.kind === 'other') changeEntry(db, row.key, { before: change.before, after: searchTextOf(db, row) });
  else if (change.hasText) outdateEntry(db, row.key, change.lastSlot);
}

/** Null: nobody has looked which messages are held. */
export const heldIn = (change: EntryChange): ReadonlyMap<string, number> | null =>
  change.kind === 'more' ? change.held : null;

interface Held {
  readonly id: string;
  readonly slot: number;
}

/** What the entry is made of, and little more. */
const searchedOf = (head: HeadContent | null): string | null =>
  head === null ? null : JSON.stringify([head.subject, head.contact]);

/** Of what is only added to, nothing is read. */
function bodiesOf(db: WritableDb, held: readonly Held[]): ReadonlyMap<number, string> {
  if (held.length === 0) return new Map();
  const rows = db.all<{ slot: number; body: Uint8Array }>(BODIES, [JSON.stringify(held.map(({ slot }) => slot))]);
  return new Map(rows.map(({ slot, body }) => [slot, plainText(body)]));
}

const BODIES = 'select slot, body from slot where slot in (select value from json_each(?))';

/** Null where something that the entry may be made of changes or goes. */
function moreOf(db: WritableDb, row: ConversationRow, { heads, messages, replace }: Incoming): EntryChange | null {
  if (row.content_slot === null) return null;
  if (heads !== null && searchedOf(heads.before) !== searchedOf(heads.after)) return null;
  const coming = new Map(messages.map((message) => [message.id, message]));
  if (coming.size < messages.length) return null;
  const held = db.all<Held>('select id, slot from message where key = ?', [row.key]);
  const bodies = bodiesOf(
    db,
    held.filter(({ id }) => coming.has(id)),
  );
  for (const { id, slot } of held) {
    const again = coming.get(id);
    if (again === undefined ? replace : JSON.stringify(contentOf(again)) !== bodies.get(slot)) return null;
    coming.delete(id);
  }
  return {
    kind: 'more',
    held: new Map(held.map(({ id, slot }) => [id, slot])),
    lastSlot: held.reduce((last, { slot }) => Math.max(last, slot), row.content_slot),
    hasText: [...coming.values()].some((message) => searchedTexts(message).length > 0),
  };
}
