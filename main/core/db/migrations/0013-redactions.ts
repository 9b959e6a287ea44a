import type { Migration } from './migration.ts';

/** How often words were taken out of a message (RD2). */
export const redactions: Migration = {
  version: 13,
  name: 'redactions',
  sql: 'alter table message add column redactions integer not null default 0;',
};
