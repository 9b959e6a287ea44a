import type { Migration } from './migration.ts';

/**
 * To whom a case was passed who has not answered yet, by the hub's word and as the person sees it (section TR); the slot holds what
 * was written to this person with it, which comes without any other content.
 */
export const passing: Migration = {
  version: 27,
  name: 'passing',
  sql: `
alter table conversation add column passing text;
alter table conversation add column v_passing text;
alter table conversation add column passing_slot integer;
create index conversation_passing_slot on conversation (passing_slot) where passing_slot is not null;
`,
};
