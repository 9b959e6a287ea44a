import type { CoreDb, WritableDb } from '../../../main/core/db/database.ts';
import { setMeta } from '../../../main/core/db/meta.ts';
import type { Fault } from './fault.ts';

type Run = WritableDb['run'];

/** Transactions in which some statements do something else; what is remembered lasts for one of them. */
function changed(db: CoreDb, change: (run: Run) => Run): CoreDb {
  return { ...db, write: (work) => db.write((tx) => work({ ...tx, run: change(tx.run) })) };
}

/** Leaves statements out. */
const without = (db: CoreDb, isLeftOut: (sql: string) => boolean): CoreDb =>
  changed(db, (run) => (sql, params) => (isLeftOut(sql) ? 0 : run(sql, params)));

const cursorFirst: Fault = {
  name: 'cursor-before-the-page',
  what: 'the cursor is stored in a transaction before the one of the page',
  caughtBy: ['cursor-honest', 'convergence'],
  toDevice(text, { device, deliver }) {
    if (text.startsWith('{"type":"patch"')) {
      const { cursor } = JSON.parse(text) as { cursor: number };
      device.base.write((tx) => setMeta(tx, 'cursor', cursor));
    }
    deliver(text);
  },
};

const draftDropped: Fault = {
  name: 'draft-dropped-on-refusal',
  what: 'the text of a refused command is not given back',
  caughtBy: ['texts-kept'],
  database: (db) =>
    changed(db, (run) => {
      let isAnswer = false;
      return (sql, params) => {
        if (sql.startsWith('delete from outbox')) isAnswer = true;
        return isAnswer && sql.startsWith('insert into draft') ? 0 : run(sql, params);
      };
    }),
};

const sentIsDone: Fault = {
  name: 'sent-taken-for-answered',
  what: 'a command leaves the outbox when it is sent',
  caughtBy: ['visible-is-rebased', 'texts-kept', 'no-stale-write'],
  database: (db) =>
    changed(
      db,
      (run) => (sql, params) => run(sql.replace(/^update outbox set sent = 1/, 'delete from outbox'), params),
    ),
};

const notLaidOver: Fault = {
  name: 'commands-not-laid-over',
  what: 'what is shown is not made anew when confirmed state or outbox change',
  caughtBy: ['visible-is-rebased', 'convergence'],
  database: (db) => without(db, (sql) => sql.startsWith('update conversation set v_list')),
};

const indexKept: Fault = {
  name: 'index-keeps-evicted-words',
  what: 'the search entries of an evicted conversation stay',
  caughtBy: ['no-trace'],
  database: (db) => without(db, (sql) => sql.startsWith('insert into search (search, rowid')),
};

const slotKept: Fault = {
  name: 'evicted-text-stays-on-disk',
  what: 'an evicted message is forgotten, and its bytes are not overwritten',
  caughtBy: ['no-trace'],
  database: (db) => without(db, (sql) => sql.startsWith('update slot set body')),
};

const receiptForgotten: Fault = {
  name: 'eviction-not-confirmed',
  what: 'the device evicts and says nothing',
  caughtBy: ['convergence'],
  database: (db) => without(db, (sql) => sql.startsWith('insert into receipt')),
};

const epochIgnored: Fault = {
  name: 'epoch-ignored',
  what: 'a device goes on with the hub of another epoch as if nothing had happened',
  caughtBy: ['receipt-true', 'cursor-honest', 'convergence'],
  toDevice(text, { device, deliver }) {
    if (!text.startsWith('{"type":"welcome"')) return deliver(text);
    const welcome = JSON.parse(text) as { epoch: string };
    deliver(JSON.stringify({ ...welcome, epoch: device.epoch ?? welcome.epoch, resync: false }));
  },
};

const answeredForgotten: Fault = {
  name: 'answered-commands-not-offered',
  what: 'a device takes out what it kept for a restored hub, and does not offer it',
  caughtBy: ['no-defect', 'texts-kept'],
  database: (db) =>
    changed(db, (run) => {
      let isWelcome = false;
      return (sql, params) => {
        if (sql.startsWith('delete from answered where seq')) isWelcome = true;
        return isWelcome && sql.startsWith('insert into outbox') ? 0 : run(sql, params);
      };
    }),
};

export const deviceFaults: readonly Fault[] = [
  cursorFirst,
  draftDropped,
  sentIsDone,
  notLaidOver,
  indexKept,
  slotKept,
  receiptForgotten,
  epochIgnored,
  answeredForgotten,
];
