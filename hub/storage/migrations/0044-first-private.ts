import type { Migration } from '../migration.ts';

/** Since when a case has lines that nobody sees while it waits: where it never had any, none are looked for when somebody takes it. */
export const firstPrivate: Migration = {
  version: 44,
  name: 'first-private',
  statements: () => [
    'alter table conversations add column first_private_seq bigint',
    `update conversations set first_private_seq = (
       select min(seq) from messages
       where messages.conversation_id = conversations.id and messages.visibility = 'private')`,
  ],
};
