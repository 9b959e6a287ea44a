import type { Migration } from '../migration.ts';

/** The feed says itself how far it has come, and how many entries the audit had then: a tree less for a claim to write. */
export const countsInTheFeed: Migration = {
  version: 45,
  name: 'counts-in-the-feed',
  statements: () => ['alter table feed add column audit_seq bigint', "delete from counters where name = 'feed'"],
};
