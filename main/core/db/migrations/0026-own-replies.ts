import type { Migration } from './migration.ts';

/**
 * One's own canned replies go to the hub, for one's other devices [CR7]. `confirmed`: the hub's revision that this one is based on, 0
 * where it has none; `version`: of the feed, 0 where it did not come in it. `step`: what the hub has still to be told, or refused for
 * good. `other`: as the hub sent it meanwhile.
 */
export const ownReplies: Migration = {
  version: 26,
  name: 'own-replies',
  sql: `alter table own_canned_reply add column confirmed integer not null default 0;
alter table own_canned_reply add column version integer not null default 0;
alter table own_canned_reply add column step text default 'put';
alter table own_canned_reply add column other blob;`,
};
