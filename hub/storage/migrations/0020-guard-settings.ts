import type { Migration } from '../migration.ts';

/** The association's own words for the privacy guard, and its identifiers (GU8, GU9): one row. */
export const guardSettings: Migration = {
  version: 20,
  name: 'guard-settings',
  statements: () => ['create table guard_settings (id text primary key, settings text not null)'],
};
