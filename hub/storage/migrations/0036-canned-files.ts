import type { Migration } from '../migration.ts';

/** Files of canned replies (CR10), encrypted like attachments (RD1); those that were taken out wait to be put back, or destroyed. */
export const cannedFiles: Migration = {
  version: 36,
  name: 'canned-files',
  statements: ({ bytes }) => [
    `create table canned_files (
      id text primary key,
      reply_id text,
      position integer not null,
      name ${bytes} not null,
      type text not null,
      size_bytes bigint not null,
      flags text not null,
      sealed ${bytes} not null,
      key_id text not null,
      freed_at bigint
    )`,
    'create index canned_files_reply on canned_files (reply_id)',
  ],
};
