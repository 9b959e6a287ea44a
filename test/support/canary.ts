import { copyFileSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { readKeyFile } from '../../main/core/door/key-file.ts';
import { Keys } from '../../main/core/door/keys.ts';

/** Files below a folder that contain a text, as UTF-8 or UTF-16LE, anywhere in their bytes. */
export function filesContaining(folder: string, text: string): string[] {
  const needles = [Buffer.from(text, 'utf8'), Buffer.from(text, 'utf16le')];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => {
      const bytes = bytesOf(file);
      return needles.some((needle) => bytes.includes(needle));
    });
}

/** A running program may delete a file between listing and reading; then nothing is in it. */
function bytesOf(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (error) {
    if (existsSync(file)) throw error;
    return Buffer.alloc(0);
  }
}

/**
 * A copy of a device's database with the encryption taken off, pages as they are (no vacuum: what a deletion left behind
 * stays visible). The write-ahead log is copied along, as somebody who took the disk would find it.
 *
 * @returns the folder of the copy.
 */
export function decryptedCopy(databaseFile: string, key: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'sportello-decrypted-'));
  const copy = join(folder, 'copy.db');
  for (const suffix of ['', '-wal']) {
    if (existsSync(databaseFile + suffix)) copyFileSync(databaseFile + suffix, copy + suffix);
  }
  const database = new Database(copy);
  database.pragma("cipher='sqlcipher'");
  database.pragma(`key="x'${key}'"`);
  database.pragma('wal_checkpoint(TRUNCATE)');
  database.pragma('journal_mode=DELETE');
  database.pragma("rekey=''");
  database.close();
  return folder;
}

/** The key of a profile without a PIN, on a machine without a keyring; its hub's share is kept beside. */
export function keyOfProfile(userData: string): string {
  const stored = JSON.parse(readFileSync(join(userData, 'secret.json'), 'utf8')) as {
    protection: string;
    databaseKey: string;
  };
  if (stored.protection !== 'none') throw new Error('this machine has a keyring: the key is not in the file');
  const folder = mkdtempSync(join(tmpdir(), 'sportello-keys-'));
  const file = join(folder, 'keys.json');
  copyFileSync(join(userData, 'keys.json'), file);
  const read = readKeyFile(file);
  if (read.kind !== 'read') throw new Error('there is no key file');
  const now = Date.now();
  const place = { file, osSecret: Buffer.from(stored.databaseKey, 'hex'), offlineWindowMs: Infinity };
  const keys = Keys.open(place, read.file, { pin: null, now });
  if (keys.databaseKey() === null) keys.useKeptShare(now);
  rmSync(folder, { recursive: true });
  const key = keys.databaseKey();
  if (key === null) throw new Error('the database takes more than this');
  return key;
}
