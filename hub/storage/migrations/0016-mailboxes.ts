import type { Migration } from '../migration.ts';

/** How far each mailbox was taken (IN7). */
export const mailboxes: Migration = {
  version: 16,
  name: 'mailboxes',
  statements: () => [
    `create table mailboxes (name text primary key, validity text not null, last_uid bigint not null)`,
  ],
};
