import type { Migration } from '../migration.ts';

/** Files that a device brought for a reply that has not come yet (section AT); encrypted like attachments (RD1). */
export const uploads: Migration = {
  version: 26,
  name: 'uploads',
  statements: ({ bytes }) => [
    `create table uploads (
      id text primary key,
      user_id text not null,
      size_bytes bigint not null,
      flags text not null,
      sealed ${bytes} not null,
      key_id text not null,
      at bigint not null
    )`,
    'create index uploads_user on uploads (user_id)',
    'create index uploads_at on uploads (at)',
  ],
};
