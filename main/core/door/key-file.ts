import { closeSync, existsSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import path from 'node:path';
import * as z from 'zod';

const sealed = z.string().min(1);

/** What lies beside the database, in the open: nothing of it opens anything without what it is sealed with (ID1). */
const keyFileSchema = z.object({
  version: z.literal(1),
  /** 32 random bytes, base64; made anew with every PIN. */
  salt: z.string().min(1),
  /** How the PIN is stretched; null: there is none. */
  pin: z.object({ N: z.number().int(), r: z.number().int(), p: z.number().int() }).nullable(),
  /** A PIN has to be chosen before anything is shown: the database is older than its key file. */
  choosesPin: z.boolean(),
  /** The database's key; `hasShare`: it takes the hub's share to open it. */
  databaseKey: sealed,
  hasShare: z.boolean(),
  /** Shows whether the PIN is right. */
  check: sealed,
  /** Who this device is, so that the hub gives the share before the database is open; null: not enrolled. */
  identity: sealed.nullable(),
  /** The hub's share and how long it was without contact (ID4); null: not kept on this PC. */
  share: sealed.nullable(),
  /** Wrong PINs in a row, and the local instant of the last (ID3). */
  wrong: z.object({ count: z.number().int().nonnegative(), localAt: z.number().int() }),
});
export type KeyFile = z.infer<typeof keyFileSchema>;

export const identitySchema = z.object({
  deviceId: z.string().min(1),
  /** PKCS #8, base64; the second one while a rotation is under way (SH4). */
  privateKeys: z.array(z.string().min(1)).min(1).max(2),
  hubUrl: z.string().min(1),
});
export type DoorIdentity = z.infer<typeof identitySchema>;

export const keptShareSchema = z.object({
  share: z.string().length(43),
  /** Local instant of the last look, and the time without contact that was counted by then, ms. */
  seenAt: z.number().int(),
  awayMs: z.number().int().nonnegative(),
});
export type KeptShare = z.infer<typeof keptShareSchema>;

export type ReadKeyFile =
  | { readonly kind: 'none' }
  | { readonly kind: 'unreadable' }
  | { readonly kind: 'read'; readonly file: KeyFile };

export function readKeyFile(file: string): ReadKeyFile {
  if (!existsSync(file)) return { kind: 'none' };
  try {
    return { kind: 'read', file: keyFileSchema.parse(JSON.parse(readFileSync(file, 'utf8'))) };
  } catch {
    return { kind: 'unreadable' };
  }
}

/** Beside and renamed, and both on the disk when it returns: after a power cut there is the old file or the new one. */
export function writeKeyFile(file: string, content: KeyFile): void {
  const next = `${file}.new`;
  const descriptor = openSync(next, 'w', 0o600);
  try {
    writeSync(descriptor, JSON.stringify(content));
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
  renameSync(next, file);
  syncFolder(path.dirname(file));
}

/** Windows can't, and does not need to. */
function syncFolder(folder: string): void {
  if (process.platform === 'win32') return;
  const descriptor = openSync(folder, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
