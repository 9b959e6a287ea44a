import { copyFileSync, existsSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';

/** Files below a folder that contain a text, as UTF-8 or UTF-16LE, anywhere in their bytes. */
export function filesContaining(folder: string, text: string): string[] {
  const needles = [Buffer.from(text, 'utf8'), Buffer.from(text, 'utf16le')];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => {
      const bytes = readFileSync(file);
      return needles.some((needle) => bytes.includes(needle));
    });
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

/** The key of a profile on a machine without a keyring. */
export function keyOfProfile(userData: string): string {
  const stored = JSON.parse(readFileSync(join(userData, 'key.json'), 'utf8')) as {
    protection: string;
    databaseKey: string;
  };
  if (stored.protection !== 'none') throw new Error('this machine has a keyring: the key is not in the file');
  return stored.databaseKey;
}
