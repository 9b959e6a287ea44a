import { contactIndexOf } from './contact-index.ts';
import type { KnownConversation, Work } from './gathered.ts';
import {
  keyedConversations,
  knownConversation,
  knownConversations,
  noteRows,
  type KeyedRow,
} from './known-conversations.ts';
import type { ConversationRecord, ReadableConversation, ReadTx } from './storage.ts';
import { filledUp } from './statement-sizes.ts';

type Methods =
  | 'caseNumbers'
  | 'conversation'
  | 'conversationByNumber'
  | 'conversationByReplyToken'
  | 'conversations'
  | 'conversationsByMail'
  | 'conversationsOf'
  | 'readable'
  | 'receivedConversation';

export function conversationReads(work: Work): Pick<ReadTx, Methods> {
  const { db } = work;
  const conversations = () => keyedConversations(db);
  return {
    async conversation(id) {
      return (await knownConversation(work, id))?.record ?? null;
    },
    async conversationByNumber(number) {
      return firstRecord(work, await conversations().where('number', '=', number).execute());
    },
    async conversationByReplyToken(token) {
      return firstRecord(work, await conversations().where('reply_token', '=', token).execute());
    },
    async conversationsOf(email, limit) {
      const index = await contactIndexOf(work, email);
      if (index === null) return [];
      const own = conversations().where('contact_index', '=', index);
      return records(work, await own.orderBy('arrived_at', 'desc').orderBy('conversations.id').limit(limit).execute());
    },
    async conversationsByMail(mailMessageIds) {
      if (mailMessageIds.length === 0) return [];
      const carrying = db.selectFrom('messages').select('conversation_id').distinct();
      const named = carrying.where('mail_message_id', 'in', filledUp(mailMessageIds));
      return records(work, await conversations().where('conversations.id', 'in', named).execute());
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
      return new Map((await knownConversations(work, ids)).map((known) => [known.row.id, readable(known)]));
    },
    async receivedConversation(dedupeKey) {
      const joined = conversations().innerJoin('received', 'received.conversation_id', 'conversations.id');
      return firstRecord(work, await joined.where('received.dedupe_key', '=', dedupeKey).execute());
    },
  };
}

async function firstRecord(work: Work, rows: readonly KeyedRow[]): Promise<ConversationRecord | null> {
  return (await records(work, rows))[0] ?? null;
}

async function records(work: Work, rows: readonly KeyedRow[]): Promise<readonly ConversationRecord[]> {
  return (await noteRows(work, rows)).map(({ record }) => record);
}

const readable = ({ row, since, record }: KnownConversation): ReadableConversation => ({
  record,
  openSinceSeq: row.open_since_seq,
  privateSinceSeq: row.private_since_seq,
  sinceSeqByUserId: since,
});
