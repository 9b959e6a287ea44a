import type { Migration } from './migration.ts';

/**
 * Content (subject, contact, texts) must leave no trace when it is evicted [EV3]. `secure_delete` overwrites what is
 * deleted, but not the copies that stay behind when SQLite moves rows between pages of a tree (measured; see
 * docs/adr/0006-content-that-leaves-no-trace.md). So content lives in places that are never moved:
 * - `slot`: appended in ascending order, never deleted, overwritten in place (see db/slots.ts);
 * - padded blobs (`draft`, `outbox`, `attachment_bytes`): longer than a page, so that the text lies in overflow pages,
 *   which are overwritten when freed (see db/padded.ts).
 * - the search index is contentless, its deletions are made by FTS5 `secure-delete`.
 *
 * `v_…`: what the person sees, `rebase(confirmed, pending)`, recomputed in the transaction that changes either [CO6].
 */
export const first: Migration = {
  version: 1,
  name: 'first',
  sql: `
create table meta (name text primary key, value any not null) strict, without rowid;

create table slot (slot integer primary key, body blob not null) strict;

create table conversation (
  -- the case number as an integer: 2026-000124 is 2026000124, so that order of key is order of arrival
  key integer primary key,
  id text not null unique,
  channel text not null,
  group_id text not null,
  state text not null,
  assignee_id text,
  fence integer not null,
  arrived_at integer not null,
  claimed_at integer,
  resolved_at integer,
  -- content: null on a stub
  content_slot integer,
  origin text,
  verified integer,
  linked_number text,
  participant_ids text,
  reminders integer,
  last_message_at integer,
  eviction text,
  attachment_count integer not null default 0,
  awaiting_answer integer not null default 0,
  v_list text not null,
  v_sort integer not null,
  v_state text not null,
  v_group_id text not null,
  v_claim text not null,
  v_assignee_id text,
  v_claimed_at integer,
  v_resolved_at integer,
  v_awaiting_answer integer not null,
  v_pending integer not null,
  has_draft integer not null default 0
) strict;
create index conversation_list on conversation (v_list, v_sort);
create index conversation_group on conversation (v_list, v_group_id, v_sort);
create index conversation_channel on conversation (channel, v_sort)
  where channel <> 'ticket' and v_list in ('to-take', 'mine');

-- counts of conversation: a badge must not cost a scan (kept by db/tally.ts; triggers cost a third of a first synchronisation)
create table tally (list text not null, channel text not null, group_id text not null, n integer not null,
  primary key (list, channel, group_id)) strict, without rowid;

create table message (
  key integer not null references conversation (key),
  id text not null,
  kind text not null,
  author_id text,
  at integer not null,
  automatic integer not null,
  delivery text,
  event text,
  slot integer not null,
  primary key (key, id)
) strict, without rowid;

create table attachment (
  id text primary key,
  key integer not null references conversation (key),
  message_id text not null,
  position integer not null,
  type text not null,
  size_bytes integer not null
) strict, without rowid;
create index attachment_conversation on attachment (key, message_id, position);
create table attachment_bytes (number integer primary key, id text not null unique, bytes blob not null) strict;

-- no prefix index: measured with 20,000 cases it made no search faster, every eviction three times slower
create virtual table search using fts5(head, body, content='', tokenize = 'unicode61 remove_diacritics 2');
insert into search (search, rank) values ('secure-delete', 1);

create table draft (
  number integer primary key,
  conversation_id text not null,
  kind text not null,
  text blob not null,
  local_saved_at integer not null,
  returned text,
  unique (conversation_id, kind)
) strict;

create table outbox (
  seq integer primary key,
  conversation_id text not null,
  name text not null,
  command blob not null,
  local_at integer not null,
  sent integer not null default 0
) strict;
create index outbox_conversation on outbox (conversation_id, seq);

-- evictions done here that the hub has perhaps not been told of
create table receipt (conversation_id text primary key, fence integer not null, round integer) strict, without rowid;

create table notice (
  id integer primary key,
  local_at integer not null,
  conversation_id text,
  number text,
  kind text not null,
  command text,
  failure text
) strict;

create table user (id text primary key, name text not null, role text not null, active integer not null)
  strict, without rowid;
create table grp (id text primary key, name_it text not null, name_en text not null, position integer not null)
  strict, without rowid;
create table canned_reply (id text primary key, shortcut text not null, title text not null, lang text not null,
  group_id text, text text not null) strict, without rowid;
`,
};
