import { sql } from 'kysely';
import type { Work } from './gathered.ts';
import { prepared } from './prepared.ts';
import type { ChatSessionRow } from './tables.ts';

/** What the hub knows of a visitor's session; it begins with the first line of a chat (CH3). */
export interface ChatSession {
  /** Of its secret, which is kept nowhere. */
  readonly secretHash: string;
  readonly conversationId: string;
  /** Number of the last line that was taken (CH4). */
  readonly lastLine: number;
  /** Files that were taken. */
  readonly files: number;
  readonly usedAt: number;
  /** How the visitor ended it. */
  readonly over: 'ticket' | 'left' | null;
  readonly transcriptAt: number | null;
}

export interface ChatReads {
  chatSession(secretHash: string): Promise<ChatSession | null>;
  /** Chats that wait, in order of arrival. */
  waitingChats(): Promise<readonly { readonly id: string; readonly groupId: string }[]>;
  /** Origins whose pages may have the bubble (CH1). */
  chatOrigins(): Promise<readonly string[]>;
}

export interface ChatWrites {
  putChatSession(session: ChatSession): Promise<void>;
  /** False: it was there already. */
  addChatOrigin(origin: string): Promise<boolean>;
  /** False: there was none. */
  removeChatOrigin(origin: string): Promise<boolean>;
}

/** Literals, not parameters: only so a database knows that the partial index fits. */
const waitingChat = sql<boolean>`channel = 'chat' and state = 'waiting'`;

export function chatTx(work: Work): ChatReads & ChatWrites {
  const { db } = work;
  return {
    async chatSession(secretHash) {
      const [row] = (await sessionByHash(work, { secretHash })).rows;
      return row === undefined ? null : sessionFromRow(row);
    },
    async putChatSession(session) {
      const { secret_hash, ...rest } = sessionToRow(session);
      const query = db.insertInto('chat_sessions').values({ secret_hash, ...rest });
      await query.onConflict((on) => on.column('secret_hash').doUpdateSet(rest)).execute();
    },
    waitingChats: async () => (await waiting(work, {})).rows,
    async chatOrigins() {
      const rows = await db.selectFrom('chat_origins').select('origin').orderBy('origin').execute();
      return rows.map(({ origin }) => origin);
    },
    async addChatOrigin(origin) {
      const query = db.insertInto('chat_origins').values({ origin });
      const { numInsertedOrUpdatedRows } = await query.onConflict((on) => on.doNothing()).executeTakeFirstOrThrow();
      return (numInsertedOrUpdatedRows ?? 0n) > 0n;
    },
    async removeChatOrigin(origin) {
      const query = db.deleteFrom('chat_origins').where('origin', '=', origin);
      return (await query.executeTakeFirstOrThrow()).numDeletedRows > 0n;
    },
  };
}

const sessionByHash = prepared((db, { secretHash }: { readonly secretHash: string }) =>
  db.selectFrom('chat_sessions').selectAll().where('secret_hash', '=', secretHash),
);

const waiting = prepared((db) =>
  db
    .selectFrom('conversations')
    .select(['id', 'group_id as groupId'])
    .where(waitingChat)
    .orderBy('arrived_at')
    .orderBy('id'),
);

const sessionFromRow = (row: ChatSessionRow): ChatSession => ({
  secretHash: row.secret_hash,
  conversationId: row.conversation_id,
  lastLine: row.last_line,
  files: row.files,
  usedAt: row.used_at,
  over: row.over,
  transcriptAt: row.transcript_at,
});

const sessionToRow = (session: ChatSession): ChatSessionRow => ({
  secret_hash: session.secretHash,
  conversation_id: session.conversationId,
  last_line: session.lastLine,
  files: session.files,
  used_at: session.usedAt,
  over: session.over,
  transcript_at: session.transcriptAt,
});
