import type { Migration } from '../migration.ts';

/** Cases that are one (MG3): which one leads, which ones it leads, and how both were before (MG5), as JSON. */
export const merged: Migration = {
  version: 25,
  name: 'merged',
  statements: () => [
    'alter table conversations add column merged_into text',
    'alter table conversations add column merged_ids text',
    'alter table conversations add column before_merge text',
  ],
};
