import type { Migration } from './migration.ts';

/**
 * What coordinators say of shared canned replies; those of this person alone, which are nowhere else [CR7]; how often each was
 * used here, and what of it the hub has still to be told [CR8]; in which words each case is answered.
 */
export const cannedReplies: Migration = {
  version: 23,
  name: 'canned-replies',
  sql: `alter table canned_reply add column address text;
alter table canned_reply add column valid_from text;
alter table canned_reply add column valid_until text;
alter table canned_reply add column revision integer;
create table own_canned_reply (number integer primary key, id text not null unique, reply blob not null) strict;
create table canned_use (reply_id text primary key, used integer not null, unsent integer not null,
  batched integer not null) strict;
create table canned_choice (conversation_id text primary key, lang text not null, address text) strict;`,
};
