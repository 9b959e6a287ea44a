import Database from 'better-sqlite3';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Timers } from '../../shared/effects.ts';
import { openSqliteStorage } from '../storage/sqlite-storage.ts';
import type { Storage } from '../storage/storage.ts';
import { tidyWith } from '../intake/room.ts';
import { UsageError } from './arguments.ts';
import { createGarbageCollector } from './collect-garbage.ts';

export const DEFAULT_DATA = './hub-data';
export const DATABASE_NAME = 'hub.db';

const databaseFile = (folder: string): string => join(folder, DATABASE_NAME);

export async function openData(folder: string, timers: Timers | null): Promise<Storage> {
  makeFolder(folder);
  const collectGarbage = createGarbageCollector();
  const tidy = tidyWith(() => collectGarbage('minor'));
  return openSqliteStorage({ file: databaseFile(folder), now: Date.now(), timers, tidy });
}

/** For commands that only look: a folder without a hub's data is a mistake, not an empty hub. */
export function assertHasData(folder: string): void {
  if (!existsSync(databaseFile(folder))) throw new UsageError(`${folder} holds no data of a hub`);
}

/**
 * One serving hub per folder. The lock is SQLite's on a file of its own: the operating system gives it back whenever the
 * process ends, also after a kill.
 */
export function lockData(folder: string): () => void {
  makeFolder(folder);
  const lock = new Database(join(folder, 'serving.lock'), { timeout: 0 });
  try {
    lock.exec('begin exclusive');
  } catch {
    lock.close();
    throw new UsageError(`another hub serves ${folder}`);
  }
  return () => lock.close();
}

function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    throw new UsageError(`--data: the folder ${folder} cannot be made (${code})`);
  }
}
