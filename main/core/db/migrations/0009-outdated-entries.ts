import type { Migration } from './migration.ts';

/**
 * `entry_slot`: the conversation has an entry in the search index, made of its head and of the messages whose slots go up to
 * this one; what came later is not in it. Null: it has none. Taking words out costs some ms (`secure-delete`), so that it
 * waits for its turn like putting them in.
 */
export const outdatedEntries: Migration = {
  version: 9,
  name: 'outdated-entries',
  sql: `
alter table unindexed add column entry_slot integer;
create index unindexed_entry on unindexed (entry_slot) where entry_slot is not null;
`,
};
