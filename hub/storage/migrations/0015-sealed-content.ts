import type { Migration } from '../migration.ts';

/**
 * Texts and attachments are stored encrypted, each with a key of its own; the keys lie in one table, which backups leave out
 * (section RD). Rows of that table are added and overwritten, never removed or made longer: SQLite moves none of them.
 */
export const sealedContent: Migration = {
  version: 15,
  name: 'sealed-content',
  statements: ({ bytes }) => [
    `create table content_keys (id text primary key, key ${bytes} not null)`,
    `alter table messages add column sealed ${bytes}`,
    'alter table messages add column key_id text',
    'alter table messages add column redactions bigint not null default 0',
    'alter table blobs add column key_id text',
  ],
};
