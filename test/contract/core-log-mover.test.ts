import { existsSync, mkdirSync, statSync, writeFileSync } from 'node:fs';
import Sqlite from 'better-sqlite3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { LogMover } from '../../main/core/db/log-mover.ts';
import { addReceipt } from '../../main/core/db/receipts.ts';
import { addSlot } from '../../main/core/db/slots.ts';
import { greet } from '../../main/core/sync/greet.ts';
import { openTestDatabase, type TestDatabase } from '../support/core-database.ts';
import { testKey } from '../support/core-fixture.ts';

/** More than the log ever has while commits move it themselves, whatever they write. */
const LONG_LOG_BYTES = 8 * 1024 * 1024;
/** From here on a commit moves it. */
const USUAL_LOG_BYTES = 4 * 1024 * 1024;
const LIMIT_MS = 60_000;

let database: TestDatabase;
let rows: number;

beforeEach(() => {
  database = openTestDatabase();
  rows = 0;
});
afterEach(() => database.remove());

const log = (): string => `${database.file}-wal`;
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

function writeSome(): void {
  database.db.write((tx) => {
    for (let at = 0; at < 400; at += 1) addSlot(tx, { text: `riga ${rows + at} ${'x'.repeat(2_000)}` });
  });
  rows += 400;
}

async function untilTheThreadWorks(): Promise<void> {
  database.db.expectMuch(true);
  const start = performance.now();
  while (statSync(log()).size < LONG_LOG_BYTES) {
    if (performance.now() - start > LIMIT_MS) throw new Error('commits still move the log themselves');
    writeSome();
    await turn();
  }
}

function storedRows(): unknown {
  const sqlite = new Sqlite(database.file);
  try {
    sqlite.pragma("cipher = 'sqlcipher'");
    sqlite.pragma(`key = "x'${testKey}'"`);
    const isWhole = sqlite.pragma('integrity_check', { simple: true });
    return [isWhole, sqlite.prepare('select count(*) from slot').pluck().get()];
  } finally {
    sqlite.close();
  }
}

test('[EV3] while a thread moves the log it is cut off all the same, before anybody is told', async () => {
  await untilTheThreadWorks();
  for (let round = 0; round < 20; round += 1) {
    for (let commits = 0; commits <= round % 6; commits += 1) writeSome();
    database.db.truncateLog();
    expect(statSync(log()).size).toBe(0);
    if (round % 3 === 0) await turn();
  }
}, 120_000);

test('closed while the thread is at work, the file has everything, and nothing lies beside it', async () => {
  await untilTheThreadWorks();
  writeSome();
  database.db.close();
  expect(existsSync(log())).toBe(false);
  expect(storedRows()).toEqual(['ok', rows]);
}, 120_000);

test('once no more is expected the thread goes, and commits move the log as before; it can come again', async () => {
  for (const _ of [1, 2]) {
    await untilTheThreadWorks();
    database.db.expectMuch(false);
    const start = performance.now();
    for (;;) {
      database.db.truncateLog();
      for (let commits = 0; commits < 12; commits += 1) writeSome();
      await turn();
      if (statSync(log()).size < LONG_LOG_BYTES) break;
      expect(performance.now() - start).toBeLessThan(LIMIT_MS);
    }
  }
  database.db.close();
  expect(storedRows()).toEqual(['ok', rows]);
}, 240_000);

test('where a program ended while the thread came up, the next one does without it, and the one after tries again', async () => {
  const mark = `${database.file}.mover`;
  writeFileSync(mark, '');
  for (const _ of [1, 2]) {
    database.db.expectMuch(true);
    expect(existsSync(mark)).toBe(false);
    for (let commits = 0; commits < 20; commits += 1) {
      writeSome();
      await turn();
    }
    expect(statSync(log()).size).toBeLessThan(LONG_LOG_BYTES);
    database.db.expectMuch(false);
  }
  database.remove();
  database = openTestDatabase();
  rows = 0;
  await untilTheThreadWorks();
  // It has done something only some commits after it has come up.
  const isMarked = (): boolean => {
    writeSome();
    return existsSync(`${database.file}.mover`);
  };
  await expect.poll(isMarked, { timeout: LIMIT_MS }).toBe(false);
}, 120_000);

test('a thread that throws as it comes up leaves the program and its commits as they were', async () => {
  const sqlite = new Sqlite(database.file);
  sqlite.pragma("cipher = 'sqlcipher'");
  sqlite.pragma(`key = "x'${testKey}'"`);
  const mover = new LogMover(sqlite, { file: database.file, key: 'ff'.repeat(32) });
  mover.start();
  expect(existsSync(`${database.file}.mover`)).toBe(true);
  // Gone as soon as the core knows that there is no thread.
  await expect.poll(() => existsSync(`${database.file}.mover`), { timeout: LIMIT_MS }).toBe(false);
  expect(sqlite.pragma('wal_autocheckpoint', { simple: true })).toBe(1_000);
  mover.committed();
  mover.finish();
  mover.end();
  sqlite.close();
  writeSome();
  database.db.close();
  expect(storedRows()).toEqual(['ok', rows]);
}, 120_000);

test('while what was written offline is answered no commit moves the log, up to 16 MB; the first one after that does', () => {
  const { db, file } = database;
  db.truncateLog();
  const size = (): number => statSync(file).size;
  const before = size();
  db.expectAnswers(true);
  for (let commits = 0; commits < 8; commits += 1) writeSome();
  expect(statSync(log()).size).toBeGreaterThan(USUAL_LOG_BYTES);
  expect(size()).toBe(before);
  db.expectAnswers(false);
  db.write((tx) => addSlot(tx, 'riga'));
  const moved = size();
  expect(moved).toBeGreaterThan(before);
  db.expectAnswers(true);
  for (let commits = 0; commits < 40; commits += 1) writeSome();
  expect(size()).toBeGreaterThan(moved);
  expect(statSync(log()).size).toBeLessThan(5 * USUAL_LOG_BYTES);
});

test('where not even the mark of the thread can be written, commits go on without it', () => {
  mkdirSync(`${database.file}.mover`);
  database.db.expectMuch(true);
  writeSome();
  database.db.close();
  expect(storedRows()).toEqual(['ok', rows]);
});

test('[EV3] where cutting off the log failed when a text left, it is cut off before a receipt is sent again', () => {
  const { db } = database;
  const welcome = { type: 'welcome', epoch: 'e', resync: false, userId: 'maria', lastCommand: 0 } as const;
  const association = { name: 'DBO', publicUrl: null };
  const told = { ...welcome, association, textExpiresAfterMs: 1 } as unknown as Parameters<typeof greet>[1];
  greet(db, told, 1_000);
  expect(statSync(log()).size).toBeGreaterThan(0);
  db.write((tx) => addReceipt(tx, { conversationId: 'c-1', fence: 1 }));
  greet(db, told, 1_000);
  expect(statSync(log()).size).toBe(0);
});
