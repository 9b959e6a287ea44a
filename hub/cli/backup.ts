import Database from 'better-sqlite3';
import { accessSync, constants, existsSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ExpectedError } from '../../shared/errors.ts';
import { forgetCopied } from '../backups/postgres-copy.ts';
import { beginNewLife } from '../new-life.ts';
import { openSqliteStorage } from '../storage/sqlite-storage.ts';
import type { PostgresAddress } from '../storage/postgres-address.ts';
import type { Storage } from '../storage/storage.ts';
import { parseOptions, textOption, UsageError } from './arguments.ts';
import { assertHasData, DATABASE_NAME, lockData } from './data-folder.ts';
import { createSystemIds, systemClock } from './effects.ts';
import { backupDatabase, restoreDatabase } from './database-backup.ts';
import { restoreDatabaseKeys, saveDatabaseKeys } from './database-keys.ts';
import { addKeys, keysBeside, moveKeys, removeKeys, sync } from './keys-file.ts';
import { openKnownPlace, placeOf, placeOptions, saying } from './place.ts';

export const backupHelp = `backup --data DIR|--database URL --to FILE [--keys FILE] | backup --database URL --keys FILE
  Writes a copy of the data as it is at this moment to FILE, which must not exist. May run while a hub serves it.
  Texts and attachments are encrypted in it; the keys go to a file of their own, of which only the newest is kept: it opens
  all earlier copies, except what was redacted or destroyed since. Don't keep older keys.
  Copies of a folder and of PostgreSQL are alike, and each can be restored as the other; no tools of PostgreSQL are needed.
  Copia i dati, anche mentre il centro lavora.

  --data DIR     the hub's folder (default ./hub-data)
  --to FILE      where the copy goes
  --database URL a PostgreSQL database; without --to only its keys are written, for copies that its own tools make
  --keys FILE    where the keys go (default hub.keys beside the copy); copy and keys together hold everything that people
                 wrote: keep them safe, and apart if you can`;

export const restoreHelp = `restore --data DIR|--database URL --from FILE [--keys FILE] [--skip-numbers N]
  Puts the copy in FILE in the place of the data in DIR or in the database, which is kept beside it (in a schema
  sportello_before_…); no hub may serve it.
  The data begins a new life: PCs take everything anew and offer again what they had sent since the copy was made.
  Mail that had not left when the copy was made is marked uncertain, and is not sent by itself.
  Its texts are read with the keys of the data in DIR and those of the newest keys file; what was redacted or destroyed since
  the copy was made stays so. Where keys are missing nothing is changed, unless --without-keys is given.
  What has to be done again by hand: revocations, and activations of PCs, that came after the copy.
  Riporta i dati alla copia; le postazioni rimandano quello che avevano inviato dopo.

  --data DIR          the hub's folder (default ./hub-data)
  --from FILE         what backup has written
  --database URL      a PostgreSQL database; without --from one that pg_restore has just set back
  --keys FILE         the newest one that backup has written (default hub.keys beside the copy, where there is one)
  --without-keys      what has no key can't be read any more, and shows as redacted
  --skip-numbers N    case numbers to leave out, more than were given out since the copy (default 1000)`;

const SKIPPED_NUMBERS = 1_000;

export async function backup(args: readonly string[]): Promise<void> {
  const values = parseOptions(args, { ...placeOptions, to: { type: 'string' }, keys: { type: 'string' } });
  const { folder, database } = placeOf(values);
  if (database !== null && values['to'] === undefined) {
    return await backupKeys(database, textOption(values['keys'], 'keys', 4_096));
  }
  const to = textOption(values['to'], 'to', 4_096);
  if (database === null) assertHasData(folder);
  if (existsSync(to)) throw new UsageError(`--to: ${to} exists`);
  assertWritable(dirname(to));
  const keys = textOption(values['keys'] ?? keysBeside(to), 'keys', 4_096);
  if (database === null) copyDatabase(join(folder, DATABASE_NAME), to, (part) => moveKeys(part, keys));
  else await backupDatabase(database, { to, keys });
  console.log(`backed up to ${to}, keys to ${keys}`);
}

async function backupKeys(database: PostgresAddress, file: string): Promise<void> {
  await saying(database, () => saveDatabaseKeys(database, file));
  console.log(`keys to ${file}; the data: pg_dump --exclude-table-data=content_keys`);
}

export async function restore(args: readonly string[]): Promise<void> {
  const more = {
    keys: { type: 'string' },
    'without-keys': { type: 'boolean' },
    'skip-numbers': { type: 'string' },
  } as const;
  const options = { ...placeOptions, from: { type: 'string' }, ...more } as const;
  const values = parseOptions(args, options);
  const place = placeOf(values);
  const skippedNumbers = countOption(values['skip-numbers'] ?? String(SKIPPED_NUMBERS));
  const life = { skippedNumbers, mayLackKeys: values['without-keys'] === true };
  const { database } = place;
  if (database === null || values['from'] !== undefined) {
    const from = textOption(values['from'], 'from', 4_096);
    if (!existsSync(from)) throw new UsageError(`--from: there is no ${from}`);
    const copy = { from, keys: keysOption(values['keys'], from) };
    return database === null ? await restoreFile(place.folder, copy, life) : await restoreTo(database, copy, life);
  }
  const keys = values['keys'] === undefined ? null : keysOption(values['keys'], '');
  const storage = await openKnownPlace(place); // brings its schema up to date
  if (keys !== null) await saying(database, () => restoreDatabaseKeys(database, keys));
  say(await beginOn(storage, life), skippedNumbers);
}

/** Null where none was given and there is none where it would be. */
function keysOption(value: unknown, from: string): string | null {
  if (value === undefined) return existsSync(keysBeside(from)) ? keysBeside(from) : null;
  const file = textOption(value, 'keys', 4_096);
  if (!existsSync(file)) throw new UsageError(`--keys: there is no ${file}`);
  return file;
}

interface Life {
  readonly skippedNumbers: number;
  readonly mayLackKeys: boolean;
}

interface Copy {
  readonly from: string;
  readonly keys: string | null;
}

async function restoreTo(database: PostgresAddress, { from, keys }: Copy, life: Life): Promise<void> {
  if (!isWhole(from)) throw unreadable();
  const begin = (storage: Storage): Promise<number> => beginOn(storage, life);
  const { uncertainMails, aside } = await restoreDatabase(database, { from, keys, begin });
  say(uncertainMails, life.skippedNumbers);
  if (aside !== null) console.log(`what was there before: schema ${aside}`);
}

async function restoreFile(folder: string, { from, keys }: Copy, life: Life): Promise<void> {
  const unlock = lockData(folder);
  const incoming = join(folder, `${DATABASE_NAME}.incoming`);
  try {
    removeDatabase(incoming);
    copyDatabase(from, incoming, forgetCopied);
    await (await openToBegin(incoming)).close(); // brings its schema up to date
    const live = join(folder, DATABASE_NAME);
    const isReadable = isWhole(live);
    addKeys(incoming, { file: keys, live: isReadable ? live : null });
    const uncertainMails = await beginOn(await openToBegin(incoming), life);
    const aside = replaceData(folder, incoming);
    say(uncertainMails, life.skippedNumbers);
    if (aside !== null) console.log(`what was there before: ${aside}`);
    if (aside !== null && isReadable) removeKeys(aside);
    else if (aside !== null)
      console.log('it is damaged and still has keys: remove it when you do not need it any more');
  } finally {
    removeDatabase(incoming);
    unlock();
  }
}

const openToBegin = (file: string): Promise<Storage> =>
  openSqliteStorage({ file, now: systemClock.now(), timers: null });

/** False where there is nothing, or what is there can't be read: which is why there is a restore. */
function isWhole(file: string): boolean {
  if (!existsSync(file)) return false;
  try {
    const database = openToRead(file);
    try {
      return database.pragma('quick_check(1)', { simple: true }) === 'ok';
    } finally {
      database.close();
    }
  } catch {
    return false;
  }
}

/** The package's command works as the hub's own account, which may not write everywhere where an administrator may. */
function assertWritable(folder: string): void {
  try {
    accessSync(folder, constants.W_OK);
  } catch {
    throw new UsageError(`--to: ${folder} is no folder that this account may write into`);
  }
}

/** A consistent copy also while others write, durable when it is under its name. */
function copyDatabase(from: string, to: string, finish: (part: string) => void = () => undefined): void {
  const part = `${to}.part`;
  rmSync(part, { force: true });
  const database = openToRead(from);
  try {
    if (database.pragma('quick_check(1)', { simple: true }) !== 'ok') throw unreadable();
    database.prepare('vacuum into ?').run(part);
  } catch (error) {
    rmSync(part, { force: true });
    throw damaged(error);
  } finally {
    database.close();
  }
  finish(part);
  sync(part);
  renameSync(part, to);
  sync(dirname(to));
}

function openToRead(file: string): Database.Database {
  try {
    return new Database(file, { readonly: true, fileMustExist: true, timeout: 5_000 });
  } catch (error) {
    throw damaged(error);
  }
}

const unreadable = (): ExpectedError => new ExpectedError({ code: 'database-unreadable' });

function damaged(error: unknown): unknown {
  const code = error instanceof Database.SqliteError ? error.code : '';
  return /^SQLITE_(NOTADB|CORRUPT)/.test(code) ? unreadable() : error;
}

const say = (uncertainMails: number, skippedNumbers: number): void =>
  console.log(`restored: ${uncertainMails} mails uncertain, ${skippedNumbers} case numbers left out`);

async function beginOn(storage: Storage, { skippedNumbers, mayLackKeys }: Life): Promise<number> {
  try {
    const ids = createSystemIds(systemClock);
    const lacking = mayLackKeys ? 0 : await storage.read((tx) => tx.countWithoutKey());
    if (lacking > 0) throw new UsageError(withoutKeys(lacking));
    const begun = await storage.write((tx) => beginNewLife(tx, { now: systemClock.now(), ids, skippedNumbers }));
    if (begun === null) throw new UsageError('there is no data of a hub in it');
    return begun.uncertainMails;
  } finally {
    await storage.close();
  }
}

const withoutKeys = (count: number): string =>
  `${count} texts or attachments have no key: give the newest keys file (--keys FILE), or --without-keys to do without them`;

/** The old data is kept under another name; returns it, or null when there was none. */
function replaceData(folder: string, incoming: string): string | null {
  const current = join(folder, DATABASE_NAME);
  const aside = existsSync(current) ? `${current}.before-${systemClock.now()}` : null;
  if (aside !== null) moveDatabase(current, aside);
  moveDatabase(incoming, current);
  sync(folder);
  return aside;
}

const SUFFIXES = ['', '-wal', '-shm'] as const;

function moveDatabase(from: string, to: string): void {
  for (const suffix of SUFFIXES) if (existsSync(from + suffix)) renameSync(from + suffix, to + suffix);
}

function removeDatabase(file: string): void {
  for (const suffix of SUFFIXES) rmSync(file + suffix, { force: true });
}

function countOption(value: unknown): number {
  if (typeof value === 'string' && /^\d{1,5}$/.test(value)) return Number(value);
  throw new UsageError('--skip-numbers takes a number up to 99999');
}
