import { createCipheriv, createDecipheriv, createSecretKey, randomFillSync } from 'node:crypto';
import type { FileBytes } from '../ports.ts';
import { REDACTED } from '../../shared/redact.ts';

/** AES-256-GCM. A key that `seal` makes seals one thing once, so that the nonce may always be the same; `sealUnder` draws another. */
const CIPHER = 'aes-256-gcm';
const KEY_BYTES = 32;
const MARK_BYTES = 6;
export const TAG_BYTES = 16;
const NONCE_BYTES = 12;
const PIECE_BYTES = 1024 * 1024;
const NONCE = Buffer.alloc(NONCE_BYTES);

export interface Sealed {
  /** Tag and ciphertext. */
  readonly bytes: Buffer;
  readonly key: Buffer;
  /** Part of the key's id, so that none is used twice: a message may be written again after a restore, and the first key is still known. */
  readonly mark: string;
}

/** What stands in the place of a key that was destroyed, of the same length so that it lies where the key lay. */
export const destroyedKey = (): Buffer => Buffer.alloc(KEY_BYTES);

export const isDestroyed = (key: Uint8Array): boolean => key.every((byte) => byte === 0);

/** Null: there is no such key (any more), and never will be. */
export const usable = (key: Uint8Array | null): Uint8Array | null => (key === null || isDestroyed(key) ? null : key);

export function seal(content: Uint8Array): Sealed {
  const { key, mark } = newKey();
  return { bytes: encrypted(content, key, NONCE), key, mark };
}

export const newKey = (): Pick<Sealed, 'key' | 'mark'> => ({
  key: nextBytes(KEY_BYTES),
  mark: nextBytes(MARK_BYTES).toString('hex'),
});

/** What may change under one key, or lies beside something else under it: with a nonce of its own before it. */
export function sealUnder(key: Uint8Array, content: string): Buffer {
  const nonce = nextBytes(NONCE_BYTES);
  return Buffer.concat([nonce, encrypted(Buffer.from(content), key, nonce)]);
}

/** The same as `seal` under a key that was made for it, in pieces of which the tag, known at the end, is to be put before the first. */
export function sealPieces(
  content: FileBytes,
  key: Uint8Array,
  pieceBytes: number,
): { readonly pieces: Iterable<Buffer>; tag(): Buffer } {
  const cipher = createCipheriv(CIPHER, createSecretKey(key), NONCE);
  function* pieces(): Generator<Buffer> {
    for (let from = 0; from < content.length; from += pieceBytes) {
      yield cipher.update(content.subarray(from, from + pieceBytes));
    }
    cipher.final();
  }
  return { pieces: pieces(), tag: () => cipher.getAuthTag() };
}

function encrypted(content: Uint8Array, key: Uint8Array, nonce: Uint8Array): Buffer {
  // Bare bytes as a key take Node 24 twice as long: it finds out what they are not by way of errors.
  const cipher = createCipheriv(CIPHER, createSecretKey(key), nonce);
  const bytes = Buffer.allocUnsafe(TAG_BYTES + content.length);
  // Piece by piece: what is large is in memory once more, and not twice.
  for (let from = 0; from < content.length; from += PIECE_BYTES) {
    bytes.set(cipher.update(content.subarray(from, from + PIECE_BYTES)), TAG_BYTES + from);
  }
  cipher.final();
  bytes.set(cipher.getAuthTag());
  return bytes;
}

/** Null where the key was destroyed, or where the bytes are not those that were sealed: one damaged row must not stop the rest. */
export function open(bytes: Uint8Array, key: Uint8Array | null): Buffer | null {
  return opened([bytes], key, NONCE);
}

/** Of what was sealed in pieces: the first begins with the tag. */
export const openPieces = (pieces: readonly Uint8Array[], key: Uint8Array | null): Buffer | null =>
  opened(pieces, key, NONCE);

/** The same of what `sealUnder` sealed. */
export function openUnder(key: Uint8Array | null, bytes: Uint8Array): string | null {
  return opened([bytes.subarray(NONCE_BYTES)], key, bytes.subarray(0, NONCE_BYTES))?.toString('utf8') ?? null;
}

function opened(pieces: readonly Uint8Array[], key: Uint8Array | null, nonce: Uint8Array): Buffer | null {
  const known = usable(key);
  if (known === null) return null;
  try {
    return decrypted(pieces, known, nonce);
  } catch {
    return null;
  }
}

function decrypted(pieces: readonly Uint8Array[], key: Uint8Array, nonce: Uint8Array): Buffer {
  const [first = Buffer.alloc(0), ...others] = pieces;
  const decipher = createDecipheriv(CIPHER, createSecretKey(key), nonce);
  decipher.setAuthTag(first.subarray(0, TAG_BYTES));
  const content = decipher.update(first.subarray(TAG_BYTES));
  if (others.length === 0) {
    decipher.final();
    return content;
  }
  const whole = Buffer.concat([content, ...others.map((piece) => decipher.update(piece))]);
  decipher.final();
  return whole;
}

export interface Texts {
  readonly text: string;
  readonly quoted: string | null;
}

/** Null where there is nothing to seal. */
export function sealTexts({ text, quoted }: Texts): Sealed | null {
  if (text === '' && quoted === null) return null;
  return seal(packed({ text, quoted }));
}

const LENGTH_BYTES = 4;

/** Length of the text, text, and where there is a quoted one a byte and that. */
function packed({ text, quoted }: Texts): Buffer {
  const length = Buffer.byteLength(text);
  const bytes = Buffer.alloc(LENGTH_BYTES + length + (quoted === null ? 0 : 1 + Buffer.byteLength(quoted)));
  bytes.writeUInt32LE(length);
  bytes.write(text, LENGTH_BYTES);
  if (quoted !== null) bytes.write(quoted, LENGTH_BYTES + length + 1);
  return bytes;
}

function unpacked(bytes: Buffer): Texts {
  const end = LENGTH_BYTES + bytes.readUInt32LE();
  const quoted = bytes.length === end ? null : bytes.toString('utf8', end + 1);
  return { text: bytes.toString('utf8', LENGTH_BYTES, end), quoted };
}

/** A message as it is stored, with its key where it has one. */
export interface StoredTexts extends Texts {
  readonly sealed: Uint8Array | null;
  readonly key: Uint8Array | null;
}

export interface OpenedTexts extends Texts {
  /** Its key was destroyed after this row was written: the data comes from a backup (RD6). */
  readonly isUnreadable: boolean;
}

export function openTexts({ text, quoted, sealed, key }: StoredTexts): OpenedTexts {
  if (sealed === null) return { text, quoted, isUnreadable: false };
  const opened = open(sealed, key);
  if (opened === null) return { text: REDACTED, quoted: null, isUnreadable: true };
  return { ...unpacked(opened), isUnreadable: false };
}

/** Drawn many at once: asking the system for each costs more than sealing a text with it. */
const POOL_BYTES = 4_096;
let pool = Buffer.alloc(0);

function nextBytes(count: number): Buffer {
  if (pool.length < count) pool = randomFillSync(Buffer.alloc(POOL_BYTES));
  const bytes = Buffer.from(pool.subarray(0, count));
  pool.fill(0, 0, count);
  pool = pool.subarray(count);
  return bytes;
}
