import type { Client } from 'pg';
import { migrate, type Applied } from './migrate.ts';
import type { Migration } from './migration.ts';
import { placeOf, type PostgresAddress } from './postgres-address.ts';
import { createClient } from './postgres-client.ts';
import { WRITERS_LOCK } from './postgres-lock.ts';
import { PostgresProblem } from './postgres-problem.ts';
import { withClient } from './postgres-rows.ts';

export interface SchemaOptions {
  readonly address: PostgresAddress;
  readonly now: number;
  readonly migrations?: readonly Migration[];
  /** A database without a hub's data is a mistake, not an empty hub (commands that only look). */
  readonly mustHaveData?: boolean;
  /** Every step is taken, and undone again. */
  readonly isDryRun?: boolean;
}

/** Brings the schema up to date; of several hubs that start at once one does it and the others wait. */
export async function prepareSchema(options: SchemaOptions): Promise<readonly string[]> {
  const client = createClient(options.address);
  try {
    await client.connect();
    await assertFit(client, options);
    await client.query('begin');
    await client.query('select pg_advisory_xact_lock($1)', [WRITERS_LOCK]);
    const taken = await migrate(migratable(client), options.now, options.migrations);
    await client.query(options.isDryRun === true ? 'rollback' : 'commit');
    return taken;
  } finally {
    // What was not committed is rolled back with the connection.
    await client.end();
  }
}

/** Whether a hub could work on it; changes nothing. */
export function checkPostgres(address: PostgresAddress): Promise<void> {
  return withClient(address, (client) => assertFit(client, { address }));
}

/** Whether copies can be restored beside the data, to try them or to keep what they replace. */
export function checkSchemas(address: PostgresAddress): Promise<void> {
  return withClient(address, async (client) => {
    const ask = "select has_database_privilege(current_database(), 'CREATE') as may";
    const { rows } = await client.query<{ may: boolean }>(ask);
    if (rows[0]?.may === true) return;
    throw new PostgresProblem(
      `no schema may be made in ${placeOf(address)}: grant create on database … to the hub's user`,
    );
  });
}

async function assertFit(
  client: Client,
  { address, mustHaveData }: Pick<SchemaOptions, 'address' | 'mustHaveData'>,
): Promise<void> {
  const { rows } = await client.query<{ encoding: string; migrations: string | null }>(
    `select current_setting('server_encoding') as encoding, to_regclass('migrations')::text as migrations`,
  );
  const { encoding, migrations } = rows[0] ?? { encoding: '', migrations: null };
  if (encoding !== 'UTF8') {
    throw new PostgresProblem(`the database ${placeOf(address)} is encoded as ${encoding}; the hub needs UTF8`);
  }
  if (mustHaveData === true && migrations === null) {
    throw new PostgresProblem(`${placeOf(address)} holds no data of a hub`);
  }
}

const migratable = (client: Client) => ({
  dialect: { bytes: 'bytea' as const, clustered: null },
  execute: async (statement: string) => void (await client.query(statement)),
  applied: async () => (await client.query<Applied>('select version, checksum from migrations')).rows,
  record: async ({ version, name, checksum, at }: Applied & { name: string; at: number }) => {
    const insert = 'insert into migrations (version, name, checksum, at) values ($1, $2, $3, $4)';
    await client.query(insert, [version, name, checksum, at]);
  },
});
