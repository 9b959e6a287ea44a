import type { Migration } from '../migration.ts';

/** Attachments that are kept in the vault: what for, since and until when, and when their key was destroyed (section DV). */
export const documents: Migration = {
  version: 21,
  name: 'documents',
  statements: () => [
    'alter table attachments add column document_purpose text',
    'alter table attachments add column document_kept_at bigint',
    'alter table attachments add column document_expires_at bigint',
    'alter table attachments add column document_destroyed_at bigint',
    `create index attachments_expiring on attachments (document_expires_at)
      where document_expires_at is not null and document_destroyed_at is null`,
  ],
};
