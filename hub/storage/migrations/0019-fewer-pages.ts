import type { Dialect, Migration } from '../migration.ts';

/**
 * On SQLite a commit costs about as much as the pages that it writes. There, a table whose key is not a number is two trees,
 * its rows and the index on its key; clustered it is one. The audit is read by number only at the command line, where
 * reading all of it takes less than a second for a million entries. Most messages carry no mail.
 */
export const fewerPages: Migration = {
  version: 19,
  name: 'fewer-pages',
  statements: ({ clustered }) => [
    ...(clustered === null
      ? []
      : [...rebuilt.flatMap((table) => inOneTree(table, clustered)), 'drop index audit_by_number']),
    'drop index messages_by_mail',
    'create index messages_by_mail on messages (mail_message_id) where mail_message_id is not null',
  ],
};

interface Table {
  readonly name: string;
  readonly columns: string;
  readonly key: string;
  readonly indexes: readonly string[];
}

const rebuilt: readonly Table[] = [
  {
    name: 'participants',
    columns: `conversation_id text not null references conversations (id), user_id text not null references users (id),
      since_seq bigint not null`,
    key: 'conversation_id, user_id',
    indexes: ['create index participants_by_user on participants (user_id, conversation_id)'],
  },
  {
    name: 'holds',
    columns: `conversation_id text not null references conversations (id),
      device_id text not null references devices (id), fence bigint not null, opened_at bigint, evicted_at bigint,
      evicted_seq bigint, sent_seq bigint not null default 0`,
    key: 'conversation_id, device_id',
    indexes: ['create index holds_by_device on holds (device_id)'],
  },
];

/** The columns stand in the order in which they stood. */
const inOneTree = (
  { name, columns, key, indexes }: Table,
  clustered: NonNullable<Dialect['clustered']>,
): readonly string[] => [
  `create table new_${name} (${columns}, primary key (${key})) ${clustered}`,
  `insert into new_${name} select * from ${name}`,
  `drop table ${name}`,
  `alter table new_${name} rename to ${name}`,
  ...indexes,
];
