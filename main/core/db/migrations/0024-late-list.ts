import type { Migration } from './migration.ts';

/** The list of what is late is found, and counted, without looking at anything else (CK1). */
export const lateList: Migration = {
  version: 24,
  name: 'late-list',
  sql: `
create index conversation_late on conversation (v_sort)
  where late is not null and v_list <> 'resolved' and v_list <> 'merged';
create index conversation_late_group on conversation (v_group_id, v_sort)
  where late is not null and v_list <> 'resolved' and v_list <> 'merged';
`,
};
