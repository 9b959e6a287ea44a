import type { Migration } from '../migration.ts';

/** How far the clocks of a case have run, as JSON (CK1); null: not that far. */
export const late: Migration = {
  version: 23,
  name: 'late',
  statements: () => [
    'alter table conversations add column late text',
    `create index conversations_unheard on conversations (id) where unheard_ids is not null`,
    `create index conversations_awaiting on conversations (id) where awaiting_answer = 1 and state <> 'resolved'`,
  ],
};
