import { existsSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { verifyChain } from '../audit/verify.ts';
import { copyPostgres } from '../backups/postgres-copy.ts';
import { restorePostgres, tryOnPostgres } from '../backups/postgres-restore.ts';
import { beginNewLife } from '../new-life.ts';
import type { PostgresAddress } from '../storage/postgres-address.ts';
import { openPostgresStorage } from '../storage/postgres-storage.ts';
import type { Storage } from '../storage/storage.ts';
import { saveKeys, restoreDatabaseKeys } from './database-keys.ts';
import { createSystemIds, systemClock } from './effects.ts';
import { sync } from './keys-file.ts';
import { saying } from './place.ts';

/** A copy of a PostgreSQL database, made by the hub itself; durable when it is under its name. */
export async function backupDatabase(
  address: PostgresAddress,
  { to, keys }: { readonly to: string; readonly keys: string },
): Promise<void> {
  const part = `${to}.part`;
  for (const file of [part, `${part}-journal`]) rmSync(file, { force: true });
  try {
    const copying = { address, file: part, now: systemClock.now() };
    await saying(address, () => saveKeys(keys, (takeKeys) => copyPostgres({ ...copying, takeKeys })));
  } catch (error) {
    rmSync(part, { force: true });
    throw error;
  }
  sync(part);
  renameSync(part, to);
  sync(dirname(to));
}

export interface RestoringDatabase {
  readonly from: string;
  /** Null: those of the data that is replaced must do. */
  readonly keys: string | null;
  /** Makes it the beginning of a new life, and closes it. */
  readonly begin: (storage: Storage) => Promise<number>;
}

/** Returns how many mails are uncertain, and where the data that was replaced is kept. */
export async function restoreDatabase(
  address: PostgresAddress,
  { from, keys, begin }: RestoringDatabase,
): Promise<{ readonly uncertainMails: number; readonly aside: string | null }> {
  let uncertainMails = 0;
  const aside = await saying(address, () =>
    restorePostgres({ address, from, now: systemClock.now() }, async (incoming) => {
      if (keys !== null && existsSync(keys)) await restoreDatabaseKeys(incoming, keys);
      uncertainMails = await begin(await opened(incoming));
    }),
  );
  return { uncertainMails, aside };
}

/** Restores a copy on the server, without its keys, beside what the hub serves, and removes it again. Null: it is good. */
export function verifyOnServer(address: PostgresAddress, from: string): Promise<string | null> {
  return saying(address, () =>
    tryOnPostgres({ address, from, now: systemClock.now() }, async (tried) => whatIsWrong(await opened(tried))),
  );
}

const opened = (address: PostgresAddress): Promise<Storage> =>
  openPostgresStorage({ address, timers: null, mustHaveData: true, now: systemClock.now(), instance: 'restore' });

/** As `restore` does it: newer schema, new life, audit chain. Closes what it is given. */
export async function whatIsWrong(storage: Storage): Promise<string | null> {
  try {
    const ids = createSystemIds(systemClock);
    const life = { now: systemClock.now(), ids, skippedNumbers: 1 };
    if ((await storage.write((tx) => beginNewLife(tx, life))) === null) return 'there is no data of a hub in it';
    const verdict = await storage.read((tx) => verifyChain(tx));
    return verdict.ok ? null : `the audit is broken at entry ${verdict.seq} (${verdict.fault})`;
  } finally {
    await storage.close();
  }
}
