import type { Migration } from '../migration.ts';

/** What is next in line is found without reading all that waits (NX1). */
export const line: Migration = {
  version: 31,
  name: 'line',
  statements: () => [
    `create index conversations_in_line on conversations (arrived_at, number)
     where state = 'waiting' and merged_into is null`,
  ],
};
