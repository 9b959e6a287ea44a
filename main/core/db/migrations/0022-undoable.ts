import type { Migration } from './migration.ts';

/** Local instant until which a command may be undone; such a one has no number yet and stands above all that have (CO10). */
export const undoable: Migration = {
  version: 22,
  name: 'undoable',
  sql: 'alter table outbox add column undo_until integer;',
};
