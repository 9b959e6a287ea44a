import type { Migration } from '../migration.ts';

/** How long recordings last, and the keys with which other programs (a switchboard) may hand something in. */
export const switchboard: Migration = {
  version: 13,
  name: 'switchboard',
  statements: () => [
    'alter table attachments add column duration_ms bigint',
    `create table api_keys (
      id text primary key, name text not null, secret_hash text not null unique, created_at bigint not null,
      revoked_at bigint)`,
  ],
};
