import type { Migration } from '../migration.ts';

/** The hash chain of what happened. Refers to nothing: it outlives what it speaks of. */
export const audit: Migration = {
  version: 2,
  name: 'audit',
  statements: () => [
    `create table audit (
      seq integer primary key, at bigint not null, kind text not null, user_id text, device_id text,
      conversation_id text, number text, facts text not null, previous text not null, hash text not null)`,
    `create index audit_by_number on audit (number, seq)`,
    `insert into counters (name, value) values ('audit', 0)`,
  ],
};
