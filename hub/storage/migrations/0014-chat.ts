import type { Migration } from '../migration.ts';

/** Sessions of visitors (CH3), the origins whose pages may have the bubble (CH1), and the queue of chats (CH6). */
export const chat: Migration = {
  version: 14,
  name: 'chat',
  statements: () => [
    `create table chat_sessions (
      secret_hash text primary key, conversation_id text not null references conversations (id),
      last_line integer not null, files integer not null, used_at bigint not null, over text, transcript_at bigint)`,
    `create table chat_origins (origin text primary key)`,
    `create index conversations_waiting_chats on conversations (arrived_at, id)
      where channel = 'chat' and state = 'waiting'`,
  ],
};
