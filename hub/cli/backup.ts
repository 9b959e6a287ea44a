import Database from 'better-sqlite3';
import { closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ExpectedError } from '../../shared/errors.ts';
import { beginNewLife } from '../new-life.ts';
import { openSqliteStorage } from '../storage/sqlite-storage.ts';
import type { Storage } from '../storage/storage.ts';
import { parseOptions, textOption, UsageError } from './arguments.ts';
import { assertHasData, DATABASE_NAME, DEFAULT_DATA, lockData } from './data-folder.ts';
import { createSystemIds, systemClock } from './effects.ts';
import { openKnownPlace, placeOf, placeOptions } from './place.ts';

export const backupHelp = `backup --data DIR --to FILE
  Writes a copy of the data as it is at this moment to FILE, which must not exist. May run while a hub serves DIR.
  A PostgreSQL database is backed up with pg_dump.
  Copia i dati, anche mentre il centro lavora.

  --data DIR     the hub's folder (default ./hub-data)
  --to FILE      where the copy goes; it holds everything that people wrote: keep it safe`;

export const restoreHelp = `restore --data DIR --from FILE | --database URL  [--skip-numbers N]
  Puts the copy in FILE in the place of the data in DIR, which is kept beside it; no hub may serve DIR.
  The data begins a new life: PCs take everything anew and offer again what they had sent since the copy was made.
  Mail that had not left when the copy was made is marked uncertain, and is not sent by itself.
  What has to be done again by hand: revocations, and activations of PCs, that came after the copy.
  Riporta i dati alla copia; le postazioni rimandano quello che avevano inviato dopo.

  --data DIR          the hub's folder (default ./hub-data)
  --from FILE         what backup has written
  --database URL      a PostgreSQL database that pg_restore has just set back, before any hub serves it
  --skip-numbers N    case numbers to leave out, more than were given out since the copy (default 1000)`;

const SKIPPED_NUMBERS = 1_000;

export async function backup(args: readonly string[]): Promise<void> {
  const values = parseOptions(args, { data: { type: 'string' }, to: { type: 'string' } });
  const folder = textOption(values['data'] ?? DEFAULT_DATA, 'data', 4_096);
  const to = textOption(values['to'], 'to', 4_096);
  assertHasData(folder);
  if (existsSync(to)) throw new UsageError(`--to: ${to} exists`);
  copyDatabase(join(folder, DATABASE_NAME), to);
  console.log(`backed up to ${to}`);
}

export async function restore(args: readonly string[]): Promise<void> {
  const options = { ...placeOptions, from: { type: 'string' }, 'skip-numbers': { type: 'string' } } as const;
  const values = parseOptions(args, options);
  const place = placeOf(values);
  const skippedNumbers = countOption(values['skip-numbers'] ?? String(SKIPPED_NUMBERS));
  if (place.database === null)
    await restoreFile(place.folder, textOption(values['from'], 'from', 4_096), skippedNumbers);
  else say(await beginOn(await openKnownPlace(place), skippedNumbers), skippedNumbers);
}

async function restoreFile(folder: string, from: string, skippedNumbers: number): Promise<void> {
  if (!existsSync(from)) throw new UsageError(`--from: there is no ${from}`);
  const unlock = lockData(folder);
  try {
    const incoming = join(folder, `${DATABASE_NAME}.incoming`);
    removeDatabase(incoming);
    copyDatabase(from, incoming);
    const storage = await openSqliteStorage({ file: incoming, now: systemClock.now(), timers: null });
    const uncertainMails = await beginOn(storage, skippedNumbers);
    const aside = replaceData(folder, incoming);
    say(uncertainMails, skippedNumbers);
    if (aside !== null) console.log(`what was there before: ${aside}`);
  } finally {
    unlock();
  }
}

/** A consistent copy also while others write, durable when it is under its name. */
function copyDatabase(from: string, to: string): void {
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

async function beginOn(storage: Storage, skippedNumbers: number): Promise<number> {
  try {
    const ids = createSystemIds(systemClock);
    const begun = await storage.write((tx) => beginNewLife(tx, { now: systemClock.now(), ids, skippedNumbers }));
    if (begun === null) throw new UsageError('there is no data of a hub in it');
    return begun.uncertainMails;
  } finally {
    await storage.close();
  }
}

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

function sync(path: string): void {
  const descriptor = openSync(path, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

function countOption(value: unknown): number {
  if (typeof value === 'string' && /^\d{1,5}$/.test(value)) return Number(value);
  throw new UsageError('--skip-numbers takes a number up to 99999');
}
