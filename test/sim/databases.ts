import Database from 'better-sqlite3';

export type Sqlite = Database.Database;

/** A database at the beginning of a run, as bytes and as the rows of its tables. */
export interface Beginning {
  readonly bytes: Buffer;
  /** All of the same kind have the same schema. */
  readonly kind: 'hub' | 'device';
  readonly rows: ReadonlyMap<string, readonly Row[]>;
  /** Full-text indexes; empty at the beginning. */
  readonly indexes: readonly string[];
}

type Row = Readonly<Record<string, unknown>>;

const tablesInOrder = `select listed.name, listed.type from sqlite_schema as made
  join pragma_table_list as listed on listed.name = made.name
  where made.type = 'table' and listed.schema = 'main' order by made.rowid`;

export function beginningOf(kind: Beginning['kind'], bytes: Buffer): Beginning {
  const sqlite = new Database(bytes);
  const tables = sqlite.prepare<[], { name: string; type: string }>(tablesInOrder).all();
  const names = (wanted: string): string[] => tables.flatMap(({ name, type }) => (type === wanted ? [name] : []));
  const rows = names('table').map((name) => [name, sqlite.prepare<[], Row>(`select * from "${name}"`).all()] as const);
  const beginning = { kind, bytes, rows: new Map(rows), indexes: names('virtual') };
  sqlite.close();
  return beginning;
}

const idle: Record<Beginning['kind'], Sqlite[]> = { hub: [], device: [] };

/**
 * A database in memory: what is committed in it is what a disk would hold. It may have been another run's, of which
 * nothing is left: opening one and compiling its statements costs more than most runs do with it.
 */
export function borrow(beginning: Beginning): Sqlite {
  const known = idle[beginning.kind].pop();
  if (known === undefined) return openCopy(beginning.bytes);
  startAnew(known, beginning);
  return known;
}

/** Nobody uses it any more. One that was left in the middle of a transaction is not used again. */
export function giveBack(kind: Beginning['kind'], sqlite: Sqlite): void {
  if (sqlite.open && !sqlite.inTransaction) idle[kind].push(sqlite);
  else sqlite.close();
}

export function openCopy(bytes: Buffer): Sqlite {
  const sqlite = new Database(bytes);
  sqlite.pragma('secure_delete = ON');
  sqlite.pragma('foreign_keys = ON');
  return withCompiledStatements(sqlite);
}

/** Compiling a statement costs more than running it, and several programs after another use the same database. */
function withCompiledStatements(sqlite: Sqlite): Sqlite {
  const compiled = new Map<string, Database.Statement>();
  const prepare = sqlite.prepare.bind(sqlite) as (sql: string) => Database.Statement;
  const cached = (sql: string): Database.Statement => {
    const known = compiled.get(sql) ?? prepare(sql);
    compiled.set(sql, known);
    return known;
  };
  return Object.assign(sqlite, { prepare: cached });
}

/** No pragma here: it would make all statements be compiled again. */
function startAnew(sqlite: Sqlite, { rows, indexes }: Beginning): void {
  sqlite.prepare('begin').run();
  for (const name of indexes) sqlite.prepare(`insert into "${name}" ("${name}") values ('delete-all')`).run();
  // Tables refer to those that were made before them.
  for (const name of [...rows.keys()].toReversed()) sqlite.prepare(`delete from "${name}"`).run();
  for (const [name, some] of rows) for (const row of some) sqlite.prepare(insertOf(name, row)).run(row);
  sqlite.prepare('commit').run();
}

const insertOf = (name: string, row: Row): string => {
  const columns = Object.keys(row);
  const values = columns.map((column) => `@${column}`).join();
  return `insert into "${name}" (${columns.map((column) => `"${column}"`).join()}) values (${values})`;
};
