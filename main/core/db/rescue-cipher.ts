import { createDecipheriv, createHash, pbkdf2Sync, type Hash } from 'node:crypto';

/**
 * How SQLCipher 4 lays a page out (https://www.zetetic.net/sqlcipher/design/), as SQLite3 Multiple Ciphers writes it:
 * AES-256-CBC, then in the reserved 80 bytes the IV (16) and an HMAC-SHA512 (64) over ciphertext, IV and page number.
 * The first page begins with the salt (16) and 8 bytes of SQLite's header that are the same in every file of ours.
 */
export const PAGE_BYTES = 4096;
export const SALT_BYTES = 16;
export const MAC_AT = PAGE_BYTES - 64;
export const IV_AT = MAC_AT - 16;
const FIRST_PAGE_PLAIN_BYTES = 24;
/** Page size 4096, WAL, 80 bytes reserved, and SQLite's three constants. */
export const PLAIN_HEADER = Buffer.from('1000020250402020', 'hex');
const SHA512_BLOCK_BYTES = 128;

export interface PageCipher {
  /** Where ciphertext begins on this page; it is authentic up to `MAC_AT`. */
  from(number: number): number;
  /** The state of the hash after the key, to be continued with the page's bytes. */
  begin(): Hash;
  finish(inner: Hash, number: number): Buffer;
  decrypt(page: Buffer, number: number): Buffer;
}

/** @param key 64 hexadecimal digits, used as the key itself */
export function pageCipher(key: string, salt: Uint8Array): PageCipher {
  const secret = Buffer.from(key, 'hex');
  const macSalt = Buffer.from(salt.map((byte) => byte ^ 0x3a));
  const macKey = Buffer.alloc(SHA512_BLOCK_BYTES);
  pbkdf2Sync(secret, macSalt, 2, 32, 'sha512').copy(macKey);
  // HMAC by hand (RFC 2104): a hash can be copied half-way, which Node's Hmac can't.
  const inner = createHash('sha512').update(macKey.map((byte) => byte ^ 0x36));
  const outer = createHash('sha512').update(macKey.map((byte) => byte ^ 0x5c));
  const from = (number: number): number => (number === 1 ? FIRST_PAGE_PLAIN_BYTES : 0);
  return {
    from,
    begin: () => inner.copy(),
    finish: (state, number) =>
      outer
        .copy()
        .update(state.update(littleEndian(number)).digest())
        .digest(),
    decrypt(page, number) {
      const decipher = createDecipheriv('aes-256-cbc', secret, page.subarray(IV_AT, MAC_AT)).setAutoPadding(false);
      const whole = IV_AT - ((IV_AT - from(number)) % 16);
      return decipher.update(page.subarray(from(number), whole));
    },
  };
}

export function isAuthentic(cipher: PageCipher, page: Buffer, number: number): boolean {
  return macOf(cipher, page, number).equals(page.subarray(MAC_AT));
}

export function macOf(cipher: PageCipher, page: Buffer, number: number): Buffer {
  return cipher.finish(cipher.begin().update(page.subarray(cipher.from(number), MAC_AT)), number);
}

function littleEndian(number: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(number);
  return bytes;
}
