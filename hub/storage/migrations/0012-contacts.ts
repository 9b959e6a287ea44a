import type { Migration } from '../migration.ts';

/** The cases of one contact, by the address that they write from. */
export const contacts: Migration = {
  version: 12,
  name: 'contacts',
  statements: () => [
    `create index conversations_by_contact on conversations (lower(contact_email)) where contact_email is not null`,
  ],
};
