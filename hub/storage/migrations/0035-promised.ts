import type { Migration } from '../migration.ts';

/** Until when the contact of a case hears from us, as JSON (PM1): instants, ids and codes alone. */
export const promised: Migration = {
  version: 35,
  name: 'promised',
  statements: () => [
    'alter table conversations add column promised text',
    'create index conversations_promised on conversations (id) where promised is not null',
  ],
};
