import type { Migration } from './migration.ts';

/** What the privacy guard found, as a JSON array; what waits with any has no content here (GU2). */
export const flags: Migration = {
  version: 7,
  name: 'flags',
  sql: 'alter table conversation add column flags text;',
};
