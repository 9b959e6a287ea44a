import type { Query, Result } from '../../../shared/bridge/core-queries.ts';
import { keyOf } from '../db/case-number.ts';
import type { HeadContent } from '../db/conversation-row.ts';
import type { ReadableDb } from '../db/database.ts';
import { allGroups } from '../db/directory.ts';
import { messagesOf } from '../db/messages.ts';
import { searchedTexts, unindexedCount } from '../db/search-index.ts';
import { parseSlot } from '../db/slots.ts';
import { listedByKey } from './list.ts';
import { leadOf, rowWithMerged } from './merged.ts';
import type { ListedRow } from './rows.ts';
import { readTyped, type Typed } from './search-filters.ts';
import { hasPhone, phoneExpression, phoneOf, phonePassage } from './search-phones.ts';
import { matchExpression, passage, searchWords } from './search-words.ts';

/** Newest case first: the index gives its entries in order of case number, so no result has to be sorted or scored. */
export const SEARCH_SQL = 'select rowid as key from search where search match ? order by rowid desc limit ?';

/** Finds what is held, and by its full number also a case of which only a stub is held. */
export function search(
  db: ReadableDb,
  { text, limit }: Extract<Query, { name: 'search' }>,
  hubNow: number,
): Result<'search'> {
  const typed = readTyped(text, { groups: allGroups(db), now: hubNow });
  const words = searchWords(typed.rest);
  const direct = keyOfTyped(text);
  // No telephone number in Italy begins as the number of a case does.
  const phone = direct === null || !/^\s*20/.test(text) ? phoneOf(typed.from === '' ? typed.rest : typed.from) : null;
  const found = newestFirst([
    ...foundBy(db, typed, limit + 1),
    ...(phone === null ? [] : foundByPhone(db, { typed, phone, limit: limit + 1 })),
  ]).slice(0, limit + 1);
  const keys = direct === null ? found : [direct, ...found.filter((key) => key !== direct)];
  const hits = keys.slice(0, limit).flatMap((key) => {
    const listed = listedByKey(db, key);
    return listed === undefined
      ? []
      : [{ row: rowWithMerged(db, leadOf(db, listed)), passage: passageOf(db, listed, { words, phone }) }];
  });
  return { hits: onceEach(hits), more: found.length > limit, unindexed: unindexedCount(db) };
}

function foundBy(db: ReadableDb, typed: Typed, limit: number): number[] {
  const from = searchWords(typed.from);
  // The contact's words stand in the index like all others: the last ones typed may be a beginning.
  const words = [...from, ...searchWords(typed.rest)];
  const { sql, params } = conditionsOf(typed);
  if (sql === '' && words.length === 0) return [];
  if (sql === '' && from.length === 0) return keysFound(db, matchExpression(words), limit);
  const expression = words.length === 0 ? null : anyEnd(words);
  if (from.length === 0) return filtered(db, { expression, sql, params, limit });
  const candidates = filtered(db, { expression, sql, params, limit: MAX_CANDIDATES });
  return candidates.filter((key) => isFrom(db, key, from)).slice(0, limit);
}

interface ByPhone {
  readonly typed: Typed;
  readonly phone: string;
  readonly limit: number;
}

/** A number is found however it was written: of the contact, or in a text where no person is asked for. */
function foundByPhone(db: ReadableDb, { typed, phone, limit }: ByPhone): number[] {
  const { sql, params } = conditionsOf(typed);
  const beside = typed.from === '' ? [] : searchWords(typed.rest);
  const number = phoneExpression(phone);
  const expression = beside.length === 0 ? number : `(${number}) AND (${anyEnd(beside)})`;
  const candidates = filtered(db, { expression, sql, params, limit: MAX_CANDIDATES });
  return candidates.filter((key) => holdsPhone(db, key, { typed, phone })).slice(0, limit);
}

function holdsPhone(db: ReadableDb, key: number, { typed, phone }: Omit<ByPhone, 'limit'>): boolean {
  const body = listedByKey(db, key)?.body ?? null;
  if (body === null) return false;
  const { subject, contact } = parseSlot<HeadContent>(body);
  if (hasPhone(contact.phone ?? '', phone)) return true;
  if (typed.from !== '') return false;
  return [subject, ...messagesOf(db, key).flatMap(searchedTexts)].some((text) => hasPhone(text, phone));
}

const newestFirst = (keys: readonly number[]): number[] => [...new Set(keys)].sort((a, b) => b - a);

/** Of whom a person is looked for among so many at most, the newest. */
const MAX_CANDIDATES = 1_000;

function isFrom(db: ReadableDb, key: number, from: readonly string[]): boolean {
  const body = listedByKey(db, key)?.body ?? null;
  if (body === null) return false;
  const { contact } = parseSlot<HeadContent>(body);
  const own = searchWords([contact.name, contact.email ?? '', contact.phone ?? ''].join(' '));
  return from.every((word) => own.some((each) => each.startsWith(word)));
}

interface Conditions {
  readonly sql: string;
  readonly params: Readonly<Record<string, string | number>>;
}

function conditionsOf({ states, channels, groupIds, since, until }: Typed): Conditions {
  const parts: string[] = [];
  const params: Record<string, string | number> = {};
  const among = (column: string, name: string, values: readonly string[] | null): void => {
    if (values === null) return;
    parts.push(`${column} in (select value from json_each(@${name}))`);
    params[name] = JSON.stringify(values);
  };
  among('v_state', 'states', states);
  among('channel', 'channels', channels);
  among('v_group_id', 'groupIds', groupIds);
  if (since !== null) parts.push('arrived_at >= @since');
  if (until !== null) parts.push('arrived_at < @until');
  const instants = { ...(since === null ? {} : { since }), ...(until === null ? {} : { until }) };
  return { sql: parts.join(' and '), params: { ...params, ...instants } };
}

/** The conditions on the columns of a case, along the index of words or, without any, from the newest case on. */
function filtered(
  db: ReadableDb,
  { expression, sql, params, limit }: Conditions & { readonly expression: string | null; readonly limit: number },
): number[] {
  const conditions = sql === '' ? '1' : sql;
  const query =
    expression === null
      ? `select key from conversation where ${conditions} order by key desc limit @limit`
      : `select search.rowid as key from search cross join conversation on conversation.key = search.rowid
         where search match @expression and ${conditions} order by search.rowid desc limit @limit`;
  const matched = expression === null ? {} : { expression };
  return keysOf(() => db.all<{ key: number }>(query, { ...params, ...matched, limit }));
}

/** Each word may be a beginning: with filters, which is the last one that is being typed is not known. */
const anyEnd = (words: readonly string[]): string => words.map((word) => `"${word}"*`).join(' ');

/** Merged cases are one (MG6): what was found in any of them is found once. */
function onceEach(hits: Result<'search'>['hits']): Result<'search'>['hits'] {
  const seen = new Set<string>();
  return hits.filter(({ row }) => !seen.has(row.id) && seen.add(row.id));
}

/** Newest first. */
export function keysFound(db: ReadableDb, expression: string, limit: number): number[] {
  return keysOf(() => db.all<{ key: number }>(SEARCH_SQL, [expression, limit]));
}

function keysOf(read: () => readonly { readonly key: number }[]): number[] {
  try {
    return read().map(({ key }) => key);
  } catch (error) {
    // A letter that is younger than the index's alphabet splits a word in two; an index without positions knows none such.
    if (error instanceof Error && error.message.includes('phrase queries are not supported')) return [];
    throw error;
  }
}

/** `2026-000124`, `2026-124` or `2026000124`. */
function keyOfTyped(text: string): number | null {
  const match = /^\s*(\d{4})(?:-(\d{1,6})|(\d{6}))\s*$/.exec(text);
  return match === null ? null : keyOf(`${match[1]}-${match[2] ?? match[3]}`);
}

/** From the newest message with a hit; else from the subject; else from what is known of the contact. */
function passageOf(
  db: ReadableDb,
  listed: ListedRow,
  { words, phone }: { readonly words: readonly string[]; readonly phone: string | null },
): string[] {
  if (listed.body === null) return [];
  const { subject, contact } = parseSlot<HeadContent>(listed.body);
  const texts = messagesOf(db, listed.key).reverse().flatMap(searchedTexts);
  for (const text of [...texts, subject, contact.name, contact.email ?? '', contact.phone ?? '']) {
    const found = (phone === null ? null : phonePassage(text, phone)) ?? passage(text, words);
    if (found !== null) return found;
  }
  return [subject];
}
