import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { migrations } from '../../hub/storage/migrate.ts';
import type { Migration } from '../../hub/storage/migration.ts';
import { openSqliteFile } from '../../hub/storage/sqlite-connection.ts';
import { openSqliteStorage } from '../../hub/storage/sqlite-storage.ts';
import { ExpectedError } from '../../shared/errors.ts';
import { hubStorageSuite } from './hub-storage-suite.ts';

let folder: string;
const file = () => join(folder, 'hub.db');
const open = () => openSqliteStorage({ file: file(), now: 0, timers: null });

hubStorageSuite('SQLite', async () => {
  folder = mkdtempSync(join(tmpdir(), 'sportello-storage-'));
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

describe('the file of the hub on SQLite', () => {
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'sportello-storage-'));
  });

  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  const further: Migration = {
    version: 99,
    name: 'further',
    statements: () => ['alter table users add column nickname text'],
  };

  test('It is durable and strict: WAL, FULL, foreign keys', async () => {
    const sqlite = await openSqliteFile({ file: file(), now: 0 });
    const pragma = (name: string) => sqlite.pragma(name, { simple: true });
    expect([pragma('journal_mode'), pragma('synchronous'), pragma('foreign_keys')]).toEqual(['wal', 2, 1]);
    sqlite.close();
  });

  test('A file that a newer program made is refused and left alone', async () => {
    (await openSqliteFile({ file: file(), now: 0, migrations: [...migrations, further] })).close();
    await expect(open()).rejects.toMatchObject({ failure: { code: 'database-newer' } });
    const sqlite = await openSqliteFile({ file: file(), now: 0, migrations: [...migrations, further] });
    expect(sqlite.prepare('select count(*) as n from users where nickname is null').get()).toEqual({ n: 0 });
    sqlite.close();
  });

  test('Migration 1 makes the first schema out of nothing and is applied once', async () => {
    for (let start = 0; start < 2; start += 1) {
      const sqlite = await openSqliteFile({ file: file(), now: 7, migrations: migrations.slice(0, 1) });
      expect(sqlite.prepare('select version, name, at from migrations').all()).toEqual([
        { version: 1, name: 'first', at: 7 },
      ]);
      expect(sqlite.prepare("select value from counters where name = 'feed'").get()).toEqual({ value: 0 });
      sqlite.close();
    }
  });

  test('Migration 19 keeps every row of the tables that it makes anew', async () => {
    const tables = ['participants', 'holds'];
    const rowsOf = (sqlite: Awaited<ReturnType<typeof openSqliteFile>>) =>
      tables.map((table) => sqlite.prepare(`select * from ${table} order by 1, 2`).all());
    const before = await openSqliteFile({ file: file(), now: 0, migrations: migrations.slice(0, 18) });
    before.exec(`
      insert into users values ('luca', 'Luca', 'volunteer', 1), ('maria', 'Maria', 'volunteer', 1);
      insert into "groups" values ('g', 'G', 'G', 0);
      insert into devices values ('pc', 'luca', 'k', 'PC', '1', 0, null, 0);
      ${['c1', 'c2'].map(conversation).join(';')};
      insert into participants values ('c2', 'maria', 7), ('c1', 'luca', 3);
      insert into holds values ('c1', 'pc', 2, 5, null, null, 9), ('c2', 'pc', 0, null, 8, 4, 1)`);
    const rows = rowsOf(before);
    before.close();
    const after = await openSqliteFile({ file: file(), now: 0, migrations: migrations.slice(0, 19) });
    expect(rowsOf(after)).toEqual(rows);
    const table = after.prepare<[string], { wr: number }>('select wr from pragma_table_list where name = ?');
    expect(tables.map((name) => table.get(name)?.wr)).toEqual([1, 1]);
    after.close();
  });

  test('[FE6] Migration 43: the assignee of what is claimed takes part by its row, everybody else as before', async () => {
    const before = await openSqliteFile({ file: file(), now: 0, migrations: migrations.slice(0, 42) });
    before.exec(`
      insert into users (id, name, role, active) values ('luca', 'Luca', 'volunteer', 1), ('maria', 'Maria', 'volunteer', 1);
      insert into "groups" (id, name_it, name_en, position) values ('g', 'G', 'G', 0);
      ${['claimed', 'resolved', 'waiting'].map(conversation).join(';')};
      update conversations set state = id, assignee_id = 'maria' where id <> 'waiting';
      insert into participants values ('claimed', 'luca', 4), ('claimed', 'maria', 3), ('resolved', 'maria', 5)`);
    before.close();
    const storage = await open();
    const readable = await storage.read((tx) => tx.readable(['claimed', 'resolved', 'waiting']));
    const since = [...readable].map(([id, { sinceSeqByUserId }]) => [id, [...sinceSeqByUserId]]);
    expect(since).toEqual([
      [
        'claimed',
        [
          ['luca', 4],
          ['maria', 3],
        ],
      ],
      ['resolved', [['maria', 5]]],
      ['waiting', []],
    ]);
    await storage.close();
  });

  test('A migration that fails leaves the file as it was', async () => {
    (await openSqliteFile({ file: file(), now: 0 })).close();
    const broken = { ...further, statements: () => ['create table half (id text)', 'create nonsense'] };
    await expect(openSqliteFile({ file: file(), now: 0, migrations: [...migrations, broken] })).rejects.toThrow(
      /nonsense/,
    );
    const sqlite = await openSqliteFile({ file: file(), now: 0 });
    expect(sqlite.prepare("select name from sqlite_master where name = 'half'").all()).toEqual([]);
    sqlite.close();
  });

  test('A migration that was changed after it was applied is noticed', async () => {
    const edited = { ...further, statements: () => ['alter table users add column other text'] };
    (await openSqliteFile({ file: file(), now: 0, migrations: [...migrations, further] })).close();
    const again = openSqliteFile({ file: file(), now: 0, migrations: [...migrations, edited] });
    await expect(again).rejects.toMatchObject({ failure: { code: 'database-unreadable' } });
  });

  test.each([
    ['text', 'This is not a database. '.repeat(50)],
    ['noise', Buffer.alloc(8_192, 0xa5)],
  ])('A file of %s is refused with a clear error', async (_what, bytes) => {
    writeFileSync(file(), bytes);
    const error = await open().catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(ExpectedError);
    expect(error).toMatchObject({ failure: { code: 'database-unreadable' } });
  });
});

const conversation = (id: string): string =>
  `insert into conversations (id, number, channel, origin, group_id, state, fence, arrived_at, subject, contact_name,
     verified, reminders, awaiting_answer, last_message_at, reply_token, open_since_seq, private_since_seq)
   values ('${id}', '${id}', 'ticket', 'mail', 'g', 'waiting', 0, 0, '', '', 0, 0, 0, 0, '${id}', 1, 0)`;
