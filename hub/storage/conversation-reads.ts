import { sql } from 'kysely';
import { conversationFromRow } from './conversation-rows.ts';
import type { Work } from './kysely-tx.ts';
import { prepared, preparedList } from './prepared.ts';
import type { ConversationRecord, ReadableConversation, ReadTx } from './storage.ts';
import { filledUp } from './statement-sizes.ts';
import type { ConversationRow, Tables } from './tables.ts';

type Methods =
  | 'caseNumbers'
  | 'conversation'
  | 'conversationByReplyToken'
  | 'conversations'
  | 'conversationsByMail'
  | 'conversationsOf'
  | 'readable'
  | 'receivedConversation';

export function conversationReads(work: Work): Pick<ReadTx, Methods> {
  const { db } = work;
  const conversations = () => db.selectFrom('conversations').selectAll('conversations');
  return {
    async conversation(id) {
      return firstRecord(work, (await conversationById(work, { id })).rows);
    },
    async conversationByReplyToken(token) {
      return firstRecord(work, await conversations().where('reply_token', '=', token).execute());
    },
    async conversationsOf(email, limit) {
      const own = conversations().where(sql`lower(contact_email)`, '=', email.toLowerCase());
      return records(work, await own.orderBy('arrived_at', 'desc').orderBy('id').limit(limit).execute());
    },
    async conversationsByMail(mailMessageIds) {
      if (mailMessageIds.length === 0) return [];
      const carrying = db.selectFrom('messages').select('conversation_id').distinct();
      const named = carrying.where('mail_message_id', 'in', filledUp(mailMessageIds));
      return records(work, await conversations().where('id', 'in', named).execute());
    },
    async conversations({ after, limit }) {
      return records(work, await conversations().where('number', '>', after).orderBy('number').limit(limit).execute());
    },
    async caseNumbers(ids) {
      if (ids.length === 0) return new Map();
      const numbered = db.selectFrom('conversations').select(['id', 'number']);
      const rows = await numbered.where('id', 'in', filledUp(ids)).execute();
      return new Map(rows.map(({ id, number }) => [id, number]));
    },
    async readable(ids) {
      if (ids.length === 0) return new Map();
      return readableFrom(work, (await conversationsById(work, filledUp(ids), {})).rows);
    },
    async receivedConversation(dedupeKey) {
      const joined = conversations().innerJoin('received', 'received.conversation_id', 'conversations.id');
      return firstRecord(work, await joined.where('received.dedupe_key', '=', dedupeKey).execute());
    },
  };
}

const conversationById = prepared((db, { id }: { readonly id: string }) =>
  db.selectFrom('conversations').selectAll().where('id', '=', id),
);

const conversationsById = preparedList((db, ids: readonly string[]) =>
  db.selectFrom('conversations').selectAll().where('id', 'in', ids),
);

async function firstRecord(work: Work, rows: readonly ConversationRow[]): Promise<ConversationRecord | null> {
  return (await records(work, rows))[0] ?? null;
}

async function records(work: Work, rows: readonly ConversationRow[]): Promise<readonly ConversationRecord[]> {
  const found = await readableFrom(work, rows);
  return [...found.values()].map(({ record }) => record);
}

async function readableFrom(
  work: Work,
  rows: readonly ConversationRow[],
): Promise<ReadonlyMap<string, ReadableConversation>> {
  const participants = await participantsOf(
    work,
    rows.filter(({ state }) => state !== 'waiting').map(({ id }) => id),
  );
  return new Map(rows.map((row) => [row.id, readable(row, participants.get(row.id) ?? new Map())]));
}

function readable(row: ConversationRow, sinceSeqByUserId: ReadonlyMap<string, number>): ReadableConversation {
  const record = conversationFromRow(row, [...sinceSeqByUserId.keys()]);
  return { record, openSinceSeq: row.open_since_seq, sinceSeqByUserId };
}

async function participantsOf(work: Work, ids: readonly string[]): Promise<Map<string, Map<string, number>>> {
  const byConversation = new Map<string, Map<string, number>>();
  if (ids.length === 0) return byConversation;
  const rows: Tables['participants'][] = (await participantsByConversation(work, filledUp(ids), {})).rows;
  for (const row of rows) {
    const since = byConversation.get(row.conversation_id) ?? new Map<string, number>();
    byConversation.set(row.conversation_id, since.set(row.user_id, row.since_seq));
  }
  return byConversation;
}

const participantsByConversation = preparedList((db, ids: readonly string[]) =>
  db.selectFrom('participants').selectAll().where('conversation_id', 'in', ids).orderBy('user_id'),
);
