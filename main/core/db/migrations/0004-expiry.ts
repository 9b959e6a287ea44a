import type { Migration } from './migration.ts';

/** `expired`: where this device stood when text went by itself; null for content that the hub took away [EX3]. */
export const expiry: Migration = {
  version: 4,
  name: 'expiry',
  sql: `
alter table receipt add column expired integer;
`,
};
