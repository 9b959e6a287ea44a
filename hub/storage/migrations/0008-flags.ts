import type { Migration } from '../migration.ts';

/** Categories that the privacy guard found, as a JSON array (GU1); what waits with any is nobody's to read. */
export const flags: Migration = {
  version: 8,
  name: 'flags',
  statements: () => [
    'alter table conversations add column flags text',
    `create index conversations_readable on conversations (id) where state = 'waiting' and flags is null`,
    'drop index conversations_waiting',
  ],
};
