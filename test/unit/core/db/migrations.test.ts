import Sqlite from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { migrate, migrations } from '../../../../main/core/db/migrate.ts';

const tables = (sqlite: Sqlite.Database): unknown[] =>
  sqlite
    .prepare("select name from sqlite_schema where type = 'table' and name not like 'search_%' order by name")
    .pluck()
    .all();
const version = (sqlite: Sqlite.Database): unknown => sqlite.pragma('user_version', { simple: true });

test('versions are 1, 2, 3 … without gaps', () => {
  expect(migrations.map((migration) => migration.version)).toEqual(migrations.map((_, index) => index + 1));
});

describe('0001-first', () => {
  test('before: an empty file; after: every table, strict, with an empty index', () => {
    const sqlite = new Sqlite(':memory:');
    expect([version(sqlite), tables(sqlite)]).toEqual([0, []]);
    migrate(sqlite, migrations.slice(0, 1));
    expect(version(sqlite)).toBe(1);
    expect(tables(sqlite)).toEqual([
      ...[
        'attachment',
        'attachment_bytes',
        'canned_reply',
        'conversation',
        'draft',
        'grp',
        'message',
        'meta',
        'notice',
      ],
      ...['outbox', 'receipt', 'search', 'slot', 'tally', 'user'],
    ]);
    const loose = sqlite
      .prepare("select name from pragma_table_list where schema = 'main' and type = 'table' and not strict")
      .pluck();
    expect(loose.all()).toEqual(['sqlite_schema']);
    expect(sqlite.prepare("select v from search_config where k = 'secure-delete'").pluck().get()).toBe(1);
  });
});

test('a second start changes nothing', () => {
  const sqlite = new Sqlite(':memory:');
  migrate(sqlite);
  sqlite.exec("insert into meta values ('cursor', 7)");
  migrate(sqlite);
  expect(sqlite.prepare("select value from meta where name = 'cursor'").pluck().get()).toBe(7);
});

test('a step that fails leaves the version before it', () => {
  const sqlite = new Sqlite(':memory:');
  const broken = { version: 2, name: 'broken', sql: 'create table half (id integer); create table half (id integer);' };
  expect(() => migrate(sqlite, [...migrations.slice(0, 1), broken])).toThrow(/already exists/);
  expect([version(sqlite), tables(sqlite).includes('half')]).toEqual([1, false]);
});

test('a file of a newer program is refused and left as it is', () => {
  const sqlite = new Sqlite(':memory:');
  sqlite.pragma('user_version = 99');
  expect(() => migrate(sqlite)).toThrow('database-newer');
  expect([version(sqlite), tables(sqlite)]).toEqual([99, []]);
});
