import type { Migration } from './migration.ts';

/** Who is in a group (JSON; null: everybody), whether it is used no more, and which change of it this is (section GR). */
export const groupMembers: Migration = {
  version: 21,
  name: 'group-members',
  sql: `
alter table grp add column members text;
alter table grp add column retired integer not null default 0;
alter table grp add column revision integer not null default 0;
`,
};
