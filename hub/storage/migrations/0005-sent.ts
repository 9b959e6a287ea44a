import type { Migration } from '../migration.ts';

/** Feed number of the conversation when its content was last sent to the device: which text has expired (EX3). */
export const sent: Migration = {
  version: 5,
  name: 'sent',
  statements: () => ['alter table holds add column sent_seq bigint not null default 0'],
};
