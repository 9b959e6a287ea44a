import type { Dialect, Migration } from '../migration.ts';

/** Everything that a claimed conversation needs, from mail to mail. */
export const first: Migration = {
  version: 1,
  name: 'first',
  statements: (dialect) => [...directory, ...conversations(dialect), ...synchronisation, ...mail],
};

const directory = [
  `create table meta (key text primary key, value text not null)`,
  `create table counters (name text primary key, value bigint not null)`,
  `insert into counters (name, value) values ('feed', 0)`,
  `create table users (id text primary key, name text not null, role text not null, active integer not null)`,
  `create table "groups" (id text primary key, name_it text not null, name_en text not null, position integer not null)`,
  `create table canned_replies (
    id text primary key, shortcut text not null, title text not null, lang text not null, group_id text,
    text text not null)`,
  `create table devices (
    id text primary key, user_id text not null references users (id), public_key text not null, name text not null,
    app_version text not null, enrolled_at bigint not null, revoked_at bigint, last_command bigint not null)`,
  `create table enrolments (
    code_hash text primary key, user_id text not null references users (id), created_at bigint not null,
    expires_at bigint not null, used_at bigint)`,
];

const conversations = ({ bytes }: Dialect): readonly string[] => [
  `create table conversations (
    id text primary key, number text not null unique, channel text not null, origin text not null,
    group_id text not null references "groups" (id), state text not null, assignee_id text references users (id),
    fence bigint not null, arrived_at bigint not null, claimed_at bigint, resolved_at bigint,
    subject text not null, contact_name text not null, contact_email text, contact_phone text,
    verified integer not null, linked_number text, reminders integer not null, awaiting_answer integer not null,
    last_message_at bigint not null, reply_token text not null unique,
    open_since_seq bigint not null, private_since_seq bigint not null,
    check ((state = 'waiting') = (assignee_id is null)))`,
  `create table participants (
    conversation_id text not null references conversations (id), user_id text not null references users (id),
    since_seq bigint not null, primary key (conversation_id, user_id))`,
  `create table messages (
    id text primary key, conversation_id text not null references conversations (id), seq bigint not null,
    kind text not null, author_id text, text text not null, quoted text, at bigint not null,
    automatic integer not null, delivery text, event text, visibility text not null, mail_message_id text)`,
  `create index messages_by_conversation on messages (conversation_id, seq)`,
  `create index messages_by_mail on messages (mail_message_id)`,
  `create table attachments (
    id text primary key, message_id text not null references messages (id),
    conversation_id text not null references conversations (id), position integer not null,
    name text not null, type text not null, size_bytes bigint not null)`,
  `create index attachments_by_conversation on attachments (conversation_id, message_id)`,
  `create table blobs (attachment_id text primary key references attachments (id), bytes ${bytes} not null)`,
];

const synchronisation = [
  `create table feed (
    kind text not null, entity_id text not null, seq bigint not null, public_seq bigint not null,
    primary key (kind, entity_id))`,
  `create unique index feed_by_seq on feed (seq, kind, entity_id, public_seq)`,
  `create table holds (
    conversation_id text not null references conversations (id), device_id text not null references devices (id),
    fence bigint not null, opened_at bigint, evicted_at bigint, evicted_seq bigint,
    primary key (conversation_id, device_id))`,
  `create index holds_by_device on holds (device_id)`,
  `create table command_answers (
    device_id text not null references devices (id), seq bigint not null, outcome text not null,
    claim_conversation_id text, claim_fence bigint, primary key (device_id, seq))`,
];

const mail = [
  `create table outgoing_mails (
    id text primary key, kind text not null, conversation_id text not null references conversations (id),
    message_id text not null unique references messages (id), to_name text not null, to_address text not null,
    subject text not null, state text not null, due_at bigint not null, attempts integer not null,
    created_at bigint not null)`,
  `create index outgoing_mails_by_state on outgoing_mails (state, due_at, id)`,
  `create table refusals (
    id text primary key, door text not null, reason text not null, size_bytes bigint not null,
    reference text not null, at bigint not null)`,
  `create table received (
    dedupe_key text primary key, conversation_id text not null references conversations (id), at bigint not null)`,
];
