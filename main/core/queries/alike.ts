import type { Result } from '../../../shared/bridge/core-queries.ts';
import { compareCases, type ComparedCase } from '../../../shared/same-case/compare-cases.ts';
import type { HeadContent } from '../db/conversation-row.ts';
import { rowById } from '../db/conversation-row.ts';
import type { ReadableDb } from '../db/database.ts';
import { messagesOf } from '../db/messages.ts';
import { parseSlot } from '../db/slots.ts';
import { listedByKey } from './list.ts';
import { rowFrom, type ListedRow } from './rows.ts';
import { keysFound } from './search.ts';
import { searchWords } from './search-words.ts';

/** Cases of the same name or address that are compared: the newest ones. */
const COMPARED = 20;
const SHOWN = 5;

/** Open cases that are held here and may be the same one, or of somebody with the same name; the surest first. */
export function alike(db: ReadableDb, id: string): Result<'alike'> {
  const key = rowById(db, id)?.key;
  const listed = key === undefined ? undefined : listedByKey(db, key);
  const own = listed === undefined ? null : comparedOf(db, listed);
  if (listed === undefined || own === null) return [];
  const found = candidates(db, own)
    .filter((other) => other !== listed.key)
    .flatMap((other) => {
      const row = listedByKey(db, other);
      const compared =
        row === undefined || row.v_state === 'resolved' || row.merged_into !== null ? null : comparedOf(db, row);
      const sameness = compared === null ? null : compareCases(own, compared);
      return row === undefined || sameness === null
        ? []
        : [{ row: rowFrom(row), ...sameness, reasons: [...sameness.reasons] }];
    });
  return found.sort((a, b) => b.score - a.score || a.row.arrivedAt - b.row.arrivedAt).slice(0, SHOWN);
}

/** Those in which the name, the address or the number stands. */
function candidates(db: ReadableDb, { contact: { name, email, phone } }: ComparedCase): readonly number[] {
  const expressions = [name, email ?? '', phone ?? '']
    .map(searchWords)
    .filter((words) => words.length > 0)
    .map((words) => words.map((word) => `"${word}"`).join(' '));
  return [...new Set(expressions.flatMap((expression) => keysFound(db, expression, COMPARED)))];
}

/** Null: only its stub is held, or it is a chat, which has an end of its own. */
function comparedOf(db: ReadableDb, listed: ListedRow): ComparedCase | null {
  if (listed.body === null || listed.channel === 'chat') return null;
  const { subject, contact } = parseSlot<HeadContent>(listed.body);
  const written = messagesOf(db, listed.key).filter(({ kind, automatic }) => kind === 'incoming' && !automatic);
  return { contact, subject, text: written.map(({ text }) => text).join('\n'), arrivedAt: listed.arrived_at };
}
