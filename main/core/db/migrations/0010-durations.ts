import type { Migration } from './migration.ts';

/** How long a recording lasts, where the hub could find it out. */
export const durations: Migration = {
  version: 10,
  name: 'durations',
  sql: 'alter table attachment add column duration_ms integer;',
};
