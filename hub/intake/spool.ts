import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { closeSync, openSync, readSync, unlinkSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FileBytes } from '../ports.ts';

const CIPHER = 'aes-256-ctr';
const KEY_BYTES = 32;
const BLOCK_BYTES = 16;
/** What is read at once. */
const PIECE_BYTES = 120 * 1024;

/**
 * What is large and on its way: in a file, not in memory. The file has no name any more before anything is in it, and its key lies
 * in memory alone: whatever ends the hub, nothing of it can be read afterwards, not even from the bare disk.
 */
export interface Spool extends FileBytes {
  add(piece: Uint8Array): void;
  /** Nothing can be read any more. */
  close(): void;
}

export function openSpool(folder = tmpdir()): Spool {
  const path = join(folder, `sportello-${randomBytes(12).toString('hex')}`);
  const file = openSync(path, 'wx+', 0o600);
  unlinkSync(path);
  const key = randomBytes(KEY_BYTES);
  const cipher = createCipheriv(CIPHER, key, counterAt(0));
  let length = 0;
  let isOpen = true;
  return {
    get length() {
      return length;
    },
    add(piece) {
      writeAll(file, cipher.update(piece), length);
      length += piece.length;
    },
    subarray(start = 0, end = length) {
      // Its number may be another file's by now.
      if (!isOpen) throw new Error('the spool is closed');
      const first = start - (start % BLOCK_BYTES);
      const sealed = readAll(file, { from: first, to: Math.min(end, length) });
      return createDecipheriv(CIPHER, key, counterAt(first / BLOCK_BYTES))
        .update(sealed)
        .subarray(start - first);
    },
    close() {
      if (isOpen) closeSync(file);
      isOpen = false;
      key.fill(0);
    },
  };
}

/** A part of it, read when somebody asks for it. */
export const partOf = (spool: Spool, from: number, to: number): FileBytes => ({
  length: to - from,
  subarray: (start = 0, end = to - from) => spool.subarray(from + start, Math.min(from + end, to)),
});

/** All of it, one piece after the other, as often as somebody asks. */
export function* piecesOf(bytes: FileBytes): Generator<Uint8Array> {
  for (let from = 0; from < bytes.length; from += PIECE_BYTES) {
    yield bytes.subarray(from, Math.min(from + PIECE_BYTES, bytes.length));
  }
}

/** The counter of CTR (NIST SP 800-38A, 6.5) before this block. */
function counterAt(block: number): Buffer {
  const counter = Buffer.alloc(BLOCK_BYTES);
  counter.writeUInt32BE(block, BLOCK_BYTES - 4);
  return counter;
}

function writeAll(file: number, bytes: Buffer, at: number): void {
  for (let done = 0; done < bytes.length;) done += writeSync(file, bytes, done, bytes.length - done, at + done);
}

function readAll(file: number, { from, to }: { readonly from: number; readonly to: number }): Buffer {
  const bytes = Buffer.allocUnsafeSlow(Math.max(0, to - from));
  for (let done = 0; done < bytes.length;) {
    const count = readSync(file, bytes, done, bytes.length - done, from + done);
    if (count === 0) throw new Error('a spool ended before its end');
    done += count;
  }
  return bytes;
}
