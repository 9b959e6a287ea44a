import type { Migration } from '../migration.ts';

/** Which participants see a case only from an instant on, as JSON (PV1): ids and instants alone. */
export const partial: Migration = {
  version: 39,
  name: 'partial',
  statements: () => ['alter table conversations add column partial text'],
};
