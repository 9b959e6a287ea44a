import type { Migration } from './migration.ts';

/** The association's own words for the privacy guard, and its identifiers [GU9]: one row of JSON. */
export const guardSettings: Migration = {
  version: 14,
  name: 'guard-settings',
  sql: 'create table guard_settings (id text primary key, settings text not null, version integer not null) strict;',
};
