import type { Message } from '../../../shared/model/message.ts';
import type { ConversationRow, HeadContent } from './conversation-row.ts';
import type { WritableDb } from './database.ts';
import { contentOf } from './messages.ts';
import { changeEntry, entryOf, outdateEntry, searchedTexts, searchTextOf, type SearchText } from './search-index.ts';
import { plainText } from './padded.ts';
import { readSlot } from './slots.ts';

/** What a change will do to the entry in the search index: add something, which can wait, or take something out of it. */
export type EntryChange =
  | { readonly kind: 'more'; readonly lastSlot: number; readonly hasText: boolean }
  | { readonly kind: 'other'; readonly before: SearchText | null };

export interface Incoming {
  /** Null: it stays as it is. */
  readonly head: HeadContent | null;
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

interface Held {
  readonly id: string;
  readonly slot: number;
  readonly body: Uint8Array;
}

/** Null where something that the entry may be made of changes or goes. */
function moreOf(db: WritableDb, row: ConversationRow, { head, messages, replace }: Incoming): EntryChange | null {
  if (row.content_slot === null) return null;
  if (head !== null && JSON.stringify(readSlot(db, row.content_slot)) !== JSON.stringify(head)) return null;
  const coming = new Map(messages.map((message) => [message.id, message]));
  if (coming.size < messages.length) return null;
  const held = db.all<Held>('select id, slot, body from message join slot using (slot) where key = ?', [row.key]);
  for (const { id, body } of held) {
    const again = coming.get(id);
    if (again === undefined ? replace : JSON.stringify(contentOf(again)) !== plainText(body)) return null;
    coming.delete(id);
  }
  return {
    kind: 'more',
    lastSlot: held.reduce((last, { slot }) => Math.max(last, slot), row.content_slot),
    hasText: [...coming.values()].some((message) => searchedTexts(message).length > 0),
  };
}
