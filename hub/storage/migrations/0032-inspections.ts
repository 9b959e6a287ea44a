import type { Migration } from '../migration.ts';

/** Which device of a coordinator reads which case without taking part in it (section BG). The reason is the text of the message. */
export const inspections: Migration = {
  version: 32,
  name: 'inspections',
  statements: () => [
    `create table inspections (
      id text primary key,
      conversation_id text not null,
      reason_id text not null,
      user_id text not null,
      device_id text not null,
      begun_at bigint not null,
      ended_at bigint
    )`,
    'create index inspections_open on inspections (device_id) where ended_at is null',
  ],
};
