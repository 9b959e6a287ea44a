import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { Timers } from '../../shared/effects.ts';
import { ExpectedError } from '../../shared/errors.ts';
import { parsePostgresUrl, type PostgresAddress } from '../storage/postgres-address.ts';
import { PostgresProblem, problemOf } from '../storage/postgres-problem.ts';
import { checkPostgres, checkSchemas, prepareSchema } from '../storage/postgres-schema.ts';
import { openPostgresStorage } from '../storage/postgres-storage.ts';
import { migrateClosed } from '../storage/sqlite-connection.ts';
import type { Storage } from '../storage/storage.ts';
import { textOption, UsageError } from './arguments.ts';
import { assertHasData, DATABASE_NAME, DEFAULT_DATA, openData } from './data-folder.ts';

/** Where a hub's data is: in a PostgreSQL database, or in the folder. */
export interface Place {
  readonly folder: string;
  readonly database: PostgresAddress | null;
}

export const placeOptions = { data: { type: 'string' }, database: { type: 'string' } } as const;

export const databaseHelp = `--database URL      PostgreSQL instead of a file in DIR, for one hub or several:
                      postgres://USER:PASSWORD@HOST/DATABASE[?sslmode=disable|require|verify-full]
                      (verify-full unless HOST is this machine; the password may be in PGPASSWORD)`;

export function placeOf(values: Readonly<Record<string, unknown>>): Place {
  return {
    folder: textOption(values['data'] ?? DEFAULT_DATA, 'data', 4_096),
    database: values['database'] === undefined ? null : addressFrom(values['database']),
  };
}

/** For commands that serve or change something. Timers: to hear of changes by other processes. */
export function openPlace({ folder, database }: Place, timers: Timers | null): Promise<Storage> {
  return database === null
    ? openData(folder, timers)
    : openDatabase({ address: database, timers, mustHaveData: false });
}

/** For commands that only look: where there is no hub's data, none is made. */
export function openKnownPlace({ folder, database }: Place): Promise<Storage> {
  if (database !== null) return openDatabase({ address: database, timers: null, mustHaveData: true });
  assertHasData(folder);
  return openData(folder, null);
}

/** What was given is not repeated: it may contain a password. */
function addressFrom(value: unknown): PostgresAddress {
  const address = typeof value === 'string' ? parsePostgresUrl(value) : null;
  if (address === null) throw new UsageError('--database takes postgres://USER:PASSWORD@HOST/DATABASE');
  return address;
}

interface Wanted {
  readonly address: PostgresAddress;
  readonly timers: Timers | null;
  readonly mustHaveData: boolean;
}

/** Brings the data's form up to date; returns the steps that were taken (or tried, and undone). */
export async function migratePlace({ folder, database }: Place, isDryRun: boolean): Promise<readonly string[]> {
  const now = Date.now();
  if (database !== null) {
    return saying(database, () => prepareSchema({ address: database, now, mustHaveData: true, isDryRun }));
  }
  assertHasData(folder);
  return await migrateClosed({ file: join(folder, DATABASE_NAME), now, isDryRun });
}

/** Fails with a sentence when a hub could not work on it. */
export async function checkDatabase({ database }: Place): Promise<void> {
  if (database !== null) await saying(database, () => checkPostgres(database));
}

/** Fails with a sentence when copies could not be tried there. */
export async function checkCopies({ database }: Place): Promise<void> {
  if (database !== null) await saying(database, () => checkSchemas(database));
}

function openDatabase(wanted: Wanted): Promise<Storage> {
  return saying(wanted.address, () => openPostgresStorage({ ...wanted, now: Date.now(), instance: randomUUID() }));
}

export async function saying<T>(address: PostgresAddress, run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (raw) {
    const error = problemOf(raw, address);
    if (error instanceof PostgresProblem) throw new UsageError(`--database: ${error.message}`);
    if (error instanceof ExpectedError) throw new UsageError(`--database: ${sentenceFor(error)}`);
    throw error;
  }
}

const sentenceFor = ({ failure }: ExpectedError): string =>
  failure.code === 'database-newer'
    ? 'the data was written by a newer version of the hub · i dati sono di una versione più recente'
    : 'the schema is not one that a hub made · lo schema non è quello di un hub';
