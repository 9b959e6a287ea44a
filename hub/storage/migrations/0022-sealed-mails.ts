import type { Migration } from '../migration.ts';

/** What leaves instead of the text of its message repeats what people wrote: encrypted like that (RD1). */
export const sealedMails: Migration = {
  version: 22,
  name: 'sealed-mails',
  statements: ({ bytes }) => [
    `alter table outgoing_mails add column own_sealed ${bytes}`,
    'alter table outgoing_mails add column own_key_id text',
  ],
};
