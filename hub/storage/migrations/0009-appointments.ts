import type { Migration } from '../migration.ts';

/**
 * Hours of groups, appointments, and the secret links by which contacts choose them (section AP). No two appointments of a
 * group that hold their slot begin at the same time, whatever a program thinks of it (AP2).
 */
export const appointments: Migration = {
  version: 9,
  name: 'appointments',
  statements: () => [
    `create table schedules (group_id text primary key references "groups" (id), schedule text not null)`,
    `create table appointments (
      id text primary key, conversation_id text not null references conversations (id), number text not null,
      group_id text not null references "groups" (id), place text not null, start_at bigint not null,
      end_at bigint not null, state text not null, sequence bigint not null, check (start_at < end_at))`,
    `create unique index appointments_taken on appointments (group_id, start_at) where state <> 'cancelled'`,
    `create index appointments_by_conversation on appointments (conversation_id)`,
    `create table offers (
      token_hash text primary key, conversation_id text not null references conversations (id),
      group_id text not null references "groups" (id), place text not null, created_at bigint not null,
      expires_at bigint not null, appointment_id text references appointments (id))`,
  ],
};
