import { closeSync, fstatSync, ftruncateSync, openSync, readSync, writeSync } from 'node:fs';
import {
  isAuthentic,
  IV_AT,
  MAC_AT,
  macOf,
  PAGE_BYTES,
  pageCipher,
  PLAIN_HEADER,
  SALT_BYTES,
  type PageCipher,
} from './rescue-cipher.ts';

/** A bound on the time that a person waits: about ten seconds, some hundred pages with one wrong byte each. */
const MAX_MAC_TRIALS = 1_000_000;
/** One wrong byte makes noise of one block. Where many are noise the page is lost, and looking on would only take time. */
const MAX_NOISY_BLOCKS = 24;
const NOISY_BYTES = 6;
const MAX_BLOCKS_TRIED = 16;
/** Of 64: an HMAC that differs in fewer bytes was itself hit, and the page is what it authenticates. */
const MAX_WRONG_MAC_BYTES = 4;
const PAGE_COUNT_AT = 28;

interface Budget {
  trials: number;
}

/**
 * Mends what can be proved: a page in which one byte is wrong is put right, because its HMAC fits only the bytes that were
 * written. Anything worse is left as it is, and SQLite refuses to read that page. Works on a copy of the damaged file.
 */
export function mendPages(file: string, key: string): void {
  const descriptor = openSync(file, 'r+');
  try {
    const budget = { trials: MAX_MAC_TRIALS };
    const pages = Math.ceil(fstatSync(descriptor).size / PAGE_BYTES);
    const cipher = cipherOf(descriptor, key, Math.min(pages, 4));
    if (cipher === null) return;
    for (let number = 1; number <= pages; number += 1) mendAt(descriptor, { cipher, number, budget });
    restoreLength(descriptor, cipher);
  } finally {
    closeSync(descriptor);
  }
}

function mendAt(descriptor: number, { cipher, number, budget }: PageToMend): void {
  const page = readPage(descriptor, number);
  const mended = isAuthentic(cipher, page, number) ? null : mendPage(page, { cipher, number, budget });
  if (mended !== null) writeSync(descriptor, mended, 0, PAGE_BYTES, (number - 1) * PAGE_BYTES);
}

interface PageToMend {
  readonly cipher: PageCipher;
  readonly number: number;
  readonly budget: Budget;
}

function readPage(descriptor: number, number: number): Buffer {
  const page = Buffer.alloc(PAGE_BYTES);
  readSync(descriptor, page, 0, PAGE_BYTES, (number - 1) * PAGE_BYTES);
  return page;
}

/** The salt is part of the HMACs' key: the right one makes a page authentic. Puts it and the plain header right. */
function cipherOf(descriptor: number, key: string, pages: number): PageCipher | null {
  const known = Array.from({ length: pages }, (_, index) => ({
    number: index + 1,
    page: readPage(descriptor, index + 1),
  }));
  const first = known[0]?.page;
  if (first === undefined) return null;
  for (const salt of oneByteOff(first.subarray(0, SALT_BYTES))) {
    const cipher = pageCipher(key, salt);
    if (!known.some(({ page, number }) => isAuthentic(cipher, page, number))) continue;
    writeSync(descriptor, Buffer.concat([salt, PLAIN_HEADER]), 0, SALT_BYTES + PLAIN_HEADER.length, 0);
    return cipher;
  }
  return null;
}

/** The bytes as they are, then each variant with one of them changed. */
function* oneByteOff(bytes: Uint8Array): Generator<Buffer> {
  yield Buffer.from(bytes);
  for (let at = 0; at < bytes.length; at += 1) {
    for (let mask = 1; mask < 256; mask += 1) {
      const variant = Buffer.from(bytes);
      variant[at] = (variant[at] ?? 0) ^ mask;
      yield variant;
    }
  }
}

function mendPage(page: Buffer, { cipher, number, budget }: PageToMend): Buffer | null {
  const mac = macOf(cipher, page, number);
  const wrong = mac.filter((byte, at) => byte !== page[MAC_AT + at]).length;
  if (wrong <= MAX_WRONG_MAC_BYTES) return Buffer.concat([page.subarray(0, MAC_AT), mac]);
  const stored = page.subarray(MAC_AT);
  for (const at of suspiciousBlocks(page, cipher, number)) {
    if (budget.trials <= 0) return null;
    const found = mendBlock(page, { at, stored, cipher, number, budget });
    if (found !== null) return found;
  }
  return null;
}

interface BlockToMend extends PageToMend {
  readonly at: number;
  readonly stored: Buffer;
}

function mendBlock(page: Buffer, { at, stored, cipher, number, budget }: BlockToMend): Buffer | null {
  const end = Math.min(at + 16, MAC_AT);
  const before = cipher.begin().update(page.subarray(cipher.from(number), at));
  const after = page.subarray(end, MAC_AT);
  for (const block of oneByteOff(page.subarray(at, end))) {
    budget.trials -= 1;
    if (!cipher.finish(before.copy().update(block).update(after), number).equals(stored)) continue;
    return Buffer.concat([page.subarray(0, at), block, page.subarray(end)]);
  }
  return null;
}

/**
 * Where to look. In CBC a wrong byte makes noise of its own block, while what we store is mostly zeros and text; a wrong
 * byte of the IV makes none. Only an order: the HMAC decides.
 */
function suspiciousBlocks(page: Buffer, cipher: PageCipher, number: number): number[] {
  const from = cipher.from(number);
  const plain = cipher.decrypt(page, number);
  const noise = (at: number): number =>
    plain.subarray(at - from, at - from + 16).filter((byte) => byte >= 0x80 || (byte > 0 && byte < 0x20)).length;
  const blocks = [];
  for (let at = from; at < IV_AT; at += 16) blocks.push({ at, noise: noise(at) });
  if (blocks.filter((block) => block.noise >= NOISY_BYTES).length > MAX_NOISY_BLOCKS) return [];
  blocks.sort((a, b) => b.noise - a.noise);
  const [first = IV_AT, ...rest] = blocks.slice(0, MAX_BLOCKS_TRIED).map(({ at }) => at);
  return [first, IV_AT, ...rest];
}

/** SQLite refuses a file that is shorter than its header says; what was cut off is filled with pages that nothing authenticates. */
function restoreLength(descriptor: number, cipher: PageCipher): void {
  const first = readPage(descriptor, 1);
  if (!isAuthentic(cipher, first, 1)) return;
  const pages = cipher.decrypt(first, 1).readUInt32BE(PAGE_COUNT_AT - cipher.from(1));
  const wanted = Math.max(pages, Math.ceil(fstatSync(descriptor).size / PAGE_BYTES)) * PAGE_BYTES;
  ftruncateSync(descriptor, wanted);
}
