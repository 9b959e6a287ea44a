import type { Message } from '../../../shared/model/message.ts';
import { numberOf } from './case-number.ts';
import type { ConversationRow, HeadContent } from './conversation-row.ts';
import type { ReadableDb, WritableDb } from './database.ts';
import { messagesFrom, messagesOf } from './messages.ts';
import { parseSlot, readSlot } from './slots.ts';

/**
 * The index keeps no copy of the text (contentless): who takes an entry out has to say which words it was made of. So
 * the function below must give the same text for the same conversation; a change of it needs a new version, at which
 * the index is made anew.
 */
export const SEARCH_VERSION = 2;

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

/**
 * Takes the entry of what was away and leaves what is there now for `indexSlice`. Never both in one transaction: FTS5 with
 * `detail=none` and `secure-delete` then loses entries that follow it (SQLite 3.5x, found by newcomers.test.ts).
 */
export function changeEntry(
  db: WritableDb,
  key: number,
  { before, after }: { readonly before: SearchText | null; readonly after: SearchText | null },
): void {
  if (before?.head === after?.head && before?.body === after?.body) return;
  if (isUnindexed(db, key)) {
    // Of what has left before its turn, nothing ever comes into the index (EV3).
    if (after === null) db.run('delete from unindexed where key = ?', [key]);
    return;
  }
  if (before !== null) db.run(DELETE, [key, before.head, before.body]);
  if (after !== null) leaveUnindexed(db, [key]);
}

const DELETE = "insert into search (search, rowid, head, body) values ('delete', ?, ?, ?)";
const INSERT = 'insert into search (rowid, head, body) values (?, ?, ?)';

const isUnindexed = (db: ReadableDb, key: number): boolean =>
  db.get('select 1 from unindexed where key = ?', [key]) !== undefined;

/** Their text is stored, and has no entry in the index: `indexSlice` makes it. */
export function leaveUnindexed(db: WritableDb, keys: readonly number[]): void {
  db.run('insert into unindexed select value from json_each(?)', [JSON.stringify(keys)]);
  db.touch('index');
}

export const unindexedCount = (db: ReadableDb): number =>
  db.get<{ n: number }>('select count(*) as n from unindexed')?.n ?? 0;

/** Empties the index; what is held is put there again slice by slice. */
export function emptyIndex(db: WritableDb): void {
  db.run("insert into search (search) values ('delete-all')");
  db.run('delete from unindexed');
  db.run('insert into unindexed select key from conversation where content_slot is not null');
  db.touch('index');
}

/** One slice ends with the first of these; each is about 20 ms of work. */
const SLICE_CONVERSATIONS = 1_024;
const SLICE_CHARACTERS = 1024 * 1024;
const LOADED_AT_ONCE = 256;

/** Makes entries for the newest cases without one, in a transaction of its own. Returns whether some are left. */
export function indexSlice(db: WritableDb): boolean {
  let characters = 0;
  for (let done = 0; done < SLICE_CONVERSATIONS && characters < SLICE_CHARACTERS; done += LOADED_AT_ONCE) {
    const lowest = db.get<{ key: number }>(LOWEST, [LOADED_AT_ONCE - 1]) ?? db.get<{ key: number }>(LAST);
    if (lowest === undefined) break;
    for (const { key, head, body } of unindexedFrom(db, lowest.key)) {
      db.run(INSERT, [key, head, body]);
      characters += head.length + body.length;
    }
    db.run('delete from unindexed where key >= ?', [lowest.key]);
  }
  db.touch('index');
  return db.get('select 1 from unindexed') !== undefined;
}

const LOWEST = 'select key from unindexed order by key desc limit 1 offset ?';
const LAST = 'select key from unindexed order by key limit 1';

/** In ascending order, in which FTS5 takes them best. */
function unindexedFrom(db: ReadableDb, lowestKey: number): (SearchText & { readonly key: number })[] {
  const heads = db.all<{ key: number; body: Uint8Array }>(
    `select key, slot.body from unindexed join conversation using (key)
     join slot on slot.slot = conversation.content_slot where key >= ? order by key`,
    [lowestKey],
  );
  const messages = messagesFrom(db, lowestKey);
  return heads.map(({ key, body }) => ({
    key,
    ...searchText(key, parseSlot<HeadContent>(body), messages.get(key) ?? []),
  }));
}
