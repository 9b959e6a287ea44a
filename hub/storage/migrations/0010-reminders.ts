import type { Migration } from '../migration.ts';

const columns =
  'id, kind, conversation_id, message_id, to_name, to_address, subject, state, due_at, attempts, created_at, owner';

/**
 * Mails about appointments carry a calendar. A reminder waits in the queue until its day (AV4): it belongs to the line of the
 * booking, whose mail has left, so that a message may have two; it has words and a Message-ID of its own, and can be
 * withdrawn. No database can do away with `unique` in the same words as another: hence the new table.
 */
export const reminders: Migration = {
  version: 10,
  name: 'reminders',
  statements: () => [
    `create table queued_mails (
      id text primary key, kind text not null, conversation_id text not null references conversations (id),
      message_id text not null references messages (id), to_name text not null, to_address text not null,
      subject text not null, state text not null, due_at bigint not null, attempts integer not null,
      created_at bigint not null, owner text, calendar text, own_text text, own_mail_message_id text,
      appointment_id text)`,
    `insert into queued_mails (${columns}) select ${columns} from outgoing_mails`,
    `drop table outgoing_mails`,
    `alter table queued_mails rename to outgoing_mails`,
    `create index outgoing_mails_by_state on outgoing_mails (state, due_at, id)`,
    `create unique index outgoing_mails_by_message on outgoing_mails (message_id) where appointment_id is null`,
    `create index outgoing_mails_by_appointment on outgoing_mails (appointment_id) where appointment_id is not null`,
  ],
};
