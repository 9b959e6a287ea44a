import type { Row } from '../../../shared/bridge/core-queries.ts';
import { numberOf } from '../db/case-number.ts';
import { REACHED } from '../db/conversations.ts';
import type { ReadableDb } from '../db/database.ts';
import { FROM_LISTED, LISTED, rowFrom, rowNow, type ListedRow } from './rows.ts';

/** The cases that this one leads (MG6), in order of their numbers. */
export function ledBy(db: ReadableDb, id: string): readonly ListedRow[] {
  return db.all<ListedRow>(`select ${LISTED} from ${FROM_LISTED} where merged_into = ? order by key`, [id]);
}

/** The case in whose place it is shown: the one that leads it, or itself. */
export function leadOf(db: ReadableDb, listed: ListedRow): ListedRow {
  if (listed.merged_into === null) return listed;
  return db.get<ListedRow>(`select ${LISTED} from ${FROM_LISTED} where id = ?`, [listed.merged_into]) ?? listed;
}

/** A row as the list shows it: with what there is in the cases that it leads (MG6). */
export function rowWithMerged(db: ReadableDb, listed: ListedRow): Row {
  const led = ledBy(db, listed.id);
  const row = rowNow(db, listed);
  if (led.length === 0) return row;
  const rows = led.map(rowFrom);
  const sum = (count: (row: Row) => number): number => rows.reduce((total, each) => total + count(each), count(row));
  const content = row.content && {
    ...row.content,
    attachmentCount: sum((each) => each.content?.attachmentCount ?? 0),
    reminders: sum((each) => each.content?.reminders ?? 0),
    lastMessageAt: Math.max(...[row, ...rows].map((each) => each.content?.lastMessageAt ?? 0)),
    awaitingAnswer: isAwaiting(db, [listed, ...led]),
  };
  return {
    ...row,
    content,
    merged: led.map(({ id, key }) => ({ id, number: numberOf(key) })),
    hasDraft: row.hasDraft || rows.some(({ hasDraft }) => hasDraft),
    pending: sum(({ pending }) => pending),
    unheard: sum(({ unheard }) => unheard),
    late: { ...highest([row, ...rows], 'answer'), ...highest([row, ...rows], 'hearing') },
  };
}

function highest(rows: readonly Row[], thing: keyof Row['late']): Row['late'] {
  const levels = rows.flatMap(({ late }) => late[thing] ?? []);
  return levels.length === 0 ? {} : { [thing]: levels.includes(2) ? 2 : 1 };
}

/** An answer to one is an answer to all (MG4), also one that is still on its way. */
function isAwaiting(db: ReadableDb, listed: readonly ListedRow[]): boolean {
  if (listed.some((each) => each.awaiting_answer === 1 && each.v_awaiting_answer === 0)) return false;
  const last = db.get<{ kind: string }>(
    `select kind from message where key in (select value from json_each(?)) and automatic = 0
       and (kind in ('incoming', 'reply') or ${REACHED}) order by at desc, id desc limit 1`,
    [JSON.stringify(listed.map(({ key }) => key))],
  );
  return last?.kind === 'incoming';
}
