import type { Migration } from '../migration.ts';

/** How the contact of a case can be reached, as JSON (CB1, CD1): instants and codes alone. */
export const reach: Migration = {
  version: 29,
  name: 'reach',
  statements: () => ['alter table conversations add column reach text'],
};
