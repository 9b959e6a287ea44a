import type { Dialect, Migration } from '../migration.ts';

/**
 * Every tree that a claim touches is a page more in its commit. One index on what waits and a small one on what is held stand
 * for three; answers are one tree on SQLite. How far a device's commands are answered is the number of its last answer:
 * `devices.last_command` is what older hubs wrote, and is not written any more.
 */
export const fewerTrees: Migration = {
  version: 42,
  name: 'fewer-trees',
  statements: ({ clustered }) => [
    'drop index conversations_open',
    'drop index conversations_in_line',
    'drop index conversations_readable',
    `create index conversations_waiting on conversations (arrived_at, number, group_id, id, flags, merged_into)
     where state = 'waiting'`,
    `create index conversations_held on conversations (assignee_id, number, group_id, id) where state = 'claimed'`,
    ...(clustered === null ? [] : answersInOneTree(clustered)),
  ],
};

const answersInOneTree = (clustered: NonNullable<Dialect['clustered']>): readonly string[] => [
  `create table new_command_answers (
    device_id text not null references devices (id), seq bigint not null, outcome text not null,
    claim_conversation_id text, claim_fence bigint, primary key (device_id, seq)) ${clustered}`,
  'insert into new_command_answers select * from command_answers',
  'drop table command_answers',
  'alter table new_command_answers rename to command_answers',
];
