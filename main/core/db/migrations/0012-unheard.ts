import type { Migration } from './migration.ts';

/** How many voicemails in it nobody has listened to yet, by the hub's word and with this device's commands laid over (VM6). */
export const unheard: Migration = {
  version: 12,
  name: 'unheard',
  sql: `
alter table conversation add column unheard integer not null default 0;
alter table conversation add column v_unheard integer not null default 0;
`,
};
