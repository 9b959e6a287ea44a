import type { Migration } from '../migration.ts';

/**
 * Subject, contact, names of files and the heads of mails are encrypted like texts (RD9); a contact's cases are found by a keyed
 * hash. What an older program stored is sealed at the first opening (`older-rows.ts`), which SQL alone can't do.
 */
export const sealedDetails: Migration = {
  version: 27,
  name: 'sealed-details',
  statements: ({ bytes }) => [
    `alter table conversations add column details ${bytes}`,
    'alter table conversations add column details_key_id text',
    'alter table conversations add column contact_index text',
    `alter table attachments add column sealed_name ${bytes}`,
    'alter table attachments add column key_id text',
    `alter table outgoing_mails add column head ${bytes}`,
    'alter table outgoing_mails add column head_key_id text',
    'drop index conversations_by_contact',
    `create index conversations_by_contact on conversations (contact_index) where contact_index is not null`,
    'create index conversations_unsealed on conversations (id) where details is null',
    'create index attachments_unsealed on attachments (id) where sealed_name is null',
    'create index outgoing_mails_unsealed on outgoing_mails (id) where head is null',
  ],
};
