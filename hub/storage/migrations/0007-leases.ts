import type { Migration } from '../migration.ts';

/** Leases of claimed chats (LE1): how often each was renewed, and the token under which one expired last. */
export const leases: Migration = {
  version: 7,
  name: 'leases',
  statements: () => [
    'alter table conversations add column expired_fence bigint',
    'alter table conversations add column lease_beat bigint not null default 0',
    `create index conversations_leased on conversations (id) where channel = 'chat' and state = 'claimed'`,
  ],
};
