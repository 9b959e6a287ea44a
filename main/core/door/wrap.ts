import { createCipheriv, createDecipheriv, hkdfSync, randomBytes, scryptSync } from 'node:crypto';

/**
 * How keys are wrapped (ID1): AES-256-GCM under keys that HKDF-SHA-256 derives from what the operating system keeps, what
 * the PIN gives, and the hub's share.
 */
export const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** OWASP's second choice for scrypt (N 2^16, r 8, p 2): as dear to guess as its first, in half the memory (64 MB). */
export const SCRYPT = { N: 2 ** 16, r: 8, p: 2 } as const;

export interface ScryptCost {
  readonly N: number;
  readonly r: number;
  readonly p: number;
}

export function keyOfPin(pin: string, salt: Uint8Array, { N, r, p }: ScryptCost): Buffer {
  // The same PIN on every keyboard and system.
  const text = Buffer.from(pin.normalize('NFKC'), 'utf8');
  const key = scryptSync(text, salt, KEY_BYTES, { N, r, p, maxmem: 256 * N * r });
  text.fill(0);
  return key;
}

export type Purpose = 'seal' | 'database';

export function derive(parts: readonly Uint8Array[], salt: Uint8Array, purpose: Purpose): Buffer {
  return Buffer.from(hkdfSync('sha256', Buffer.concat(parts), salt, `sportello ${purpose} 1`, KEY_BYTES));
}

/** Nonce, ciphertext and tag, base64. `what` is bound to it: one sealed thing can't stand in the place of another. */
export function seal(key: Uint8Array, what: string, content: Uint8Array): string {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(what));
  return Buffer.concat([nonce, cipher.update(content), cipher.final(), cipher.getAuthTag()]).toString('base64');
}

/** Null: another key, or not what was sealed. */
export function unseal(key: Uint8Array, what: string, sealed: string): Buffer | null {
  const bytes = Buffer.from(sealed, 'base64');
  if (bytes.length < NONCE_BYTES + TAG_BYTES) return null;
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, NONCE_BYTES)).setAAD(Buffer.from(what));
    decipher.setAuthTag(bytes.subarray(-TAG_BYTES));
    return Buffer.concat([decipher.update(bytes.subarray(NONCE_BYTES, -TAG_BYTES)), decipher.final()]);
  } catch {
    return null;
  }
}
