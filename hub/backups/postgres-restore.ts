import Database from 'better-sqlite3';
import type { Client } from 'pg';
import { ExpectedError } from '../../shared/errors.ts';
import { migrations } from '../storage/migrate.ts';
import type { PostgresAddress } from '../storage/postgres-address.ts';
import { WRITERS_LOCK } from '../storage/postgres-lock.ts';
import { PostgresProblem } from '../storage/postgres-problem.ts';
import { insertRows, quoted, withClient, withSnapshot } from '../storage/postgres-rows.ts';
import { prepareSchema } from '../storage/postgres-schema.ts';
import { copiedIn, rowsIn, tablesOf } from './postgres-copy.ts';
import { createRowDigest } from './row-digest.ts';

/** Where a copy is put first; nobody sees it there. */
const INCOMING = 'sportello_incoming';
/** Where a copy is tried; gone afterwards. */
const TRIED = 'sportello_tried';
/** Held by whoever has one of them: what another left there is of a process that was killed. */
const SCHEMAS_LOCK = 0x53504f53;

export interface Restoring {
  readonly address: PostgresAddress;
  /** A copy, of whichever kind of database. */
  readonly from: string;
  readonly now: number;
}

/**
 * Puts the copy into a schema of its own, lets `finish` make it ready, and then puts it in the place of the data, all at once.
 * The data that it replaces is kept in another schema, without keys; returns that one's name, or null where there was none.
 */
export async function restorePostgres(
  { address, from, now }: Restoring,
  finish: (incoming: PostgresAddress) => Promise<void>,
): Promise<string | null> {
  return withSchema(address, INCOMING, async (client) => {
    await assertNobodyServes(client);
    const incoming = { ...address, schema: INCOMING };
    await fill({ address: incoming, from, now });
    await prepareSchema({ address: incoming, now });
    await takeKeysOfLive(client);
    await finish(incoming);
    return replace(client, now);
  });
}

/** Restores a copy on the server, beside the data, and says what differs from what was read; null: all is well. */
export function tryOnPostgres(
  { address, from, now }: Restoring,
  look: (tried: PostgresAddress) => Promise<string | null>,
): Promise<string | null> {
  return withSchema(address, TRIED, async () => {
    const tried = { ...address, schema: TRIED };
    await fill({ address: tried, from, now });
    const differing = await differingTable(tried, from);
    return differing === null ? look(tried) : `restored on the server, ${differing} is not what was copied`;
  });
}

function withSchema<T>(address: PostgresAddress, schema: string, run: (client: Client) => Promise<T>): Promise<T> {
  return withClient(address, async (client) => {
    await client.query('select pg_advisory_lock($1)', [SCHEMAS_LOCK]);
    await client.query(`drop schema if exists ${schema} cascade`);
    await client.query(`create schema ${schema}`);
    try {
      return await run(client);
    } finally {
      await client.query(`drop schema if exists ${schema} cascade`);
    }
  });
}

/** The form that the copy has, and its rows. */
async function fill({ address, from, now }: Restoring): Promise<void> {
  const copy = new Database(from, { readonly: true, fileMustExist: true });
  try {
    const versions = copy.prepare<[], number>('select version from migrations').pluck().all();
    const known = migrations.filter(({ version }) => versions.includes(version));
    if (known.length < versions.length) throw new ExpectedError({ code: 'database-newer' });
    await prepareSchema({ address, now, migrations: known });
    await withClient(address, async (client) => {
      await client.query('begin');
      const tables = tablesOf(copy);
      for (const { name } of tables.toReversed()) await client.query(`delete from ${quoted(name)}`);
      for (const table of tables) await insertRows(client, table, rowsIn(copy, table));
      await client.query('commit');
    });
  } finally {
    copy.close();
  }
}

function differingTable(address: PostgresAddress, from: string): Promise<string | null> {
  const copy = new Database(from, { readonly: true, fileMustExist: true });
  return withSnapshot(address, async (snapshot) => {
    const copied = copiedIn(copy) ?? new Map<string, never>();
    for (const table of tablesOf(copy).filter(({ name }) => copied.has(name))) {
      const digest = createRowDigest();
      for await (const row of snapshot.rows(table)) digest.add(row);
      const { rows, digest: sum } = digest.result();
      const was = copied.get(table.name);
      if (was?.rows !== rows || was.digest !== sum) return table.name;
    }
    return null;
  }).finally(() => copy.close());
}

/** A hub keeps its connections; every program of ours says so. */
async function assertNobodyServes(client: Client): Promise<void> {
  const { rows } = await client.query(
    `select 1 from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()
     and application_name = current_setting('application_name')`,
  );
  if (rows.length > 0) throw new PostgresProblem('a hub is at work on it: stop it first');
}

/** What was destroyed in the data that is replaced stays destroyed; of another hub's nothing is taken (RD6). */
async function takeKeysOfLive(client: Client): Promise<void> {
  const live = await schemaOfLive(client);
  if (live === null) return;
  const hubId = (schema: string): string => `(select value from ${quoted(schema)}.meta where key = 'hub_id')`;
  await client.query(
    `insert into ${INCOMING}.content_keys (id, key) select id, key from ${quoted(live)}.content_keys
     where ${hubId(live)} = ${hubId(INCOMING)} on conflict (id) do nothing`,
  );
}

/** Null: nothing of a hub is there. */
async function schemaOfLive(client: Client): Promise<string | null> {
  const { rows } = await client.query<{ schema: string | null }>(
    `select (select nspname from pg_class join pg_namespace n on n.oid = relnamespace
       where pg_class.oid = to_regclass('content_keys')) as schema`,
  );
  return rows[0]?.schema ?? null;
}

async function replace(client: Client, now: number): Promise<string | null> {
  await client.query('begin');
  await client.query('select pg_advisory_xact_lock($1)', [WRITERS_LOCK]);
  const tables = await tablesIn(client, INCOMING);
  const live = await schemaOfLive(client);
  const aside = live === null ? null : `sportello_before_${now}`;
  if (live !== null && aside !== null) {
    await client.query(`create schema ${aside}`);
    const there = new Set(await tablesIn(client, live));
    for (const table of tables.filter((each) => there.has(each))) await move(client, `${quoted(live)}.${table}`, aside);
    await client.query(`truncate ${aside}.content_keys`);
  }
  const { rows } = await client.query<{ schema: string }>('select current_schema() as schema');
  for (const table of tables) await move(client, `${INCOMING}.${table}`, quoted(live ?? rows[0]?.schema ?? 'public'));
  await client.query('commit');
  return aside;
}

const move = async (client: Client, table: string, schema: string): Promise<void> =>
  void (await client.query(`alter table ${table} set schema ${schema}`));

async function tablesIn(client: Client, schema: string): Promise<readonly string[]> {
  const { rows } = await client.query<{ name: string }>(
    'select tablename as name from pg_tables where schemaname = $1',
    [schema],
  );
  return rows.map(({ name }) => quoted(name));
}
