import type { Migration } from './migration.ts';

/** Case numbers that this device may give out; `taken`: shown to somebody, never to be given to another case [NB2]. */
export const numbers: Migration = {
  version: 5,
  name: 'numbers',
  sql: `
create table number (number text primary key, taken integer not null default 0) strict, without rowid;
`,
};
