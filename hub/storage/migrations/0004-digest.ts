import type { Migration } from '../migration.ts';

/** What a digest adds to the sum of public numbers is looked up by user and among what waits. */
export const digest: Migration = {
  version: 4,
  name: 'digest',
  statements: () => [
    `create index conversations_waiting on conversations (id) where state = 'waiting'`,
    `create index participants_by_user on participants (user_id, conversation_id)`,
  ],
};
