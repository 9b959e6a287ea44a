import type { Migration } from './migration.ts';

/** The case that leads the merged ones of which this is one, by the hub's word (MG3); null: it stands in the lists by itself. */
export const merged: Migration = {
  version: 18,
  name: 'merged',
  sql: `
alter table conversation add column merged_into text;
create index conversation_merged on conversation (merged_into) where merged_into is not null;
`,
};
