import type { Migration } from './migration.ts';

/** JSON of who redacted an attachment as a whole, and when; its bytes are never stored here again (RD11). */
export const redactedFiles: Migration = {
  version: 20,
  name: 'redacted-files',
  sql: 'alter table attachment add column redacted text;',
};
