import {
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type QueryResult,
  type TransactionSettings,
} from 'kysely';
import type { Pool, PoolClient } from 'pg';
import { WRITERS_LOCK } from './postgres-lock.ts';

/** Kysely's own dialect, with the transactions that the hub needs. */
export function postgresDialect(pool: Pool): Dialect {
  return {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new HubDriver(pool),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  };
}

/** What was read stays the same until the end. It holds up nobody and may take its time. */
const BEGIN_READING =
  "begin isolation level repeatable read read only; set local idle_in_transaction_session_timeout = '10min'";

/**
 * All hubs write one after the other: a decision stays true until it is committed, and the feed is numbered in the order of
 * commits (FE1). "Read committed", so that what is read after the wait for the lock is what the one before committed.
 */
const BEGIN_WRITING = `begin isolation level read committed; select pg_advisory_xact_lock(${WRITERS_LOCK})`;

class HubDriver implements Driver {
  readonly #pool: Pool;
  constructor(pool: Pool) {
    this.#pool = pool;
  }

  async init(): Promise<void> {}

  async acquireConnection(): Promise<HubConnection> {
    return new HubConnection(await this.#pool.connect());
  }

  /** One that fails to begin, after waiting too long for the others, has begun all the same for the server. */
  async beginTransaction(connection: HubConnection, { accessMode }: TransactionSettings): Promise<void> {
    try {
      await connection.run(accessMode === 'read only' ? BEGIN_READING : BEGIN_WRITING);
    } catch (error) {
      connection.isBroken = true;
      throw error;
    }
  }

  /** After a failed statement the server takes COMMIT for ROLLBACK and says so only in passing. */
  async commitTransaction(connection: HubConnection): Promise<void> {
    if ((await connection.run('commit')) === 'ROLLBACK') throw new Error('the transaction was rolled back');
  }

  async rollbackTransaction(connection: HubConnection): Promise<void> {
    try {
      await connection.run('rollback');
    } catch {
      // The server rolls back what lost its connection; the caller hears what went wrong first.
      connection.isBroken = true;
    }
  }

  async releaseConnection(connection: HubConnection): Promise<void> {
    connection.release();
  }

  async destroy(): Promise<void> {
    await this.#pool.end();
  }
}

const changing: ReadonlySet<string> = new Set(['INSERT', 'UPDATE', 'DELETE']);

class HubConnection implements DatabaseConnection {
  isBroken = false;
  readonly #client: PoolClient;
  constructor(client: PoolClient) {
    this.#client = client;
  }

  async executeQuery<R>({ sql, parameters }: CompiledQuery): Promise<QueryResult<R>> {
    const { command, rowCount, rows } = await this.#client.query(sql, parameters.map(storable));
    const result = { rows: rows as R[] };
    return changing.has(command) ? { ...result, numAffectedRows: BigInt(rowCount ?? 0) } : result;
  }

  streamQuery(): never {
    throw new Error('the hub streams no queries');
  }

  /** One or several statements without parameters; returns the last one's command. */
  async run(sql: string): Promise<string | undefined> {
    const result = await this.#client.query(sql);
    return [result].flat().at(-1)?.command;
  }

  release(): void {
    this.#client.release(this.isBroken);
  }
}

/** PostgreSQL's text holds every character but U+0000; nothing that arrives is turned away for it. */
const storable = (parameter: unknown): unknown =>
  typeof parameter === 'string' && parameter.includes('\0') ? parameter.replaceAll('\0', '\uFFFD') : parameter;
