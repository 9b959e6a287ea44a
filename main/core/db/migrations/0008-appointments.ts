import type { Migration } from './migration.ts';

/** Hours of groups and the agenda of all of them [AP3]. `schedule` is JSON; version 0 is what the feed has yet to bring. */
export const appointments: Migration = {
  version: 8,
  name: 'appointments',
  sql: `
create table schedule (group_id text primary key, schedule text not null, version integer not null) strict;
create table appointment (
  id text primary key,
  conversation_id text not null,
  number text not null,
  group_id text not null,
  place text not null,
  start_at integer not null,
  end_at integer not null,
  state text not null,
  sequence integer not null,
  version integer not null
) strict;
create index appointment_time on appointment (end_at);
create index appointment_group on appointment (group_id, end_at);
create index appointment_conversation on appointment (conversation_id);
`,
};
