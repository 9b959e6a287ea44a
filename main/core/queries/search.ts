import type { Query, Result } from '../../../shared/bridge/core-queries.ts';
import { keyOf } from '../db/case-number.ts';
import type { HeadContent } from '../db/conversation-row.ts';
import type { ReadableDb } from '../db/database.ts';
import { messagesOf } from '../db/messages.ts';
import { searchedTexts, unindexedCount } from '../db/search-index.ts';
import { parseSlot } from '../db/slots.ts';
import { listedByKey } from './list.ts';
import { leadOf, rowWithMerged } from './merged.ts';
import type { ListedRow } from './rows.ts';
import { matchExpression, passage, searchWords } from './search-words.ts';

/** Newest case first: the index gives its entries in order of case number, so no result has to be sorted or scored. */
export const SEARCH_SQL = 'select rowid as key from search where search match ? order by rowid desc limit ?';

/** Finds what is held, and by its full number also a case of which only a stub is held. */
export function search(db: ReadableDb, { text, limit }: Extract<Query, { name: 'search' }>): Result<'search'> {
  const words = searchWords(text);
  const direct = keyOfTyped(text);
  const found = words.length === 0 ? [] : keysFound(db, matchExpression(words), limit + 1);
  const keys = direct === null ? found : [direct, ...found.filter((key) => key !== direct)];
  const hits = keys.slice(0, limit).flatMap((key) => {
    const listed = listedByKey(db, key);
    return listed === undefined
      ? []
      : [{ row: rowWithMerged(db, leadOf(db, listed)), passage: passageOf(db, listed, words) }];
  });
  return { hits: onceEach(hits), more: found.length > limit, unindexed: unindexedCount(db) };
}

/** Merged cases are one (MG6): what was found in any of them is found once. */
function onceEach(hits: Result<'search'>['hits']): Result<'search'>['hits'] {
  const seen = new Set<string>();
  return hits.filter(({ row }) => !seen.has(row.id) && seen.add(row.id));
}

/** Newest first. */
export function keysFound(db: ReadableDb, expression: string, limit: number): number[] {
  try {
    return db.all<{ key: number }>(SEARCH_SQL, [expression, limit]).map(({ key }) => key);
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
function passageOf(db: ReadableDb, listed: ListedRow, words: readonly string[]): string[] {
  if (listed.body === null) return [];
  const { subject, contact } = parseSlot<HeadContent>(listed.body);
  const texts = messagesOf(db, listed.key).reverse().flatMap(searchedTexts);
  for (const text of [...texts, subject, contact.name, contact.email ?? '', contact.phone ?? '']) {
    const found = passage(text, words);
    if (found !== null) return found;
  }
  return [subject];
}
