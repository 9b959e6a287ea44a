import { Client, Pool, types, type ClientConfig, type PoolClient } from 'pg';
import type { PostgresAddress } from './postgres-address.ts';

/** A server that does not answer is given up: whoever waits learns that it failed. */
const CONNECT_MS = 5_000;
/** How long a transaction waits for those of other hubs. */
const LOCK_MS = 10_000;
const STATEMENT_MS = 20_000;
/** The server ends a transaction that its hub has left alone: a hub that hangs holds up nobody for longer. */
const IDLE_IN_TRANSACTION_MS = 5_000;
/** The connection itself is dead when the server's own limits went by without an answer. */
const ANSWER_MS = 25_000;

/** The one connection for transactions, opened anew after it broke. */
export function openPool(address: PostgresAddress): Pool {
  const pool = new Pool({
    ...configOf(address),
    max: 1,
    idleTimeoutMillis: 0,
    lock_timeout: LOCK_MS,
    statement_timeout: STATEMENT_MS,
    idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION_MS,
    query_timeout: ANSWER_MS,
    onConnect: (client) => survive(client as PoolClient),
  });
  pool.on('error', () => undefined);
  return pool;
}

/** A connection with a purpose of its own: migrating, listening. */
export function createClient(address: PostgresAddress, more: Pick<ClientConfig, 'query_timeout'> = {}): Client {
  const client = new Client({ ...configOf(address), ...more });
  survive(client);
  return client;
}

/** Without a listener the end of a connection would end the process. Whoever uses it finds out by its next query. */
function survive(client: Pick<Client, 'on'>): void {
  client.on('error', () => undefined);
}

function configOf({ host, port, database, user, password, tls, schema }: PostgresAddress): ClientConfig {
  return {
    host,
    port,
    database,
    user,
    password,
    ssl: tls === 'none' ? false : { rejectUnauthorized: tls === 'verified' },
    application_name: 'sportello-hub',
    // Whatever the server's default is: what was answered survives a power cut.
    options: `-c synchronous_commit=on${schema === undefined ? '' : ` -c search_path=${schema}`}`,
    keepAlive: true,
    connectionTimeoutMillis: CONNECT_MS,
    types: { getTypeParser },
  };
}

const { INT8 } = types.builtins;

/** Sequence numbers, instants and sizes are far below 2^53. */
const getTypeParser: typeof types.getTypeParser = (...wanted: Parameters<typeof types.getTypeParser>) =>
  wanted[0] === INT8 ? Number : (types.getTypeParser(...wanted) as never);
