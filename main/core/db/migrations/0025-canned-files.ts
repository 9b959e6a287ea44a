import type { Migration } from './migration.ts';

/** Files of shared canned replies: what they are, as JSON beside the reply, and their bytes, by their ids (CR11). */
export const cannedFiles: Migration = {
  version: 25,
  name: 'canned-files',
  sql: `alter table canned_reply add column files text;
create table canned_file_bytes (id text primary key, bytes blob not null) strict;`,
};
