import type { Command } from '../../../shared/protocol/commands.ts';
import type { Fault } from './fault.ts';

const toldTwice: Fault = {
  name: 'number-told-twice',
  what: 'a device forgets that it gave a case number out',
  caughtBy: ['numbers-final'],
  database: (db) => ({
    ...db,
    write: (work) =>
      db.write((tx) =>
        work({ ...tx, run: (sql, params) => (sql.startsWith('update number set taken') ? 0 : tx.run(sql, params)) }),
      ),
  }),
};

const leasedToAll: Fault = {
  name: 'numbers-leased-to-all',
  what: 'all devices are leased the same case numbers',
  caughtBy: ['numbers-final'],
  fromHub(text) {
    if (!text.startsWith('{"type":"numbers"')) return text;
    const numbers = Array.from({ length: 100 }, (_, index) => `2026-${500_001 + index}`);
    return JSON.stringify({ type: 'numbers', numbers });
  },
};

const numberChanged: Fault = {
  name: 'number-changed-on-arrival',
  what: 'a case that was opened at the desk gets another number at the hub',
  caughtBy: ['numbers-final'],
  toHub(text) {
    if (!text.startsWith('{"type":"push"')) return text;
    const push = JSON.parse(text) as { readonly commands: readonly { readonly command: Command }[] };
    const commands = push.commands.map((pushed) => {
      if (pushed.command.name !== 'create') return pushed;
      return { ...pushed, command: { ...pushed.command, number: next(pushed.command.number) } };
    });
    return JSON.stringify({ ...push, commands });
  },
};

const next = (number: string): string => `${number.slice(0, 5)}${Number(number.slice(5)) + 1}`;

const textStays: Fault = {
  name: 'unclaimed-text-stays',
  what: 'a device that stays away keeps the text of what waits',
  caughtBy: ['expired-in-time'],
  database: (db) => ({
    ...db,
    write: (work) =>
      db.write((tx) =>
        work({ ...tx, all: (sql, params) => (sql.includes(WAITS_WITH_TEXT) ? [] : tx.all(sql, params)) }),
      ),
  }),
};
const WAITS_WITH_TEXT = "where state = 'waiting' and content_slot is not null and version > 0";

export const deskFaults: readonly Fault[] = [toldTwice, leasedToAll, numberChanged, textStays];
