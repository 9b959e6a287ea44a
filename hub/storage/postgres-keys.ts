import type { Client } from 'pg';
import type { PostgresAddress } from './postgres-address.ts';
import { WRITERS_LOCK } from './postgres-lock.ts';
import { withClient } from './postgres-rows.ts';

/** A row of `content_keys`. */
export interface KeyRow {
  readonly id: string;
  readonly key: Uint8Array;
}

const PAGE = 5_000;

/** The keys of a database for a file beside its dumps (RD5), page by page, as they are at one moment. Returns the hub's id. */
export function readKeys(address: PostgresAddress, take: (rows: readonly KeyRow[]) => void): Promise<string> {
  return withClient(address, async (client) => {
    await client.query('begin transaction isolation level repeatable read read only');
    const hubId = await hubIdOf(client);
    let after = '';
    for (;;) {
      const page = 'select id, key from content_keys where id > $1 order by id limit $2';
      const { rows } = await client.query<KeyRow>(page, [after, PAGE]);
      take(rows);
      after = rows.at(-1)?.id ?? '';
      if (rows.length < PAGE) return hubId;
    }
  });
}

/** Destroyed wins over known, known over missing, whether the dump that was restored had keys or not (RD6). */
export function addKeys(address: PostgresAddress, keysOf: (hubId: string) => Iterable<KeyRow>): Promise<void> {
  return withClient(address, async (client) => {
    await client.query('begin');
    await client.query('select pg_advisory_xact_lock($1)', [WRITERS_LOCK]);
    const merge = `insert into content_keys (id, key) select * from unnest($1::text[], $2::bytea[])
      on conflict (id) do update set key = excluded.key where excluded.key = decode(repeat('00', 32), 'hex')`;
    for (const rows of pagesOf(keysOf(await hubIdOf(client)))) {
      await client.query(merge, [rows.map(({ id }) => id), rows.map(({ key }) => Buffer.from(key))]);
    }
    await client.query('commit');
  });
}

function* pagesOf(rows: Iterable<KeyRow>): Generator<readonly KeyRow[]> {
  let page: KeyRow[] = [];
  for (const row of rows) {
    page.push(row);
    if (page.length < PAGE) continue;
    yield page;
    page = [];
  }
  if (page.length > 0) yield page;
}

async function hubIdOf(client: Client): Promise<string> {
  const { rows } = await client.query<{ value: string }>("select value from meta where key = 'hub_id'");
  return rows[0]?.value ?? '';
}
