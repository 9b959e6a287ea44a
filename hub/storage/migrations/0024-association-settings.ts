import type { Migration } from '../migration.ts';

/** What coordinators set for the whole association (RT4): one row; and why each case is where it was put, as JSON (RT3). */
export const associationSettings: Migration = {
  version: 24,
  name: 'association-settings',
  statements: () => [
    'create table association_settings (id text primary key, settings text not null)',
    'alter table conversations add column routed text',
  ],
};
