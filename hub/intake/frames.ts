import type { Readable } from 'node:stream';
import { LARGE_BYTES, type Tidy } from './room.ts';
import { openSpool, type Spool } from './spool.ts';

/**
 * One thing on a pipe: 4 bytes with the length of its head, the head (JSON), and so many bytes as the head's `bytesAfter` says.
 * Bytes are never copied into a message: they are written as they are, and read into the one place in which they are kept.
 */
export interface Frame {
  readonly head: unknown;
  readonly bytes: Buffer;
  /** Instead of `bytes`, of a reader who wanted it so where they are many; whoever is given it closes it. */
  readonly spool: Spool | null;
}

export interface FrameLimits {
  readonly headBytes: number;
  readonly bytesAfter: number;
}

const LENGTH_BYTES = 4;

/** What is to be written, one after the other. */
export function framePieces(head: object | string, pieces: readonly Uint8Array[]): readonly Uint8Array[] {
  const bytesAfter = pieces.reduce((sum, { length }) => sum + length, 0);
  return [...frameStart(head, bytesAfter), ...pieces];
}

/** What stands before the bytes. */
export function frameStart(head: object | string, bytesAfter: number): readonly Uint8Array[] {
  const text = Buffer.from(JSON.stringify({ head, bytesAfter }));
  const length = Buffer.alloc(LENGTH_BYTES);
  length.writeUInt32BE(text.length);
  return [length, text];
}

/** Calls back for each frame that is whole; `broken` at what is none, or is larger than it may be, and then no more. */
export function readFrames(
  stream: Readable,
  limits: FrameLimits,
  on: {
    readonly frame: (frame: Frame) => void;
    readonly broken: () => void;
    readonly tidy?: Tidy;
    /** Many bytes are put into a file. */
    readonly isSpooling?: boolean;
  },
): void {
  let state = lengthState();
  let isBroken = false;
  const take = (chunk: Buffer): void => {
    on.tidy?.(chunk.length);
    for (let from = 0; from < chunk.length && !isBroken;) {
      const count = Math.min(chunk.length - from, state.sizeBytes - state.filled);
      put(state, chunk.subarray(from, from + count));
      from += count;
      state.filled += count;
      advance();
    }
  };
  const advance = (): void => {
    // A frame may have no bytes after its head: then it is whole at once.
    while (!isBroken && state.filled === state.sizeBytes) {
      const next = after(state, limits, on.isSpooling === true);
      if (next === null) {
        isBroken = true;
        on.broken();
        return;
      }
      if (state.kind === 'bytes') on.frame({ head: state.head, bytes: state.buffer, spool: state.spool });
      state = next;
    }
  };
  stream.on('data', take);
  stream.once('close', () => state.spool?.close());
}

interface State {
  readonly kind: 'length' | 'head' | 'bytes';
  readonly sizeBytes: number;
  readonly buffer: Buffer;
  /** Instead of the buffer. */
  readonly spool: Spool | null;
  readonly head: unknown;
  filled: number;
}

function put({ buffer, spool, filled }: State, bytes: Buffer): void {
  if (spool === null) bytes.copy(buffer, filled);
  else spool.add(bytes);
}

const inMemory = (kind: State['kind'], buffer: Buffer, head: unknown = null): State => ({
  kind,
  sizeBytes: buffer.length,
  buffer,
  spool: null,
  head,
  filled: 0,
});

const lengthState = (): State => inMemory('length', Buffer.alloc(LENGTH_BYTES));

/** What comes after a state that is full; null: nothing that may come. */
function after({ kind, buffer }: State, limits: FrameLimits, isSpooling: boolean): State | null {
  if (kind === 'bytes') return lengthState();
  if (kind === 'length') {
    const headBytes = buffer.readUInt32BE(0);
    if (headBytes === 0 || headBytes > limits.headBytes) return null;
    return inMemory('head', Buffer.allocUnsafeSlow(headBytes));
  }
  const said = parsed(buffer);
  if (said === null || said.bytesAfter > limits.bytesAfter) return null;
  const { head, bytesAfter } = said;
  if (!isSpooling || bytesAfter <= LARGE_BYTES) return inMemory('bytes', Buffer.allocUnsafeSlow(bytesAfter), head);
  return { kind: 'bytes', sizeBytes: bytesAfter, buffer: Buffer.alloc(0), spool: openSpool(), head, filled: 0 };
}

function parsed(text: Buffer): { readonly head: unknown; readonly bytesAfter: number } | null {
  try {
    const value = JSON.parse(text.toString('utf8')) as unknown;
    if (typeof value !== 'object' || value === null || !('head' in value) || !('bytesAfter' in value)) return null;
    const { head, bytesAfter } = value;
    return typeof bytesAfter === 'number' && Number.isInteger(bytesAfter) && bytesAfter >= 0
      ? { head, bytesAfter }
      : null;
  } catch {
    return null;
  }
}
