import type { Migration } from '../migration.ts';

/** While a case is claimed its own row says that its assignee takes part, and since when: two trees less for a claim to write. */
export const assigneeTakesPart: Migration = {
  version: 43,
  name: 'assignee-takes-part',
  statements: () => [
    'alter table conversations add column assignee_since_seq bigint',
    `update conversations set assignee_since_seq = (
       select since_seq from participants
       where participants.conversation_id = conversations.id and participants.user_id = conversations.assignee_id)
     where state = 'claimed'`,
    `delete from participants where exists (
       select 1 from conversations
       where conversations.id = participants.conversation_id and conversations.state = 'claimed'
         and conversations.assignee_id = participants.user_id)`,
  ],
};
