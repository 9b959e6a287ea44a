import { isOriginal, type Message } from '../../../shared/model/message.ts';
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
  return [message.text, ...message.attachments.filter((file) => !isOriginal(file)).map(({ name }) => name)].filter(
    (text) => text !== '',
  );
}

/** Null where only a stub is held. */
export function searchTextOf(db: ReadableDb, row: ConversationRow): SearchText | null {
  if (row.content_slot === null) return null;
  return searchText(row.key, readSlot<HeadContent>(db, row.content_slot), messagesOf(db, row.key));
}

/** What the entry in the index is made of; null where there is none. */
export function entryOf(db: ReadableDb, row: ConversationRow): SearchText | null {
  if (row.content_slot === null) return null;
  const waiting = unindexed(db, row.key);
  if (waiting?.entry_slot === null) return null;
  const head = readSlot<HeadContent>(db, row.content_slot);
  return searchText(row.key, head, messagesOf(db, row.key, waiting?.entry_slot));
}

/**
 * Takes the entry away and leaves what is there now for `indexSlice`. Never both in one transaction: FTS5 with
 * `detail=none` and `secure-delete` then loses entries that follow it (SQLite 3.5x, found by newcomers.test.ts).
 */
export function changeEntry(
  db: WritableDb,
  key: number,
  { before, after }: { readonly before: SearchText | null; readonly after: SearchText | null },
): void {
  const isSame = before?.head === after?.head && before?.body === after?.body;
  if (before !== null && !isSame) db.run(DELETE, [key, before.head, before.body]);
  // Of what has left before its turn, nothing ever comes into the index (EV3).
  if (isSame || after === null) db.run('delete from unindexed where key = ?', [key]);
  else leaveForSlice(db, key, null);
}

/** Text has come that is not in its entry, which is made of slots up to this one. */
export function outdateEntry(db: WritableDb, key: number, lastSlot: number): void {
  if (unindexed(db, key) === undefined) leaveForSlice(db, key, lastSlot);
}

/** Single rows: a statement that writes several makes FTS5 write what it has so far, some ms each time. */
function leaveForSlice(db: WritableDb, key: number, entrySlot: number | null): void {
  if (unindexed(db, key) === undefined) db.run('insert into unindexed values (?, ?)', [key, entrySlot]);
  else db.run('update unindexed set entry_slot = ? where key = ?', [entrySlot, key]);
  db.touch('index');
}

const unindexed = (db: ReadableDb, key: number): { readonly entry_slot: number | null } | undefined =>
  db.get('select entry_slot from unindexed where key = ?', [key]);

const DELETE = "insert into search (search, rowid, head, body) values ('delete', ?, ?, ?)";

/** Their text is stored, and has no entry in the index: `indexSlice` makes it. */
export function leaveUnindexed(db: WritableDb, keys: readonly number[]): void {
  db.run('insert into unindexed (key) select value from json_each(?)', [JSON.stringify(keys)]);
  db.touch('index');
}

export const unindexedCount = (db: ReadableDb): number =>
  db.get<{ n: number }>('select count(*) as n from unindexed')?.n ?? 0;

/** Empties the index; what is held is put there again slice by slice. */
export function emptyIndex(db: WritableDb): void {
  db.run("insert into search (search) values ('delete-all')");
  db.run('delete from unindexed');
  db.run('insert into unindexed (key) select key from conversation where content_slot is not null');
  db.touch('index');
}

/** One slice ends with the first of these: about 70 ms of work. Fewer cost more, as FTS5 writes and merges once for each. */
const SLICE_CONVERSATIONS = 2_048;
const SLICE_BYTES = 3 * 1024 * 1024;

/** Makes entries for the newest cases without one, in a transaction of its own. Returns whether some are left. */
export function indexSlice(db: WritableDb): boolean {
  if (takeOutdated(db)) return true;
  const lowest = lowestOfSlice(db);
  if (lowest === null) return false;
  db.run(INDEX, [lowest]);
  db.run('delete from unindexed where key >= ?', [lowest]);
  db.touch('index');
  return db.get('select 1 from unindexed') !== undefined;
}

function lowestOfSlice(db: ReadableDb): number | null {
  let lowest: number | null = null;
  let bytes = 0;
  for (const { key, size } of db.all<{ key: number; size: number }>(SIZES, [SLICE_CONVERSATIONS])) {
    bytes += size;
    if (lowest !== null && bytes > SLICE_BYTES) break;
    lowest = key;
  }
  return lowest;
}

/** Of each, the words are looked for one by one: about 5 ms. */
const OUTDATED_AT_ONCE = 8;

/** Takes some entries away to which text has come. Returns whether there were any. */
function takeOutdated(db: WritableDb): boolean {
  const rows = db.all<ConversationRow>(OUTDATED, [OUTDATED_AT_ONCE]);
  for (const row of rows) changeEntry(db, row.key, { before: entryOf(db, row), after: searchTextOf(db, row) });
  return rows.length > 0;
}

const OUTDATED = `select conversation.* from unindexed join conversation using (key)
  where entry_slot is not null order by entry_slot limit ?`;
const SIZES = `select key, (select coalesce(sum(length(body)), 0) from message join slot using (slot)
    where message.key = unindexed.key) as size
  from unindexed order by key desc limit ?`;

/**
 * `searchText` once more, in SQL, so that no text passes through here: in ascending order, in which FTS5 takes them best.
 * The only statement of its transaction that adds entries, as FTS5 writes what it has at the beginning of each.
 */
export const ENTRIES = `select unindexed.key as key,
    printf('%04d-%06d', unindexed.key / 1000000, unindexed.key % 1000000)
      || char(10) || (head.body ->> '$.subject') || char(10) || (head.body ->> '$.contact.name')
      || char(10) || coalesce(head.body ->> '$.contact.email', '')
      || char(10) || coalesce(head.body ->> '$.contact.phone', '') as head,
    coalesce((select group_concat(text, char(10) order by id, position) from (
      select id, -1 as position, cast(body as text) ->> '$.text' as text
        from message join slot using (slot) where message.key = unindexed.key
      union all
      select message.id, position, cast(body as text) ->> ('$.attachmentNames[' || position || ']')
        from attachment join message on message.key = attachment.key and message.id = message_id join slot using (slot)
        where attachment.key = unindexed.key
    ) where text <> ''), '') as body
  from unindexed join conversation using (key)
    join (select slot, cast(body as text) as body from slot) as head on head.slot = content_slot
  where unindexed.key >= ? order by unindexed.key`;
const INDEX = `insert into search (rowid, head, body) ${ENTRIES}`;
