import type { Query, Result, View } from '../../../shared/bridge/core-queries.ts';
import type { List } from '../db/conversation-row.ts';
import type { ReadableDb } from '../db/database.ts';
import { groupIdsOf } from '../db/next.ts';
import { answersDue } from './answer-due.ts';
import { rowWithMerged } from './merged.ts';
import { FROM_LISTED, LISTED, type ListedRow } from './rows.ts';

type ListQuery = Extract<Query, { name: 'list' }>;

/** Each condition names the columns of one index in full, so that no list costs a scan or a sort. */
const CONDITION: Readonly<Record<View, string>> = {
  'to-take': "v_list = 'to-take'",
  mine: "v_list = 'mine'",
  'passed-on': "v_list = 'passed-on'",
  late: "late is not null and v_list <> 'resolved' and v_list <> 'merged'",
  resolved: "v_list = 'resolved'",
  chats: "channel = 'chat' and channel <> 'ticket' and v_list in ('to-take', 'mine')",
  voicemail: "channel = 'voicemail' and channel <> 'ticket' and v_list in ('to-take', 'mine')",
};

/** The keys of a window of a list, in its order. */
export function keysSql(view: View, inGroup: boolean): string {
  const group = inGroup ? ' and v_group_id = @groupId' : '';
  return `select key from conversation where ${CONDITION[view]}${group} order by v_sort, key limit @limit offset @offset`;
}

export function list(db: ReadableDb, { view, groupId, offset, limit }: ListQuery, hubNow: number): Result<'list'> {
  const window = groupId === null ? { offset, limit } : { offset, limit, groupId };
  const rows = db.all<ListedRow>(
    `select ${LISTED} from (${keysSql(view, groupId !== null)}) as listed
     join conversation using (key) left join slot on slot.slot = conversation.content_slot
     order by v_sort, key`,
    window,
  );
  const due = answersDue(db, rows, hubNow);
  const shown = rows.map((listed) => {
    const row = rowWithMerged(db, listed);
    const answerDueAt = due.get(row.id);
    return answerDueAt === undefined ? row : { ...row, answerDueAt };
  });
  return { total: totals(db, groupId)[view], offset, rows: shown };
}

interface Tally {
  readonly list: List;
  readonly channel: string;
  readonly group_id: string;
  readonly n: number;
}

/** How many there are in each view, from the tallies that triggers keep. */
function totals(db: ReadableDb, groupId: string | null): Record<View, number> {
  const tallies = db
    .all<Tally>('select * from tally')
    .filter(({ group_id }) => groupId === null || group_id === groupId);
  const sum = (isCounted: (tally: Tally) => boolean): number =>
    tallies.filter(isCounted).reduce((total, { n }) => total + n, 0);
  const isOpenHere = ({ list }: Tally): boolean => list === 'to-take' || list === 'mine';
  return {
    'to-take': sum(({ list }) => list === 'to-take'),
    mine: sum(({ list }) => list === 'mine'),
    'passed-on': sum(({ list }) => list === 'passed-on'),
    late: lateCount(db, groupId),
    resolved: sum(({ list }) => list === 'resolved'),
    chats: sum((tally) => tally.channel === 'chat' && isOpenHere(tally)),
    voicemail: sum((tally) => tally.channel === 'voicemail' && isOpenHere(tally)),
  };
}

/** Few, and in an index of their own. */
function lateCount(db: ReadableDb, groupId: string | null): number {
  const inGroup = groupId === null ? '' : ' and v_group_id = @groupId';
  const sql = `select count(*) as n from conversation where ${CONDITION.late}${inGroup}`;
  return db.get<{ n: number }>(sql, groupId === null ? {} : { groupId })?.n ?? 0;
}

export function counts(db: ReadableDb): Result<'counts'> {
  const waiting = db.all<Tally>("select group_id, sum(n) as n from tally where list = 'to-take' group by group_id");
  const groups = Object.fromEntries(waiting.filter(({ n }) => n > 0).map(({ group_id, n }) => [group_id, n]));
  return { views: totals(db, null), groups };
}

/** What the badge counts: what waits in this person's groups, and their cases in which the contact waits for an answer. */
export function badge(db: ReadableDb): { readonly waiting: number; readonly mine: number } {
  const groupIds = groupIdsOf(db);
  const waiting = db
    .all<Tally>("select * from tally where list = 'to-take'")
    .filter(({ group_id }) => groupIds === null || groupIds.includes(group_id))
    .reduce((total, { n }) => total + n, 0);
  const awaiting = "select count(*) as n from conversation where v_list = 'mine' and v_awaiting_answer = 1";
  return { waiting, mine: db.get<{ n: number }>(awaiting)?.n ?? 0 };
}

export function listedByKey(db: ReadableDb, key: number): ListedRow | undefined {
  return db.get<ListedRow>(`select ${LISTED} from ${FROM_LISTED} where key = ?`, [key]);
}
