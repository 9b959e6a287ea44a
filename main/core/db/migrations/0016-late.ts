import type { Migration } from './migration.ts';

/** How far the clocks of a case have run, by the hub's word, as JSON (CK1); null: not that far. */
export const late: Migration = {
  version: 16,
  name: 'late',
  sql: 'alter table conversation add column late text;',
};
