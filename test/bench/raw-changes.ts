import { copyFileSync, existsSync } from 'node:fs';
import Database from 'better-sqlite3';

/** A database file at one moment; whoever writes to it is idle. */
export interface Snapshot {
  readonly file: string;
  /** Hexadecimal, where it is encrypted. */
  readonly key: string | null;
  /** From how many pages on a commit moves the log into the file; absent: as SQLite has it. */
  readonly logPages?: number;
}

/** With its log, which may hold what came last. */
export function snapshot(of: Snapshot, file: string): Snapshot {
  for (const ending of ['', '-wal']) if (existsSync(of.file + ending)) copyFileSync(of.file + ending, file + ending);
  return { ...of, file };
}

/**
 * What better-sqlite3 by itself needs to make `after` of `before`: the same rows in the same tables and indexes, in so many
 * durable transactions of equal size; statements prepared, values at hand, nothing read, decided or sent. The full-text
 * index is left out: it is filled behind. Milliseconds; `before` is changed by it.
 */
export function writeChanges(before: Snapshot, after: Snapshot, transactions: number): number {
  const target = open(before);
  const wanted = open(after);
  const tables = tablesOf(wanted).map((table) => changesOf(table, { target, wanted }));
  wanted.close();
  const statements = new Map<string, Database.Statement>();
  for (const { sql } of tables.flat()) statements.set(sql, statements.get(sql) ?? target.prepare(sql));
  const start = performance.now();
  for (let at = 0; at < transactions; at += 1) {
    target.exec('begin immediate');
    for (const changes of tables) {
      const [from, to] = [at, at + 1].map((part) => Math.round((changes.length * part) / transactions));
      for (const { sql, values } of changes.slice(from, to)) statements.get(sql)?.run(...values);
    }
    target.exec('commit');
  }
  const ms = performance.now() - start;
  target.close();
  return ms;
}

function open({ file, key, logPages }: Snapshot): Database.Database {
  const database = new Database(file);
  if (key !== null) {
    database.pragma("cipher = 'sqlcipher'");
    database.pragma(`key = "x'${key}'"`);
  }
  for (const pragma of ['journal_mode = WAL', 'synchronous = FULL', 'secure_delete = ON', 'foreign_keys = OFF']) {
    database.pragma(pragma);
  }
  if (logPages !== undefined) database.pragma(`wal_autocheckpoint = ${logPages}`);
  return database;
}

interface Table {
  readonly name: string;
  readonly key: readonly string[];
}

function tablesOf(database: Database.Database): readonly Table[] {
  const names = database
    .prepare<[], string>(
      "select name from sqlite_schema where type = 'table' and name not like 'sqlite_%' and name not like 'search%'",
    )
    .pluck()
    .all();
  const key = database
    .prepare<[string], string>('select name from pragma_table_info(?) where pk > 0 order by pk')
    .pluck();
  return names.map((name) => ({ name, key: key.all(name) })).filter((table) => table.key.length > 0);
}

type Row = Readonly<Record<string, unknown>>;

interface Change {
  readonly sql: string;
  readonly values: readonly unknown[];
}

interface Sides {
  readonly target: Database.Database;
  readonly wanted: Database.Database;
}

function changesOf(table: Table, { target, wanted }: Sides): readonly Change[] {
  const old = rowsOf(target, table);
  const rows = rowsOf(wanted, table);
  const written = [...rows].flatMap(([id, row]) => changeOf(table, old.get(id), row));
  const gone = [...old].filter(([id]) => !rows.has(id)).map(([, row]) => row);
  return [
    ...written,
    ...gone.map((row) => ({ sql: `delete from ${quoted(table.name)} ${whereKey(table)}`, values: keyOf(table, row) })),
  ];
}

function changeOf(table: Table, old: Row | undefined, row: Row): readonly Change[] {
  const columns = Object.keys(row);
  if (old === undefined) {
    const sql = `insert into ${quoted(table.name)} (${columns.map(quoted).join()}) values (${columns.map(() => '?').join()})`;
    return [{ sql, values: Object.values(row) }];
  }
  const changed = columns.filter((column) => !isSame(old[column], row[column]));
  if (changed.length === 0) return [];
  const sql = `update ${quoted(table.name)} set ${changed.map((column) => `${quoted(column)} = ?`).join()} ${whereKey(table)}`;
  return [{ sql, values: [...changed.map((column) => row[column]), ...keyOf(table, row)] }];
}

const rowsOf = (database: Database.Database, table: Table): ReadonlyMap<string, Row> =>
  new Map(
    database
      .prepare<[], Row>(`select * from ${quoted(table.name)}`)
      .all()
      .map((row) => [JSON.stringify(keyOf(table, row)), row]),
  );

const keyOf = ({ key }: Table, row: Row): readonly unknown[] => key.map((column) => row[column]);
const whereKey = ({ key }: Table): string => `where ${key.map((column) => `${quoted(column)} = ?`).join(' and ')}`;
const quoted = (name: string): string => `"${name}"`;
const isSame = (one: unknown, other: unknown): boolean =>
  Buffer.isBuffer(one) && Buffer.isBuffer(other) ? one.equals(other) : one === other;
