import type { Message } from '../../../shared/model/message.ts';
import { numberOf } from './case-number.ts';
import type { ConversationRow, HeadContent } from './conversation-row.ts';
import type { ReadableDb, WritableDb } from './database.ts';
import { messagesOf } from './messages.ts';
import { readSlot } from './slots.ts';

/**
 * The index keeps no copy of the text (contentless): who takes an entry out has to say which words it was made of. So
 * the function below must give the same text for the same conversation; a change of it needs a new version, at which
 * the index is made anew.
 */
export const SEARCH_VERSION = 1;

export interface SearchText {
  readonly head: string;
  readonly body: string;
}

export function searchText(key: number, head: HeadContent, messages: readonly Message[]): SearchText {
  const { subject, contact } = head;
  const inOrderOfId = [...messages].sort((a, b) => (a.id < b.id ? -1 : 1));
  return {
    head: [numberOf(key), subject, contact.name, contact.email ?? '', contact.phone ?? ''].join('\n'),
    body: inOrderOfId.flatMap(searchedTexts).join('\n'),
  };
}

export function searchedTexts(message: Message): string[] {
  return [message.text, ...message.attachments.map(({ name }) => name)].filter((text) => text !== '');
}

/** Null where only a stub is held. */
export function searchTextOf(db: ReadableDb, row: ConversationRow): SearchText | null {
  if (row.content_slot === null) return null;
  return searchText(row.key, readSlot<HeadContent>(db, row.content_slot), messagesOf(db, row.key));
}

export function changeEntry(
  db: WritableDb,
  key: number,
  { before, after }: { readonly before: SearchText | null; readonly after: SearchText | null },
): void {
  if (before?.head === after?.head && before?.body === after?.body) return;
  if (before !== null) {
    db.run("insert into search (search, rowid, head, body) values ('delete', ?, ?, ?)", [
      key,
      before.head,
      before.body,
    ]);
  }
  if (after !== null) db.run('insert into search (rowid, head, body) values (?, ?, ?)', [key, after.head, after.body]);
}

/** Makes the index anew from what is held. */
export function rebuildIndex(db: WritableDb): void {
  db.run("insert into search (search) values ('delete-all')");
  const rows = db.all<ConversationRow>('select * from conversation where content_slot is not null');
  for (const row of rows) changeEntry(db, row.key, { before: null, after: searchTextOf(db, row) });
}
