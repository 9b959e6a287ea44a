import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';

/** The part of Electron's `safeStorage` that is used; the asynchronous twins exist from Electron 45 on. */
export interface Keyring {
  isAvailable(): boolean;
  encrypt(text: string): Promise<Buffer>;
  decrypt(wrapped: Buffer): Promise<string>;
}

export interface DatabaseKey {
  /** 32 random bytes, hexadecimal. */
  readonly key: string;
  /** `none`: this PC has no keyring; the key lies in a file that only this system account can read. */
  readonly protection: 'keyring' | 'none';
}

const fileSchema = z.object({
  version: z.literal(1),
  protection: z.enum(['keyring', 'none']),
  databaseKey: z.string().min(1),
});
const keySchema = z.string().regex(/^[0-9a-f]{64}$/);

/**
 * The system's part of what opens a volunteer's database (ID2): read and unwrapped, or made at the first start. One that was
 * kept without a keyring is wrapped as soon as there is one.
 *
 * @returns null when it exists and can't be unwrapped (keyring locked or replaced). It is never overwritten then: the
 *   database, with drafts in it, would be lost.
 */
export function openSecret(folder: string, keyring: Keyring): Promise<DatabaseKey | null> {
  return openKept(join(folder, 'secret.json'), keyring);
}

/** Before there was a key file, `key.json` held the database's key itself (ID7). Null: it doesn't, or can't be unwrapped. */
export async function formerDatabaseKey(folder: string, keyring: Keyring): Promise<DatabaseKey | 'none' | null> {
  const file = join(folder, 'key.json');
  return existsSync(file) ? await read(file, keyring) : 'none';
}

/** Overwritten before it is deleted, as far as the disk allows: the key file has taken its place. */
export function removeFormerKey(folder: string): void {
  const file = join(folder, 'key.json');
  if (!existsSync(file)) return;
  writeFileSync(file, Buffer.alloc(statSync(file).size), { flush: true });
  rmSync(file);
}

async function openKept(file: string, keyring: Keyring): Promise<DatabaseKey | null> {
  if (!existsSync(file)) return keep(file, randomBytes(32).toString('hex'), keyring);
  const stored = await read(file, keyring);
  if (stored === null) return null;
  return stored.protection === 'none' && keyring.isAvailable() ? keep(file, stored.key, keyring) : stored;
}

async function read(file: string, keyring: Keyring): Promise<DatabaseKey | null> {
  try {
    const stored = fileSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
    const key =
      stored.protection === 'none'
        ? stored.databaseKey
        : await keyring.decrypt(Buffer.from(stored.databaseKey, 'base64'));
    return { key: keySchema.parse(key), protection: stored.protection };
  } catch {
    return null;
  }
}

async function keep(file: string, key: string, keyring: Keyring): Promise<DatabaseKey> {
  const protection = keyring.isAvailable() ? 'keyring' : 'none';
  const databaseKey = protection === 'none' ? key : (await keyring.encrypt(key)).toString('base64');
  // Written beside and renamed: a power cut leaves the old file or the new one, never half a key.
  writeFileSync(`${file}.new`, JSON.stringify({ version: 1, protection, databaseKey }), { mode: 0o600, flush: true });
  renameSync(`${file}.new`, file);
  return { key, protection };
}
