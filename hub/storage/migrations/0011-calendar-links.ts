import type { Migration } from '../migration.ts';

/**
 * Secret addresses at which calendar programs read the appointments (section CF), of one group or of all (null). What a
 * calendar shows begins at an instant, whatever group it is of: hence the index.
 */
export const calendarLinks: Migration = {
  version: 11,
  name: 'calendar-links',
  statements: () => [
    `create table calendar_links (
      id text primary key, secret_hash text not null unique, name text not null,
      group_id text references "groups" (id), created_at bigint not null, revoked_at bigint)`,
    `create index appointments_by_start on appointments (start_at)`,
  ],
};
