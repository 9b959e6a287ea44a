import type { Migration } from '../migration.ts';

/** Canned replies of one person each (CR7), encrypted like the texts of messages; `sealed` null: it was removed. */
export const ownReplies: Migration = {
  version: 37,
  name: 'own-replies',
  statements: ({ bytes }) => [
    `create table own_replies (
      id text primary key,
      user_id text not null,
      revision bigint not null,
      sealed ${bytes},
      key_id text
    )`,
    'create index own_replies_user on own_replies (user_id)',
  ],
};
