import type { Migration } from './migration.ts';

/**
 * `answered`: commands that the hub applied, kept for 30 days so that they can be offered again to a hub that was
 * restored from a backup (RE2). Those that carry text are padded like the outbox, the others are not.
 */
export const replay: Migration = {
  version: 2,
  name: 'replay',
  sql: `
create table answered (
  seq integer primary key,
  conversation_id text not null,
  command blob not null,
  local_at integer not null
) strict;
create index answered_conversation on answered (conversation_id);

-- 1: it had left this device in an earlier epoch (RE4)
alter table outbox add column again integer not null default 0;
`,
};
