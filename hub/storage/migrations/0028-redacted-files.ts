import type { Migration } from '../migration.ts';

/** Attachments that were redacted as a whole: by whom and when (RD11). */
export const redactedFiles: Migration = {
  version: 28,
  name: 'redacted-files',
  statements: () => [
    'alter table attachments add column redacted_by text',
    'alter table attachments add column redacted_at bigint',
  ],
};
