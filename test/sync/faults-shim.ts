import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** `SPORTELLO_FAULTS=long`: everything, not what fits into the gate. */
export const isLong = process.env['SPORTELLO_FAULTS'] === 'long';

/** Compiles the shim; null where there is no C compiler or no Linux, and the tests that need it say so. */
export function buildShim(): string | null {
  if (process.platform !== 'linux') return null;
  const library = join(mkdtempSync(join(tmpdir(), 'sportello-shim-')), 'faults.so');
  try {
    execFileSync('cc', ['-shared', '-fPIC', '-O1', '-o', library, join(import.meta.dirname, 'faults-shim.c'), '-ldl']);
    return library;
  } catch {
    return null;
  }
}

export interface ShimOptions {
  readonly folder: string;
  readonly log?: string;
  /** Ends the process before the n-th write or sync. */
  readonly kill?: number;
}

export function shimEnv(library: string, { folder, log, kill }: ShimOptions): NodeJS.ProcessEnv {
  return {
    ...process.env,
    LD_PRELOAD: library,
    SPORTELLO_FAULT_FOLDER: folder,
    ...(log === undefined ? {} : { SPORTELLO_FAULT_LOG: log }),
    ...(kill === undefined ? {} : { SPORTELLO_FAULT_KILL: String(kill) }),
  };
}

export interface Operation {
  readonly kind: 'write' | 'sync' | 'truncate' | 'unlink';
  readonly path: string;
  readonly offset: number;
  readonly data: Buffer;
}

const kinds = ['write', 'sync', 'truncate', 'unlink'] as const;
const HEAD_BYTES = 24;

export function readOperations(log: string): Operation[] {
  const bytes = existsSync(log) ? readFileSync(log) : Buffer.alloc(0);
  const operations: Operation[] = [];
  for (let at = 0; at + HEAD_BYTES <= bytes.length;) {
    const kind = kinds[bytes.readUInt32LE(at) - 1];
    const pathAt = at + HEAD_BYTES;
    const dataAt = pathAt + bytes.readUInt32LE(at + 4);
    if (kind === undefined) throw new Error('the log of the shim is not whole');
    at = dataAt + bytes.readUInt32LE(at + 8);
    const offset = Number(bytes.readBigUInt64LE(pathAt - 12));
    operations.push({ kind, path: bytes.toString('utf8', pathAt, dataAt), offset, data: bytes.subarray(dataAt, at) });
  }
  return operations;
}
