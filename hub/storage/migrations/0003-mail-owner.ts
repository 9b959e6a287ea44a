import type { Migration } from '../migration.ts';

/** Which hub is sending a mail; `due_at` of such a mail is when the others may take it over. */
export const mailOwner: Migration = {
  version: 3,
  name: 'mail-owner',
  statements: () => ['alter table outgoing_mails add column owner text'],
};
