import type { Migration } from '../migration.ts';

/** A delivery report names a mail by its Message-ID, a reminder by its own (AV4). */
export const reminderIds: Migration = {
  version: 18,
  name: 'reminder-ids',
  statements: () => [
    `create index outgoing_mails_by_own_message on outgoing_mails (own_mail_message_id)
      where own_mail_message_id is not null`,
  ],
};
