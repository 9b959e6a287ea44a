import { conversationFromRow } from './conversation-rows.ts';
import type { Work } from './kysely-tx.ts';
import type { ConversationRecord, ReadableConversation, ReadTx } from './storage.ts';
import { filledUp } from './statement-sizes.ts';
import type { ConversationRow, Tables } from './tables.ts';

type Methods =
  | 'caseNumbers'
  | 'conversation'
  | 'conversationByReplyToken'
  | 'conversations'
  | 'readable'
  | 'receivedConversation';

export function conversationReads({ db }: Work): Pick<ReadTx, Methods> {
  const conversations = db.selectFrom('conversations').selectAll('conversations');
  return {
    async conversation(id) {
      return firstRecord(db, await conversations.where('id', '=', id).execute());
    },
    async conversationByReplyToken(token) {
      return firstRecord(db, await conversations.where('reply_token', '=', token).execute());
    },
    async conversations({ after, limit }) {
      return records(db, await conversations.where('number', '>', after).orderBy('number').limit(limit).execute());
    },
    async caseNumbers(ids) {
      if (ids.length === 0) return new Map();
      const numbered = db.selectFrom('conversations').select(['id', 'number']);
      const rows = await numbered.where('id', 'in', filledUp(ids)).execute();
      return new Map(rows.map(({ id, number }) => [id, number]));
    },
    async readable(ids) {
      if (ids.length === 0) return new Map();
      return readableFrom(db, await conversations.where('id', 'in', filledUp(ids)).execute());
    },
    async receivedConversation(dedupeKey) {
      const joined = conversations.innerJoin('received', 'received.conversation_id', 'conversations.id');
      return firstRecord(db, await joined.where('received.dedupe_key', '=', dedupeKey).execute());
    },
  };
}

async function firstRecord(db: Work['db'], rows: readonly ConversationRow[]): Promise<ConversationRecord | null> {
  return (await records(db, rows))[0] ?? null;
}

async function records(db: Work['db'], rows: readonly ConversationRow[]): Promise<readonly ConversationRecord[]> {
  const found = await readableFrom(db, rows);
  return [...found.values()].map(({ record }) => record);
}

async function readableFrom(
  db: Work['db'],
  rows: readonly ConversationRow[],
): Promise<ReadonlyMap<string, ReadableConversation>> {
  const participants = await participantsOf(
    db,
    rows.filter(({ state }) => state !== 'waiting').map(({ id }) => id),
  );
  return new Map(rows.map((row) => [row.id, readable(row, participants.get(row.id) ?? new Map())]));
}

function readable(row: ConversationRow, sinceSeqByUserId: ReadonlyMap<string, number>): ReadableConversation {
  const record = conversationFromRow(row, [...sinceSeqByUserId.keys()]);
  return { record, openSinceSeq: row.open_since_seq, sinceSeqByUserId };
}

async function participantsOf(db: Work['db'], ids: readonly string[]): Promise<Map<string, Map<string, number>>> {
  const byConversation = new Map<string, Map<string, number>>();
  if (ids.length === 0) return byConversation;
  const rows: Tables['participants'][] = await db
    .selectFrom('participants')
    .selectAll()
    .where('conversation_id', 'in', filledUp(ids))
    .orderBy('user_id')
    .execute();
  for (const row of rows) {
    const since = byConversation.get(row.conversation_id) ?? new Map<string, number>();
    byConversation.set(row.conversation_id, since.set(row.user_id, row.since_seq));
  }
  return byConversation;
}
