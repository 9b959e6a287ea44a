import type { Change, Down } from '../../../shared/protocol/down.ts';
import type { CoreDb } from '../../../main/core/db/database.ts';
import type { Fault } from './fault.ts';

/** Leaves statements out. */
const without = (db: CoreDb, beginning: string): CoreDb => ({
  ...db,
  write: (work) =>
    db.write((tx) => work({ ...tx, run: (sql, params) => (sql.startsWith(beginning) ? 0 : tx.run(sql, params)) })),
});

const stays: Fault = {
  name: 'redacted-words-stay-on-other-devices',
  what: 'a message of which words were taken out is not sent again to who has it',
  caughtBy: ['cursor-honest', 'convergence'],
  fromHub(text) {
    if (!text.startsWith('{"type":"patch"') || !text.includes('"redactions"')) return text;
    const patch = JSON.parse(text) as Extract<Down, { type: 'patch' }>;
    return JSON.stringify({ ...patch, changes: patch.changes.map(withoutRedacted) });
  },
};

/** What is sent as a whole stays as it is: there nothing is left of what was. */
function withoutRedacted(change: Change): Change {
  if (change.kind !== 'more' && (change.kind !== 'put' || change.replace)) return change;
  return { ...change, messages: change.messages.filter(({ redactions }) => redactions === undefined) };
}

const keptForRestore: Fault = {
  name: 'redacted-words-kept-for-a-restore',
  what: 'what a device keeps of its answered commands still has the words that were taken out',
  caughtBy: ['no-trace'],
  database: (db) => without(db, 'update answered set command'),
};

const guardIgnored: Fault = {
  name: 'guard-words-not-stored',
  what: 'a device acknowledges the words of the guard and does not keep them',
  caughtBy: ['cursor-honest', 'convergence'],
  database: (db) => without(db, 'insert or replace into guard_settings'),
};

export const privacyFaults: readonly Fault[] = [stays, keptForRestore, guardIgnored];
