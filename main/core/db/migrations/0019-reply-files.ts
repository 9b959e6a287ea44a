import type { Migration } from './migration.ts';

/**
 * Files of replies that the hub does not have yet (AT6); their bytes are in `attachment_bytes`, under the same id. `facts`:
 * name, type and what the guard found, as padded JSON. `leaving`: a command of the outbox takes it along.
 */
export const replyFiles: Migration = {
  version: 19,
  name: 'reply-files',
  sql: `create table reply_file (
  number integer primary key,
  id text not null unique,
  conversation_id text not null,
  size_bytes integer not null,
  facts blob not null,
  leaving integer not null default 0
) strict;
create index reply_file_conversation on reply_file (conversation_id, number);`,
};
