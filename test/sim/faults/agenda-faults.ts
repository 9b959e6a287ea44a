import type { Fault } from './fault.ts';

const slotsNotLookedAt: Fault = {
  name: 'taken-slots-not-looked-at',
  what: 'a slot is given to whoever asks; only the data itself refuses the second one',
  caughtBy: ['slots-apart', 'no-defect'],
  storage: (storage) => ({
    ...storage,
    write: (run, then) => storage.write((tx) => run({ ...tx, takenSlots: async () => [] }), then),
  }),
};

const heldLost: Fault = {
  name: 'appointments-not-stored',
  what: 'a device acknowledges appointments and does not keep them',
  caughtBy: ['cursor-honest', 'convergence'],
  database: (db) => ({
    ...db,
    write: (work) =>
      db.write((tx) =>
        work({
          ...tx,
          run: (sql, params) => (sql.startsWith('insert or replace into appointment') ? 0 : tx.run(sql, params)),
        }),
      ),
  }),
};

export const agendaFaults: readonly Fault[] = [slotsNotLookedAt, heldLost];
