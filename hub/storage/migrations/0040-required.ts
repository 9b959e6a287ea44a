import type { Migration } from '../migration.ts';

/** Which documents a case needs, and which have come, as JSON (RQ1): codes alone. */
export const required: Migration = {
  version: 40,
  name: 'required',
  statements: () => ['alter table conversations add column required text'],
};
