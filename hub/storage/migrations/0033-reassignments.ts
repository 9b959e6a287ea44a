import type { Migration } from '../migration.ts';

/** What a coordinator passed on, with how it was before as JSON: ids, states, instants (section RA). */
export const reassignments: Migration = {
  version: 33,
  name: 'reassignments',
  statements: () => [
    `create table reassignments (
      id text primary key,
      user_id text not null,
      at bigint not null,
      plan text not null,
      before text not null,
      undone_at bigint
    )`,
    'create index reassignments_at on reassignments (at)',
  ],
};
