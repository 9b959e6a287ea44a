import { fork } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { afterAll, expect, test } from 'vitest';
import { testKey } from '../support/core-fixture.ts';
import { seeded } from './faults-disk.ts';
import { isLong } from './faults-shim.ts';

/** A program of its own stores without a pause while its thread moves the log, and is killed in the middle of it. */
const KILLS = isLong ? 60 : 6;
/** A log that commits move themselves stays below; bytes. */
const LONG_LOG_BYTES = 8 * 1024 * 1024;
/** Some 80 MB. */
const ROWS_UNTIL_LONG = 40_000;
/** Commits from the moment that the log is that long until the kill. */
const MOST_COMMITS = 30;
const folder = mkdtempSync(join(tmpdir(), 'sportello-log-mover-'));
const file = join(folder, 'sportello.db');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Resolves with the rows that were said to be committed. */
async function storeAndKill(afterCommits: number): Promise<number> {
  const child = fork('test/sync/faults-log-mover-child.ts', [folder], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  let committed = 0;
  let left: number | null = null;
  child.on('message', (rows: number) => {
    committed += rows;
    if (left === null && existsSync(`${file}-wal`) && statSync(`${file}-wal`).size > LONG_LOG_BYTES)
      left = afterCommits;
    // The thread did not come up: said by the log's length, below.
    if (left === null && committed > ROWS_UNTIL_LONG) left = 0;
    if (left === null) return;
    if (left === 0) child.kill('SIGKILL');
    left -= 1;
  });
  await ended;
  expect(statSync(`${file}-wal`).size).toBeGreaterThan(LONG_LOG_BYTES);
  // Nobody sees that the thread had come up before: the next program would do without it.
  rmSync(`${file}.mover`, { force: true });
  return committed;
}

/** Read as the next program would: what the log still has is taken over. */
function stored(): readonly [unknown, number] {
  const sqlite = new Sqlite(file);
  try {
    sqlite.pragma("cipher = 'sqlcipher'");
    sqlite.pragma(`key = "x'${testKey}'"`);
    const isWhole = sqlite.pragma('integrity_check', { simple: true });
    return [isWhole, sqlite.prepare('select count(*) from slot').pluck().get() as number];
  } finally {
    sqlite.close();
  }
}

test(`kill -9 while a thread moves the log, ${KILLS} times: everything committed is there`, async () => {
  const random = seeded(7);
  let before = 0;
  for (let round = 0; round < KILLS; round += 1) {
    const committed = await storeAndKill(Math.floor(random() * MOST_COMMITS));
    const [isWhole, rows] = stored();
    expect([round, isWhole]).toEqual([round, 'ok']);
    expect(rows).toBeGreaterThanOrEqual(before + committed);
    before = rows;
    if (before > MOST_ROWS) {
      for (const end of ['', '-wal', '-shm']) rmSync(`${file}${end}`, { force: true });
      before = 0;
    }
  }
  console.log(`log: ${KILLS} kills while the thread moved it`);
}, 600_000);

/** Some 200 MB; the check of all pages takes its time. */
const MOST_ROWS = 60_000;
