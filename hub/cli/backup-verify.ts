import Database from 'better-sqlite3';
import { createHash } from 'node:crypto';
import { createReadStream, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { ExpectedError } from '../../shared/errors.ts';
import { notAsCopied } from '../backups/postgres-copy.ts';
import type { PostgresAddress } from '../storage/postgres-address.ts';
import { openPieces, openUnder } from '../storage/seal.ts';
import { openSqliteStorage } from '../storage/sqlite-storage.ts';
import { parseOptions, textOption, UsageError } from './arguments.ts';
import { verifyOnServer, whatIsWrong } from './database-backup.ts';
import { systemClock } from './effects.ts';
import { keysBeside } from './keys-file.ts';
import { placeOf, placeOptions } from './place.ts';

export const backupVerifyHelp = `backup verify --from FILE [--keys FILE] [--database URL]
  Restores a copy in a folder beside it, without keys, and removes that again: every page is read, the chain of the audit is
  walked, every text and attachment is opened with the keys in memory. A copy of a PostgreSQL database is also held against
  what was read of each table. Ends with 1 and names what is wrong.
  Prova davvero una copia, senza toccare i dati.

  --from FILE    what backup has written; if FILE.sha256 lies beside, its sum is checked
  --keys FILE    default hub.keys beside the copy
  --database URL restores it there, too, in a schema of its own beside the data, and removes that again`;

interface Counts {
  readonly conversations: number;
  readonly messages: number;
  readonly sealed: number;
}

type Verified = { readonly ok: true; readonly counts: Counts } | { readonly ok: false; readonly why: string };

export async function backupVerify(args: readonly string[]): Promise<void> {
  const { database } = placeOptions;
  const values = parseOptions(args, { database, from: { type: 'string' }, keys: { type: 'string' } });
  const from = textOption(values['from'], 'from', 4_096);
  if (!existsSync(from)) throw new UsageError(`--from: there is no ${from}`);
  const keys = textOption(values['keys'] ?? keysBeside(from), 'keys', 4_096);
  const verified = await verifyCopy(from, { keys, server: placeOf(values).database });
  if (!verified.ok) {
    console.error(`hub: ${from}: ${verified.why}`);
    process.exitCode = 1;
    return;
  }
  const { conversations, messages, sealed } = verified.counts;
  console.log(`verified: ${conversations} conversations, ${messages} messages, ${sealed} opened with the keys`);
}

/** Where its SHA-256 is kept, in the form of `sha256sum`. */
export const sumFile = (copy: string): string => `${copy}.sha256`;

export async function sumOf(file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
}

/** Whether a copy's bytes are those that were written; null where nobody wrote their sum down. */
export async function isUnchanged(copy: string): Promise<boolean | null> {
  const file = sumFile(copy);
  return existsSync(file) ? readFileSync(file, 'utf8').startsWith(await sumOf(copy)) : null;
}

async function verifyCopy(
  copy: string,
  { keys, server }: { readonly keys: string; readonly server: PostgresAddress | null },
): Promise<Verified> {
  const wrong = (why: string): Verified => ({ ok: false, why });
  if ((await isUnchanged(copy)) === false) return wrong('its bytes are not those that were written (SHA-256)');
  try {
    const damage = damageOf(copy);
    if (damage !== null) return wrong(damage);
    const unopened = unopenedIn(copy, keys);
    if (unopened > 0) return wrong(`${unopened} texts or attachments can't be opened with ${keys}`);
    const why = (await restoredWithout(copy)) ?? (server === null ? null : await verifyOnServer(server, copy));
    return why === null ? { ok: true, counts: countsOf(copy) } : wrong(why);
  } catch (error) {
    if (error instanceof Database.SqliteError) return wrong(`it cannot be read (${error.code})`);
    if (error instanceof ExpectedError) return wrong(`it cannot be read (${error.failure.code})`);
    throw error;
  }
}

/** Every page and every reference. */
function damageOf(copy: string): string | null {
  return reading(copy, (database) => {
    const integrity = database.pragma('integrity_check(1)', { simple: true });
    if (integrity !== 'ok') return 'it is damaged';
    const differing = notAsCopied(database);
    if (differing !== null) return `${differing} is not what was copied`;
    return (database.pragma('foreign_key_check') as unknown[]).length === 0 ? null : 'it refers to what is not there';
  });
}

interface Row {
  /** Of a file. */
  readonly id: string | null;
  readonly sealed: Uint8Array;
  readonly key: Uint8Array | null;
}

interface SealedColumn {
  readonly table: string;
  readonly column: string;
  readonly keyId: string;
  readonly opens: (sealed: readonly Uint8Array[], key: Uint8Array | null) => boolean;
  /** Where something is large, the rest of it lies in `blob_pieces`. */
  readonly pieces?: true;
}

const opens: SealedColumn['opens'] = (sealed, key) => openPieces(sealed, key) !== null;
const opensUnder: SealedColumn['opens'] = ([sealed], key) => sealed !== undefined && openUnder(key, sealed) !== null;

const sealedColumns: readonly SealedColumn[] = [
  { table: 'messages', column: 'sealed', keyId: 'key_id', opens },
  { table: 'blobs', column: 'bytes', keyId: 'key_id', opens, pieces: true },
  { table: 'conversations', column: 'details', keyId: 'details_key_id', opens: opensUnder },
  { table: 'attachments', column: 'sealed_name', keyId: 'key_id', opens: opensUnder },
  { table: 'outgoing_mails', column: 'head', keyId: 'head_key_id', opens: opensUnder },
  { table: 'outgoing_mails', column: 'own_sealed', keyId: 'own_key_id', opens },
  { table: 'uploads', column: 'sealed', keyId: 'key_id', opens },
  { table: 'canned_files', column: 'sealed', keyId: 'key_id', opens },
  { table: 'canned_files', column: 'name', keyId: 'key_id', opens: opensUnder },
  { table: 'own_replies', column: 'sealed', keyId: 'key_id', opens },
];

/** A copy of an older program's data has fewer. */
const hasColumn = (database: Database.Database, table: string, column: string): boolean =>
  database.prepare('select 1 from pragma_table_info(?) where name = ?').get(table, column) !== undefined;

/** How many things have a key that was not destroyed and don't open with it, or have none. Keys stay in memory. */
function unopenedIn(copy: string, keys: string): number {
  return reading(copy, (database) => {
    const hasKeys = existsSync(keys);
    if (hasKeys) database.prepare('attach ? as keys').run(keys);
    const known = hasKeys ? 'left join keys.content_keys as k on k.id = t.KEY' : '';
    const further = furtherPieces(database);
    const rows = ({ table, column, keyId, pieces }: SealedColumn): IterableIterator<Row> =>
      database
        .prepare<[], Row>(
          `select ${pieces === true ? 't.attachment_id' : 'null'} as id, t.${column} as sealed, ${hasKeys ? 'k.key' : 'null'} as key from ${table} as t
           ${known.replace('KEY', keyId)} where t.${keyId} is not null`,
        )
        .iterate();
    let unopened = 0;
    for (const each of sealedColumns.filter(({ table, column }) => hasColumn(database, table, column))) {
      for (const { id, sealed, key } of rows(each)) {
        const isDestroyed = key !== null && key.every((byte) => byte === 0);
        if (!isDestroyed && !each.opens([sealed, ...further(id)], key)) unopened += 1;
      }
    }
    return unopened;
  });
}

/** Of a large file, what follows the first piece. */
function furtherPieces(database: Database.Database): (id: string | null) => readonly Uint8Array[] {
  if (!hasColumn(database, 'blob_pieces', 'bytes')) return () => [];
  const pieces = database.prepare<[string], { readonly bytes: Uint8Array }>(
    'select bytes from blob_pieces where attachment_id = ? order by position',
  );
  return (id) => (id === null ? [] : pieces.all(id).map(({ bytes }) => bytes));
}

/** As `restore` does it, on a copy of the copy: newer schema, new life, audit chain. Null: all is well. */
async function restoredWithout(copy: string): Promise<string | null> {
  const folder = mkdtempSync(join(dirname(copy), '.verify-'));
  try {
    const file = join(folder, 'hub.db');
    reading(copy, (database) => database.prepare('vacuum into ?').run(file));
    return await whatIsWrong(await openSqliteStorage({ file, now: systemClock.now(), timers: null }));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function countsOf(copy: string): Counts {
  return reading(copy, (database) => {
    const count = (what: string): number =>
      database.prepare<[], number>(`select count(*) from ${what}`).pluck().get() ?? 0;
    return {
      conversations: count('conversations'),
      messages: count('messages'),
      sealed: sealedColumns
        .filter(({ table, column }) => hasColumn(database, table, column))
        .reduce((sum, { table, keyId }) => sum + count(`${table} where ${keyId} is not null`), 0),
    };
  });
}

function reading<T>(copy: string, run: (database: Database.Database) => T): T {
  const database = new Database(copy, { readonly: true, fileMustExist: true });
  try {
    return run(database);
  } finally {
    database.close();
  }
}
