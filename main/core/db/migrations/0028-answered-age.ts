import type { Migration } from './migration.ts';

/** What has been kept for long enough is found without reading all that is kept: at every connection, before anything leaves (RE2). */
export const answeredAge: Migration = {
  version: 28,
  name: 'answered-age',
  sql: 'create index answered_age on answered (local_at);',
};
