import type { Migration } from './migration.ts';

/** JSON of what is known of a document in the vault, whose bytes are never stored here (DV4). */
export const documents: Migration = {
  version: 15,
  name: 'documents',
  sql: 'alter table attachment add column document text;',
};
