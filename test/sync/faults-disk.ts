import { dirname } from 'node:path';
import type { Operation } from './faults-shim.ts';

const SECTOR_BYTES = 512;

/**
 * What a disk may hold after the power went: all that was synced, and of the rest any part, torn at sectors. The removal of
 * a file is durable once its folder is synced, or what was done to it since.
 */
export function imagesAfter(operations: readonly Operation[], random: () => number): Map<string, Buffer> {
  const durable = new Map<string, Buffer>();
  const loose = new Map<string, Operation[]>();
  for (const operation of operations) {
    const waiting = loose.get(operation.path) ?? [];
    if (operation.kind === 'sync') {
      for (const each of waiting) apply(durable, each);
      loose.delete(operation.path);
      for (const removed of removedIn(operation.path, loose)) {
        durable.delete(removed);
        loose.delete(removed);
      }
    } else loose.set(operation.path, [...waiting, operation]);
  }
  for (const waiting of loose.values()) {
    for (const operation of waiting) {
      const fate = random();
      if (fate < 0.4) continue;
      apply(durable, fate < 0.6 ? torn(operation, random()) : operation);
    }
  }
  return durable;
}

const removedIn = (folder: string, loose: ReadonlyMap<string, readonly Operation[]>): string[] =>
  [...loose].flatMap(([path, waiting]) =>
    dirname(path) === folder && waiting.at(-1)?.kind === 'unlink' ? [path] : [],
  );

function torn(operation: Operation, share: number): Operation {
  const length = Math.floor((operation.data.length * share) / SECTOR_BYTES) * SECTOR_BYTES;
  return operation.kind === 'write' ? { ...operation, data: operation.data.subarray(0, length) } : operation;
}

function apply(files: Map<string, Buffer>, { kind, path, offset, data }: Operation): void {
  const before = files.get(path) ?? Buffer.alloc(0);
  if (kind === 'unlink') files.delete(path);
  else if (kind === 'truncate') files.set(path, resized(before, offset));
  else {
    const after = resized(before, Math.max(before.length, offset + data.length));
    data.copy(after, offset);
    files.set(path, after);
  }
}

function resized(bytes: Buffer, length: number): Buffer {
  const after = Buffer.alloc(length);
  bytes.copy(after, 0, 0, Math.min(length, bytes.length));
  return after;
}

/** Reproducible numbers in [0, 1): mulberry32. */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
