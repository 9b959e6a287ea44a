import type { Migration } from '../migration.ts';

/**
 * What coordinators say of canned replies (section CR), and how often each was used: by nobody in particular. Batches are
 * the marks by which what a device counted counts once; they belong to no device.
 */
export const cannedReplies: Migration = {
  version: 34,
  name: 'canned-replies',
  statements: () => [
    'alter table canned_replies add column address text',
    'alter table canned_replies add column valid_from text',
    'alter table canned_replies add column valid_until text',
    'alter table canned_replies add column revision integer',
    'create table canned_uses (reply_id text primary key, uses bigint not null)',
    'create table canned_use_batches (id text primary key, at bigint not null)',
  ],
};
