import Database from 'better-sqlite3';
import { writeFileSync } from 'node:fs';
import { ExpectedError } from '../../shared/errors.ts';
import { migrations } from '../storage/migrate.ts';
import type { PostgresAddress } from '../storage/postgres-address.ts';
import type { KeyRow } from '../storage/postgres-keys.ts';
import { quoted, withSnapshot, type Row, type Snapshot, type Table } from '../storage/postgres-rows.ts';
import { migrateClosed } from '../storage/sqlite-connection.ts';
import { createRowDigest } from './row-digest.ts';

/** What a copy of a PostgreSQL database says of each of its tables as it was read; a copy of a file has no such table. */
const COPIED = 'copied';
const KEYS: Table = { name: 'content_keys', columns: ['id', 'key'] };
/** Each database's own: what was done to bring the schema where it is. */
const MIGRATIONS = 'migrations';

export interface Copying {
  readonly address: PostgresAddress;
  /** Must not exist. */
  readonly file: string;
  readonly now: number;
  readonly takeKeys: (rows: readonly KeyRow[]) => void;
}

/**
 * A PostgreSQL database as it is at one moment, in a file like that of a hub without a server: what looks at backups looks
 * at these, and no tools of PostgreSQL are needed. The keys are handed out and are never in the file (RD5). Returns the hub's id.
 */
export function copyPostgres({ address, file, now, takeKeys }: Copying): Promise<string> {
  return withSnapshot(address, async (snapshot) => {
    await makeEmpty(file, { now, versions: await snapshot.versions() });
    const database = new Database(file);
    try {
      database.pragma('foreign_keys = OFF');
      database.exec('begin');
      for (const table of tablesOf(database)) await copyTable(database, snapshot, table);
      database.exec('commit');
      await handOutKeys(snapshot, takeKeys);
      const row = database.prepare("select value from meta where key = 'hub_id'").pluck().get();
      return typeof row === 'string' ? row : '';
    } finally {
      database.close();
    }
  });
}

/** With the tables that the database has: one that an older hub left gets an older form. */
async function makeEmpty(file: string, { now, versions }: { now: number; versions: readonly number[] }): Promise<void> {
  const known = migrations.filter(({ version }) => versions.includes(version));
  if (known.length < versions.length) throw new ExpectedError({ code: 'database-newer' });
  writeFileSync(file, '', { mode: 0o600, flag: 'wx' });
  await migrateClosed({ file, now, migrations: known, isDryRun: false });
  const database = new Database(file);
  try {
    database.pragma('foreign_keys = OFF');
    for (const { name } of tablesOf(database)) database.exec(`delete from ${quoted(name)}`);
    database.exec(`create table ${COPIED} (name text primary key, rows integer not null, digest text not null)`);
  } finally {
    database.close();
  }
}

async function copyTable(database: Database.Database, snapshot: Snapshot, table: Table): Promise<void> {
  const { name, columns } = table;
  const there = await snapshot.columns(name);
  if (there.toSorted().join() !== columns.toSorted().join()) throw new ExpectedError({ code: 'database-unreadable' });
  const places = columns.map(() => '?').join(', ');
  const insert = database.prepare(`insert into ${quoted(name)} (${columns.map(quoted).join(', ')}) values (${places})`);
  const digest = createRowDigest();
  for await (const row of snapshot.rows(table)) {
    digest.add(row);
    insert.run(...row);
  }
  const { rows, digest: sum } = digest.result();
  database.prepare(`insert into ${COPIED} values (?, ?, ?)`).run(name, rows, sum);
}

async function handOutKeys(snapshot: Snapshot, take: (rows: readonly KeyRow[]) => void): Promise<void> {
  if ((await snapshot.columns(KEYS.name)).length === 0) return;
  for await (const [id, key] of snapshot.rows(KEYS)) {
    if (typeof id === 'string' && key instanceof Uint8Array) take([{ id, key }]);
  }
}

/** All that a copy holds, those first to which others refer. */
export function tablesOf(database: Database.Database): readonly Table[] {
  const names = database
    .prepare<[], string>(
      "select name from sqlite_master where type = 'table' and name not like 'sqlite_%' order by name",
    )
    .pluck()
    .all()
    .filter((name) => ![MIGRATIONS, KEYS.name, COPIED].includes(name));
  const placed = new Set<string>();
  const place = (name: string): void => {
    if (placed.has(name)) return;
    for (const referred of referredBy(database, name)) if (referred !== name) place(referred);
    placed.add(name);
  };
  for (const name of names) place(name);
  return [...placed].map((name) => ({
    name,
    columns: textsOf(database, 'select name from pragma_table_info(?)', name),
  }));
}

const referredBy = (database: Database.Database, table: string): readonly string[] =>
  textsOf(database, 'select distinct "table" from pragma_foreign_key_list(?)', table);

const textsOf = (database: Database.Database, sql: string, table: string): readonly string[] =>
  database.prepare<[string], string>(sql).pluck().all(table);

/** The rows of a copy's table. */
export function* rowsIn(database: Database.Database, { name, columns }: Table): Generator<Row> {
  const select = `select ${columns.map(quoted).join(', ')} from ${quoted(name)}`;
  yield* database.prepare(select).raw().iterate() as IterableIterator<Row>;
}

/** The first table of a copy that does not hold what was read, or null; one that a file was copied to says nothing. */
export function notAsCopied(database: Database.Database): string | null {
  const copied = copiedIn(database);
  if (copied === null) return null;
  for (const table of tablesOf(database)) {
    const digest = createRowDigest();
    for (const row of rowsIn(database, table)) digest.add(row);
    const { rows, digest: sum } = digest.result();
    const was = copied.get(table.name);
    if (was?.rows !== rows || was.digest !== sum) return table.name;
  }
  return null;
}

export function copiedIn(database: Database.Database): ReadonlyMap<string, { rows: number; digest: string }> | null {
  const isThere = database.prepare('select 1 from sqlite_master where name = ?').get(COPIED) !== undefined;
  if (!isThere) return null;
  const all = database.prepare<[], { name: string; rows: number; digest: string }>(`select * from ${COPIED}`).all();
  return new Map(all.map(({ name, ...rest }) => [name, rest]));
}

/** What is restored to a folder is a hub's data like any other. */
export function forgetCopied(file: string): void {
  const database = new Database(file);
  try {
    database.exec(`drop table if exists ${COPIED}`);
  } finally {
    database.close();
  }
}
