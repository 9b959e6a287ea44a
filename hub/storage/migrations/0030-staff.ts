import type { Migration } from '../migration.ts';

/** Who is in which group, which groups are not used any more (section GR), and when each device was there last (PE1). */
export const staff: Migration = {
  version: 30,
  name: 'staff',
  statements: () => [
    'alter table "groups" add column members text',
    'alter table "groups" add column revision integer not null default 0',
    'alter table "groups" add column retired_into text references "groups" (id)',
    'alter table devices add column seen_at bigint',
    // How many each person holds, and what waits in a group, without reading the rows of what is resolved.
    `create index conversations_open on conversations (state, group_id, assignee_id, number, id) where state <> 'resolved'`,
  ],
};
