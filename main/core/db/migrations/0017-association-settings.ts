import type { Migration } from './migration.ts';

/** What coordinators set for the whole association [RT4]: one row of JSON. */
export const associationSettings: Migration = {
  version: 17,
  name: 'association-settings',
  sql: 'create table association_settings (id text primary key, settings text not null, version integer not null) strict;',
};
