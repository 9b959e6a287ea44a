import type { Migration } from '../migration.ts';

/** To whom a case was passed who has not answered yet, as JSON (TR1): ids and instants alone. */
export const passing: Migration = {
  version: 38,
  name: 'passing',
  statements: () => [
    'alter table conversations add column passing text',
    'create index conversations_passing on conversations (id) where passing is not null',
  ],
};
