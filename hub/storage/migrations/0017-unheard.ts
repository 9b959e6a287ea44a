import type { Migration } from '../migration.ts';

/** Messages whose voicemail nobody has listened to yet, as a JSON array (VM6); null: none. */
export const unheard: Migration = {
  version: 17,
  name: 'unheard',
  statements: () => ['alter table conversations add column unheard_ids text'],
};
