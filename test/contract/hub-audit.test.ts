import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hashOf } from '../../hub/audit/chain.ts';
import { migrations } from '../../hub/storage/migrate.ts';
import { openSqliteFile } from '../../hub/storage/sqlite-connection.ts';
import { openSqliteStorage } from '../../hub/storage/sqlite-storage.ts';
import type { WriteTx } from '../../hub/storage/storage.ts';
import { recordsUpTo, verified } from '../support/audit.ts';
import { addConversation, seed } from '../support/storage-samples.ts';
import { hubAuditSuite } from './hub-audit-suite.ts';

const temporary = (): string => mkdtempSync(join(tmpdir(), 'sportello-audit-'));

hubAuditSuite('SQLite', async () => {
  const folder = temporary();
  const open = () => openSqliteStorage({ file: join(folder, 'hub.db'), now: 0, timers: null });
  const storage = await open();
  return {
    storage,
    openAgain: open,
    async close() {
      await storage.close();
      rmSync(folder, { recursive: true });
    },
  };
});

test('Migration 2 adds an empty chain to a hub that has served, and takes nothing away', async () => {
  const folder = temporary();
  const file = join(folder, 'hub.db');
  const before = await openSqliteFile({ file, now: 7, migrations: migrations.slice(0, 1) });
  before.exec(`insert into users values ('maria', 'Maria', 'volunteer', 1)`);
  before.exec(`update counters set value = 41 where name = 'feed'`);
  expect(before.prepare(`select name from sqlite_schema where name like 'audit%'`).all()).toEqual([]);
  before.close();
  const after = await openSqliteFile({ file, now: 8, migrations: migrations.slice(0, 2) });
  expect(after.prepare('select version, name, at from migrations order by version').all()).toEqual([
    { version: 1, name: 'first', at: 7 },
    { version: 2, name: 'audit', at: 8 },
  ]);
  expect(after.prepare('select name, value from counters order by name').all()).toEqual([
    { name: 'audit', value: 0 },
    { name: 'feed', value: 41 },
  ]);
  expect(after.prepare('select count(*) as n from audit').get()).toEqual({ n: 0 });
  expect(after.prepare('select name from users').all()).toEqual([{ name: 'Maria' }]);
  after.close();
  rmSync(folder, { recursive: true });
});

describe('a chain of eight entries that somebody worked on', () => {
  let folder: string;
  let original: string;
  let heads: string[];
  let copies = 0;

  beforeAll(async () => {
    folder = temporary();
    original = join(folder, 'original.db');
    const storage = await openSqliteStorage({ file: original, now: 0, timers: null });
    await storage.write((tx) => tx.appendAudit(recordsUpTo(8)));
    heads = (await storage.read((tx) => tx.auditEntries({ after: 0, limit: 8 }))).map(({ hash }) => hash);
    await storage.close();
  });

  afterAll(() => rmSync(folder, { recursive: true }));

  const copy = (): string => {
    copies += 1;
    const file = join(folder, `copy-${copies}.db`);
    copyFileSync(original, file);
    return file;
  };

  async function verdictOf(file: string, known = {}) {
    const storage = await openSqliteStorage({ file, now: 0, timers: null });
    const verdict = await verified(storage, known);
    await storage.close();
    return verdict;
  }

  async function verdictAfter(sql: string, known = {}) {
    const file = copy();
    const database = new Database(file);
    database.function('rehash', { varargs: true }, (...fields: unknown[]) => {
      const [seq, at, kind, userId, deviceId, conversationId, number, facts, previous] = fields as never[];
      return hashOf({ seq, at, kind, userId, deviceId, conversationId, number, facts, previous } as never);
    });
    database.exec(sql);
    database.close();
    return verdictOf(file, known);
  }

  const columns = ['seq', 'at', 'kind', 'user_id', 'device_id', 'conversation_id', 'number', 'facts'];

  test.each([...columns, 'previous', 'hash'])(
    '[AU4] One flipped bit of %s in the file: the verifier names the entry',
    async (column) => {
      const bytes = readFileSync(original);
      const { at: start, length } = placesOfEntry(bytes, { previous: heads[3] ?? '', hash: heads[4] ?? '' })[
        column
      ] ?? {
        at: -1,
        length: 0,
      };
      expect(start).toBeGreaterThan(0);
      for (const at of new Set([start, start + Math.floor(length / 2), start + length - 1])) {
        for (const bit of [0, 1, 4]) {
          const damaged = Buffer.from(bytes);
          damaged[at] = (damaged[at] ?? 0) ^ (1 << bit);
          const file = copy();
          writeFileSync(file, damaged);
          expect([column, at - start, bit, await verdictOf(file)]).toMatchObject([
            column,
            at - start,
            bit,
            { ok: false, seq: 5 },
          ]);
        }
      }
    },
  );

  const all = 'seq, at, kind, user_id, device_id, conversation_id, number, facts, previous';
  const rehash = `hash = rehash(${all})`;
  /** The later entries make room, the last one first, so that numbers stay unique. */
  const shiftUp = (from: number): string =>
    [8, 7, 6, 5, 4, 3, 2, 1]
      .filter((seq) => seq >= from)
      .map((seq) => `update audit set seq = ${seq + 1} where seq = ${seq};`)
      .join('');

  test.each<readonly [string, string, { seq: number; fault: string }]>([
    ['changed, hash left as it was', `update audit set user_id = 'other' where seq = 4`, { seq: 4, fault: 'changed' }],
    [
      'changed by a space in its facts',
      `update audit set facts = facts || ' ' where seq = 4`,
      { seq: 4, fault: 'changed' },
    ],
    ['changed into a number', `update audit set user_id = 17 where seq = 4`, { seq: 4, fault: 'changed' }],
    ['emptied', `update audit set kind = '', facts = '', hash = '' where seq = 4`, { seq: 4, fault: 'changed' }],
    [
      'changed, with its hash made anew',
      `update audit set kind = 'open' where seq = 4; update audit set ${rehash} where seq = 4`,
      { seq: 4, fault: 'changed' },
    ],
    [
      'changed as the first, hash anew',
      `update audit set kind = 'open' where seq = 1; update audit set ${rehash} where seq = 1`,
      { seq: 1, fault: 'changed' },
    ],
    [
      'given another one before it',
      `update audit set previous = '${'a'.repeat(64)}' where seq = 4; update audit set ${rehash} where seq = 4`,
      { seq: 4, fault: 'changed' },
    ],
    ['deleted', `delete from audit where seq = 4`, { seq: 4, fault: 'missing' }],
    ['deleted as the first', `delete from audit where seq = 1`, { seq: 1, fault: 'missing' }],
    ['deleted, together with the next', `delete from audit where seq in (4, 5)`, { seq: 4, fault: 'missing' }],
    [
      'deleted, later ones renumbered',
      `delete from audit where seq = 4; update audit set seq = seq - 1 where seq > 4`,
      { seq: 4, fault: 'missing' },
    ],
    ['deleted as the last', `delete from audit where seq = 8`, { seq: 8, fault: 'truncated' }],
    ['deleted with all after it', `delete from audit where seq >= 3`, { seq: 3, fault: 'truncated' }],
    ['deleted with all others', `delete from audit`, { seq: 1, fault: 'truncated' }],
    [
      'swapped with the next',
      `update audit set seq = 99 where seq = 4; update audit set seq = 4 where seq = 5; update audit set seq = 5 where seq = 99`,
      { seq: 4, fault: 'reordered' },
    ],
    [
      'swapped with a far one',
      `update audit set seq = 99 where seq = 2; update audit set seq = 2 where seq = 7; update audit set seq = 7 where seq = 99`,
      { seq: 2, fault: 'reordered' },
    ],
    ['moved to the end', `update audit set seq = 9 where seq = 4`, { seq: 4, fault: 'reordered' }],
    ['given a later number', `update audit set seq = 9 where seq = 8`, { seq: 8, fault: 'changed' }],
    [
      'put in before, with nonsense',
      `${shiftUp(4)} insert into audit select 4, at, 'open', user_id, device_id, conversation_id, number, facts, previous, hash from audit where seq = 3`,
      { seq: 4, fault: 'inserted' },
    ],
    [
      'put in before, with a right hash',
      `${shiftUp(4)} insert into audit select 4, at, 'open', user_id, device_id, conversation_id, number, facts, hash, '' from audit where seq = 3; update audit set ${rehash} where seq = 4`,
      { seq: 4, fault: 'inserted' },
    ],
    [
      'put in before, as a copy of an earlier one',
      `${shiftUp(6)} insert into audit select 6, at, kind, user_id, device_id, conversation_id, number, facts, previous, hash from audit where seq = 2`,
      { seq: 6, fault: 'inserted' },
    ],
  ])('[AU4] An entry %s', async (_what, sql, expected) => {
    expect(await verdictAfter(sql)).toEqual({ ok: false, ...expected });
  });

  const forged = (from: number): string =>
    `update audit set kind = 'open' where seq = ${from};` +
    [1, 2, 3, 4, 5, 6, 7, 8]
      .filter((seq) => seq >= from)
      .map(
        (seq) =>
          `update audit set previous = (select hash from audit where seq = ${seq - 1}) where seq = ${seq} and seq > ${from}; update audit set ${rehash} where seq = ${seq};`,
      )
      .join('');

  test('[AU7] A chain that was made anew from somewhere is noticed with a head that was written down, and only so', async () => {
    expect(await verdictAfter(forged(3))).toMatchObject({ ok: true });
    const known = { entries: 8, hash: heads[7] };
    expect(await verdictAfter(forged(3), known)).toEqual({ ok: false, seq: 8, fault: 'changed' });
    expect(await verdictAfter(forged(3), { hash: heads[7] })).toMatchObject({ ok: false, fault: 'truncated' });
    expect(await verdictAfter(forged(7), { entries: 5, hash: heads[4] })).toMatchObject({ ok: true });
  });

  test('[AU7] Entries cut off at the end are noticed, whatever was changed with them or after them', async () => {
    const user = (tx: WriteTx) => tx.putUser({ id: 'u', name: 'U', role: 'volunteer', active: true });
    const entry = (tx: WriteTx) => tx.appendAudit(recordsUpTo(1));
    const steps = {
      user,
      entry,
      both: async (tx: WriteTx) => {
        await user(tx);
        await entry(tx);
      },
      entryFirst: async (tx: WriteTx) => {
        await entry(tx);
        await user(tx);
      },
      betweenEntries: async (tx: WriteTx) => {
        await entry(tx);
        await user(tx);
        await tx.feed(0, 1);
        await entry(tx);
      },
      anew: async (tx: WriteTx) => {
        if ((await tx.conversation('c')) === null) await addConversation(tx, 'c');
        await tx.tellAnew(null);
      },
    };
    const names = Object.keys(steps) as (keyof typeof steps)[];
    for (const first of names) {
      for (const second of names) {
        const file = copy();
        const storage = await openSqliteStorage({ file, now: 0, timers: null });
        await storage.write(seed);
        for (const name of [first, second]) await storage.write(steps[name]);
        expect([first, second, await verified(storage)]).toMatchObject([first, second, { ok: true }]);
        await storage.close();
        const database = new Database(file);
        database.exec('delete from audit where seq = (select max(seq) from audit)');
        database.close();
        expect([first, second, await verdictOf(file)]).toMatchObject([first, second, { fault: 'truncated' }]);
      }
    }
  });

  test('[AU7] A chain that was cut off together with its counter is noticed with a head that was written down', async () => {
    const cut = `delete from audit where seq > 5; update counters set value = 5 where name = 'audit'`;
    expect(await verdictAfter(cut)).toMatchObject({ ok: true, head: { entries: 5, hash: heads[4] } });
    expect(await verdictAfter(cut, { entries: 8, hash: heads[7] })).toEqual({ ok: false, seq: 6, fault: 'truncated' });
    expect(await verdictAfter(cut, { entries: 8 })).toEqual({ ok: false, seq: 6, fault: 'truncated' });
    expect(await verdictAfter(cut, { hash: heads[7] })).toEqual({ ok: false, seq: 6, fault: 'truncated' });
    expect(await verdictAfter(cut, { entries: 5, hash: heads[4] })).toMatchObject({ ok: true });
  });

  test('[AU7] What is written after a cut leaves the gap in the chain', async () => {
    const file = copy();
    const database = new Database(file);
    database.exec('delete from audit where seq > 5');
    database.close();
    const storage = await openSqliteStorage({ file, now: 0, timers: null });
    await storage.write((tx) => tx.appendAudit(recordsUpTo(2)));
    expect(await verified(storage)).toEqual({ ok: false, seq: 6, fault: 'missing' });
    await storage.close();
  });
});

interface Place {
  readonly at: number;
  readonly length: number;
}

/** Where the columns of one entry are in the file: SQLite keeps them one after the other, before the two hashes. */
function placesOfEntry(bytes: Buffer, { previous, hash }: { previous: string; hash: string }): Record<string, Place> {
  const end = bytes.indexOf(previous + hash);
  const lengths: readonly (readonly [string, number])[] = [
    ['facts', '{"already":false,"fence":5}'.length],
    ['number', '2026-000005'.length],
    ['conversation_id', 'conversation-5'.length],
    ['device_id', 'device-5'.length],
    ['user_id', 'user-5'.length],
    ['kind', 'claim'.length],
    // An integer of 48 bits.
    ['at', 6],
  ];
  let at = end;
  const places: Record<string, Place> = { previous: { at: end, length: 64 }, hash: { at: end + 64, length: 64 } };
  for (const [column, length] of lengths) {
    at -= length;
    places[column] = { at, length };
  }
  // One byte for the header's length, one for each of eight short columns, two for each hash; before it the row's number.
  const headerBytes = 1 + 8 + 4;
  expect(bytes[at - headerBytes]).toBe(headerBytes);
  return { ...places, seq: { at: at - headerBytes - 1, length: 1 } };
}
