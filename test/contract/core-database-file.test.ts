import Sqlite from 'better-sqlite3';
import { randomBytes } from 'node:crypto';
import {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Failure } from '../../shared/errors.ts';
import { openTestCore, testKey, type TestCore } from '../support/core-fixture.ts';
import { openTestDatabase, putOf } from '../support/core-database.ts';

const PAGE_BYTES = 4_096;

/**
 * Whatever lies where the database should be: the core says what is wrong, stays alive, and keeps what was there. Every
 * file begins as a good one with conversations and a draft.
 */
let folder: string;
let file: string;
let good: Buffer;
/** Pages of a database without a row; the schema lies among them, wherever the last migration put it. */
let emptyPages: number;

beforeEach(() => {
  const made = openTestDatabase();
  made.db.truncateLog();
  emptyPages = readFileSync(made.file).length / PAGE_BYTES;
  made.apply(Array.from({ length: 200 }, (_, index) => putOf(index + 1)));
  made.db.truncateLog();
  made.db.close();
  good = readFileSync(made.file);
  rmSync(made.folder, { recursive: true });
  folder = mkdtempSync(join(tmpdir(), 'sportello-file-'));
  file = join(folder, 'sportello.db');
  writeFileSync(file, good);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

interface Outcome {
  readonly failure: Failure | null;
  /** The window is told the same. */
  readonly shown: Failure | null;
  /** Files beside the database, with their sizes. */
  readonly kept: readonly string[];
}

function start(key = testKey): Outcome & { core: TestCore } {
  const core = openTestCore({ folder, key });
  const failed = core.toMain.find((message) => message.type === 'failed');
  const shown = core.renderer().watch({ name: 'status' }).now().problem;
  const kept = readdirSync(folder).filter((name) => name.includes('unreadable') && !name.endsWith('-wal'));
  return { core, failure: failed?.type === 'failed' ? failed.failure : null, shown, kept };
}

const unreadable: readonly (readonly [string, () => void])[] = [
  ['cut to half', () => truncateSync(file, Math.floor(good.length / 2 / PAGE_BYTES) * PAGE_BYTES)],
  ['cut in the first page', () => truncateSync(file, 1_000)],
  ['the first bytes changed', () => writeFileSync(file, Buffer.concat([randomBytes(64), good.subarray(64)]))],
  ['one bit of the first page flipped', () => writeFileSync(file, flipped(good, 2_000))],
  ['random bytes', () => writeFileSync(file, randomBytes(50_000))],
  ['a text file', () => writeFileSync(file, 'buongiorno\n'.repeat(1_000))],
  ['a picture', () => writeFileSync(file, readFileSync('build/icon.png'))],
  ['an SQLite file without encryption', () => plainSqlite(file)],
  ['a file of one byte', () => writeFileSync(file, '<')],
];

function flipped(bytes: Buffer, at: number): Buffer {
  const copy = Buffer.from(bytes);
  copy[at] = (copy[at] ?? 0) ^ 1;
  return copy;
}

function plainSqlite(target: string): void {
  rmSync(target);
  const sqlite = new Sqlite(target);
  sqlite.exec('create table t (a); insert into t values (1)');
  sqlite.close();
}

describe('unreadable files are put aside, told, and never deleted', () => {
  test.each(unreadable)('%s', (_, spoil) => {
    spoil();
    const bytes = readFileSync(file);
    const { core, failure, shown, kept } = start();
    expect([failure, shown]).toEqual([{ code: 'database-unreadable' }, { code: 'database-unreadable' }]);
    expect(kept).toHaveLength(1);
    expect(readFileSync(join(folder, kept[0] ?? '')).equals(bytes)).toBe(true);
    core.stop();
  });

  test('another key than the one it was written with', () => {
    const { core, failure, kept } = start('00'.repeat(32));
    expect([failure, kept.length]).toEqual([{ code: 'database-unreadable' }, 1]);
    core.stop();
  });

  test('the next start begins anew and says so', () => {
    writeFileSync(file, randomBytes(5_000));
    start().core.stop();
    const { core, failure, shown } = start();
    expect([failure, shown]).toEqual([null, null]);
    const notices = core.renderer().watch({ name: 'notices' }).now();
    expect(notices).toMatchObject([{ kind: 'database-rebuilt', failure: { code: 'database-unreadable' } }]);
    core.stop();
    const third = start();
    expect(third.core.renderer().watch({ name: 'notices' }).now()).toHaveLength(1);
    third.core.stop();
  });
});

describe('other things in its place', () => {
  test('a file of a newer program is refused and left alone', () => {
    const sqlite = new Sqlite(file);
    sqlite.pragma("cipher = 'sqlcipher'");
    sqlite.pragma(`key = "x'${testKey}'"`);
    sqlite.pragma('user_version = 999');
    sqlite.close();
    const before = readFileSync(file);
    const { core, failure, kept } = start();
    expect([failure, kept]).toEqual([{ code: 'database-newer' }, []]);
    expect(readFileSync(file).equals(before)).toBe(true);
    core.stop();
  });

  test('a folder', () => {
    rmSync(file);
    mkdirSync(join(file, 'inside'), { recursive: true });
    const { core, failure, kept } = start();
    expect([failure, kept.length]).toEqual([{ code: 'database-unreadable' }, 1]);
    core.stop();
  });

  test('an empty file: begins anew and says so', () => {
    writeFileSync(file, '');
    const { core, failure } = start();
    expect(failure).toBeNull();
    expect(core.renderer().watch({ name: 'notices' }).now()).toMatchObject([{ kind: 'database-rebuilt' }]);
    core.stop();
  });

  test('no file and no folder: begins anew without a word', () => {
    rmSync(folder, { recursive: true });
    const { core, failure } = start();
    expect(failure).toBeNull();
    expect(core.renderer().watch({ name: 'notices' }).now()).toEqual([]);
    core.stop();
  });

  test('a place where nothing can be written', () => {
    const impossible = openTestCore({ start: { databaseFile: '/dev/null/sportello/sportello.db' } });
    expect(impossible.toMain[0]).toMatchObject({
      type: 'failed',
      failure: { code: 'storage-failed' },
    });
    impossible.stop();
    rmSync(impossible.folder, { recursive: true });
  });

  test('a write-ahead log of rubbish: what was stored before is there', () => {
    appendFileSync(`${file}-wal`, randomBytes(9_000));
    const { core, failure } = start();
    expect(failure).toBeNull();
    expect(core.renderer().watch({ name: 'counts' }).now().views['to-take']).toBe(200);
    core.stop();
  });
});

describe('damage that shows only while it is used', () => {
  const spoilRows = (): void => {
    const copy = Buffer.from(good);
    for (let at = emptyPages * PAGE_BYTES + 700; at < good.length; at += PAGE_BYTES) copy[at] = (copy[at] ?? 0) ^ 0xff;
    writeFileSync(file, copy);
  };
  const list = { name: 'list', view: 'to-take', groupId: null, offset: 0, limit: 200 } as const;

  test('stops the work, says so, answers on, and the next start puts the file aside', async () => {
    spoilRows();
    const { core } = start();
    const window = core.renderer();
    window.watch(list);
    await window.watch({ name: 'status' }).until(({ problem }) => problem?.code === 'database-unreadable');
    const refused = window.call({ name: 'save-draft', conversationId: 'c-1', kind: 'reply', text: 'x' });
    await expect(refused).rejects.toThrow('database-unreadable');
    core.stop();
    const again = start();
    expect([again.failure, again.kept.length]).toEqual([{ code: 'database-unreadable' }, 1]);
    again.core.stop();
  });
});
