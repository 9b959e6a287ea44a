import { sql } from 'kysely';
import type { Late } from '../../shared/model/late.ts';
import type { Promised } from '../../shared/model/promise.ts';
import type { Work } from './gathered.ts';
import { passingTx, type PassingReads } from './passing-tx.ts';
import type { ConversationRecord } from './storage.ts';

/** A case in which somebody waits for something. */
export interface RunningClock {
  readonly conversationId: string;
  readonly groupId: string;
  readonly isAwaiting: boolean;
  readonly unheardIds: readonly string[];
  readonly late: Late;
  /** When what was promised is due (PM3); null: nothing is. */
  readonly promisedFor: number | null;
  /** Of merged cases, which have one clock (MG4): the one that leads it, and those that it leads. */
  readonly mergedInto: string | null;
  readonly mergedIds: readonly string[];
}

/** A case that its assignee has not answered since they took it. */
export interface UnansweredClaim {
  readonly conversationId: string;
  readonly groupId: string;
  readonly claimedAt: number;
}

export interface ClockReads extends PassingReads {
  /** Those that were taken before this instant; chats have leases, and merged cases are those of the one that leads (CK6). */
  unansweredClaims(claimedBefore: number): Promise<readonly UnansweredClaim[]>;
  /** All cases in which a clock runs (CK1, CK3, PM3). */
  runningClocks(): Promise<readonly RunningClock[]>;
  /** When the first message came that no person has answered, of each that has one. Automatic ones count for neither side. */
  unansweredSince(ids: readonly string[]): Promise<ReadonlyMap<string, number>>;
  /** The same of several that are one. */
  unansweredAmong(ids: readonly string[]): Promise<number | null>;
  /** Whether the contact has written in this case after that instant; automatic mail does not count. */
  hasWrittenSince(id: string, at: number): Promise<boolean>;
  /** When these messages came. */
  cameAt(messageIds: readonly string[]): Promise<ReadonlyMap<string, number>>;
}

/** The literals let a database know that the partial indexes fit. */
const awaiting = sql<boolean>`awaiting_answer = 1 and state <> 'resolved'`;
const unheard = sql<boolean>`unheard_ids is not null`;
const promised = sql<boolean>`promised is not null`;
const columns = [
  'id',
  'group_id',
  'state',
  'awaiting_answer',
  'unheard_ids',
  'late',
  'promised',
  'merged_into',
  'merged_ids',
] as const;

export function clockTx(work: Work): ClockReads {
  const { db } = work;
  return {
    ...passingTx(work),
    async runningClocks() {
      const waiting = await db.selectFrom('conversations').select(columns).where(awaiting).execute();
      const silent = await db.selectFrom('conversations').select(columns).where(unheard).execute();
      const owed = await db.selectFrom('conversations').select(columns).where(promised).execute();
      const rows = new Map([...waiting, ...silent, ...owed].map((row) => [row.id, row]));
      return [...rows.values()].map((row) => ({
        conversationId: row.id,
        groupId: row.group_id,
        isAwaiting: row.awaiting_answer === 1 && row.state !== 'resolved',
        unheardIds: row.unheard_ids === null ? [] : (JSON.parse(row.unheard_ids) as string[]),
        late: row.late === null ? {} : (JSON.parse(row.late) as Late),
        promisedFor: row.promised === null ? null : (JSON.parse(row.promised) as Promised).dueAt,
        mergedInto: row.merged_into,
        mergedIds: row.merged_ids === null ? [] : (JSON.parse(row.merged_ids) as string[]),
      }));
    },
    unansweredClaims: (claimedBefore) => unansweredClaims(db, claimedBefore),
    async unansweredSince(ids) {
      const since = new Map<string, number>();
      for (const some of inChunks(ids)) {
        const { rows } = await unanswered(some).execute(db);
        for (const row of rows) since.set(row.conversation_id, Number(row.since));
      }
      return since;
    },
    async unansweredAmong(ids) {
      const [row] = (await unansweredTogether(ids).execute(db)).rows;
      return row?.since == null ? null : Number(row.since);
    },
    async hasWrittenSince(id, at) {
      const row = await db
        .selectFrom('messages')
        .select('id')
        .where('conversation_id', '=', id)
        .where('kind', '=', 'incoming')
        .where('automatic', '=', 0)
        .where('at', '>', at)
        .limit(1)
        .executeTakeFirst();
      return row !== undefined;
    },
    async cameAt(messageIds) {
      const came = new Map<string, number>();
      for (const some of inChunks(messageIds)) {
        const query = db.selectFrom('messages').select(['id', 'at']).where('id', 'in', some);
        for (const { id, at } of await query.execute()) came.set(id, at);
      }
      return came;
    },
  };
}

async function unansweredClaims(db: Work['db'], claimedBefore: number): Promise<readonly UnansweredClaim[]> {
  const claimed = db.selectFrom('conversations').select(['id', 'group_id', 'claimed_at']).where(awaiting);
  const theirs = claimed.where('state', '=', 'claimed').where('channel', '!=', 'chat');
  const lead = theirs.where('merged_into', 'is', null).where('claimed_at', '<=', claimedBefore);
  const silent = await lead.where(neverAnsweredSince).execute();
  return silent.map((row) => ({ conversationId: row.id, groupId: row.group_id, claimedAt: row.claimed_at ?? 0 }));
}

/** A database takes only so many parameters. */
const CHUNK = 500;

function* inChunks(ids: readonly string[]): Generator<readonly string[]> {
  for (let from = 0; from < ids.length; from += CHUNK) yield ids.slice(from, from + CHUNK);
}

/** A reply, or a call that reached the contact (CB3). */
const isAnswer = sql`answer.automatic = 0 and (answer.kind = 'reply'
  or (answer.kind = 'system' and answer.event like '{"code":"call"%"outcome":"reached"%'))`;

const neverAnsweredSince = sql<boolean>`not exists (select 1 from messages as answer
  where answer.conversation_id = conversations.id and answer.at >= conversations.claimed_at and ${isAnswer})`;

const unanswered = (ids: readonly string[]) => sql<{ conversation_id: string; since: number | string }>`
  select asked.conversation_id, min(asked.at) as since from messages as asked
  where asked.conversation_id in (${sql.join(ids)}) and asked.kind = 'incoming' and asked.automatic = 0
    and asked.at > coalesce((select max(answer.at) from messages as answer
      where answer.conversation_id = asked.conversation_id and ${isAnswer}), 0)
  group by asked.conversation_id`;

const unansweredTogether = (ids: readonly string[]) => sql<{ since: number | string | null }>`
  select min(at) as since from messages
  where conversation_id in (${sql.join(ids)}) and kind = 'incoming' and automatic = 0
    and at > coalesce((select max(answer.at) from messages as answer
      where answer.conversation_id in (${sql.join(ids)}) and ${isAnswer}), 0)`;

/** What nobody waits for any more is late no more (CK1). */
export function withoutPastLateness(record: ConversationRecord): ConversationRecord {
  if (record.late === undefined) return record;
  const { late, ...rest } = record;
  const isAwaiting = record.awaitingAnswer && record.state !== 'resolved';
  const left: Late = {
    ...(late.answer === undefined || !isAwaiting ? {} : { answer: late.answer }),
    // Cleared by the command that reaches somebody.
    ...(late.call === undefined || record.state === 'resolved' ? {} : { call: late.call }),
    ...(late.promise === undefined || record.promised === undefined ? {} : { promise: late.promise }),
    ...(late.hearing === undefined || record.unheardIds === undefined ? {} : { hearing: late.hearing }),
  };
  return Object.keys(left).length === 0 ? rest : { ...rest, late: left };
}
