import type { Client } from 'pg';
import type { PostgresAddress } from './postgres-address.ts';
import { createClient } from './postgres-client.ts';

type Cell = string | number | Uint8Array | null;
export type Row = readonly Cell[];

export interface Table {
  readonly name: string;
  readonly columns: readonly string[];
}

/** So much is in memory at once, however large files are: of rows, and of bytes. */
const ROWS = 500;
const BATCH_BYTES = 4 * 1024 * 1024;

/** All of a database as it is at one moment, without holding anybody up. */
export interface Snapshot {
  /** The steps that brought its schema where it is. */
  versions(): Promise<readonly number[]>;
  /** In the schema that the hub's tables are in. */
  columns(table: string): Promise<readonly string[]>;
  rows(table: Table): AsyncGenerator<Row>;
}

export function withSnapshot<T>(address: PostgresAddress, run: (snapshot: Snapshot) => Promise<T>): Promise<T> {
  return withClient(address, async (client) => {
    await client.query('begin transaction isolation level repeatable read read only');
    return run({
      versions: async () =>
        (await client.query<{ version: number }>('select version from migrations')).rows.map(({ version }) => version),
      columns: (table) => columnsOf(client, table),
      rows: (table) => rowsOf(client, table),
    });
  });
}

/** One connection, with which an unfinished transaction ends as if it had not been. */
export async function withClient<T>(address: PostgresAddress, run: (client: Client) => Promise<T>): Promise<T> {
  const client = createClient(address);
  try {
    await client.connect();
    return await run(client);
  } finally {
    await client.end();
  }
}

async function columnsOf(client: Client, table: string): Promise<readonly string[]> {
  return [...(await typesOf(client, table)).keys()];
}

async function typesOf(client: Client, table: string): Promise<ReadonlyMap<string, string>> {
  const { rows } = await client.query<{ name: string; type: string }>(
    `select attname as name, format_type(atttypid, atttypmod) as type from pg_attribute
     where attrelid = to_regclass($1) and attnum > 0 and not attisdropped order by attnum`,
    [quoted(table)],
  );
  return new Map(rows.map(({ name, type }) => [name, type]));
}

async function* rowsOf(client: Client, { name, columns }: Table): AsyncGenerator<Row> {
  const count = Math.max(1, Math.min(ROWS, Math.floor(BATCH_BYTES / (await largestRow(client, name)))));
  const wanted = columns.map(quoted).join(', ');
  await client.query(`declare rows no scroll cursor for select ${wanted} from ${quoted(name)}`);
  for (;;) {
    const { rows } = await client.query<Cell[]>({ text: `fetch ${count} from rows`, rowMode: 'array' });
    yield* rows;
    if (rows.length < count) break;
  }
  await client.query('close rows');
}

/** Bytes; the server knows it without reading what is large. */
async function largestRow(client: Client, table: string): Promise<number> {
  const large = [...(await typesOf(client, table))].filter(([, type]) => type === 'bytea');
  const sizes = large.map(([column]) => `coalesce(octet_length(${quoted(column)}), 0)`);
  const { rows } = await client.query<{ bytes: number | null }>(
    `select max(${['1', ...sizes].join(' + ')}) as bytes from ${quoted(table)}`,
  );
  return rows[0]?.bytes ?? 1;
}

/** Into a table that has the same columns. */
export async function insertRows(client: Client, { name, columns }: Table, rows: Iterable<Row>): Promise<void> {
  const types = await typesOf(client, name);
  const arrays = columns.map((column, at) => `$${at + 1}::${types.get(column) ?? 'text'}[]`).join(', ');
  const insert = `insert into ${quoted(name)} (${columns.map(quoted).join(', ')}) select * from unnest(${arrays})`;
  for (const batch of batchesOf(rows)) {
    await client.query(
      insert,
      columns.map((_, at) => batch.map((row) => storable(row[at] ?? null))),
    );
  }
}

function* batchesOf(rows: Iterable<Row>): Generator<readonly Row[]> {
  let batch: Row[] = [];
  let bytes = 0;
  for (const row of rows) {
    batch.push(row);
    bytes += sizeOf(row);
    if (batch.length < ROWS && bytes < BATCH_BYTES) continue;
    yield batch;
    batch = [];
    bytes = 0;
  }
  if (batch.length > 0) yield batch;
}

const sizeOf = (row: Row): number =>
  row.reduce<number>((sum, cell) => sum + (cell === null || typeof cell === 'number' ? 8 : cell.length), 0);

/** As the hub itself writes it there: PostgreSQL's text holds every character but U+0000. */
const storable = (cell: Cell): Cell =>
  typeof cell === 'string' ? cell.replaceAll('\0', '\uFFFD') : cell instanceof Uint8Array ? Buffer.from(cell) : cell;

export const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;
