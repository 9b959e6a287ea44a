import type { Readable } from 'node:stream';
import { roomFor, type Tidy } from './room.ts';

/**
 * One thing on a pipe: 4 bytes with the length of its head, the head (JSON), and so many bytes as the head's `bytesAfter` says.
 * Bytes are never copied into a message: they are written as they are, and read into the one place in which they are kept.
 */
export interface Frame {
  readonly head: unknown;
  readonly bytes: Buffer;
}

export interface FrameLimits {
  readonly headBytes: number;
  readonly bytesAfter: number;
}

const LENGTH_BYTES = 4;

/** What is to be written, one after the other. */
export function framePieces(head: object | string, pieces: readonly Uint8Array[]): readonly Uint8Array[] {
  const bytesAfter = pieces.reduce((sum, { length }) => sum + length, 0);
  const text = Buffer.from(JSON.stringify({ head, bytesAfter }));
  const length = Buffer.alloc(LENGTH_BYTES);
  length.writeUInt32BE(text.length);
  return [length, text, ...pieces];
}

/** Calls back for each frame that is whole; `broken` at what is none, or is larger than it may be, and then no more. */
export function readFrames(
  stream: Readable,
  limits: FrameLimits,
  on: {
    readonly frame: (frame: Frame) => void;
    readonly broken: () => void;
    readonly tidy?: Tidy;
    readonly head?: () => void;
  },
): void {
  let state = lengthState();
  let isBroken = false;
  const take = (chunk: Buffer): void => {
    on.tidy?.(chunk.length);
    for (let from = 0; from < chunk.length && !isBroken;) {
      const count = Math.min(chunk.length - from, state.buffer.length - state.filled);
      chunk.copy(state.buffer, state.filled, from, from + count);
      from += count;
      state.filled += count;
      advance();
    }
  };
  const advance = (): void => {
    // A frame may have no bytes after its head: then it is whole at once.
    while (!isBroken && state.filled === state.buffer.length) {
      if (state.kind === 'head') on.head?.();
      const next = after(state, limits);
      if (next === null) {
        isBroken = true;
        on.broken();
        return;
      }
      if (state.kind === 'bytes') on.frame({ head: state.head, bytes: state.buffer });
      state = next;
    }
  };
  stream.on('data', take);
}

interface State {
  readonly kind: 'length' | 'head' | 'bytes';
  readonly buffer: Buffer;
  readonly head: unknown;
  filled: number;
}

const lengthState = (): State => ({ kind: 'length', buffer: Buffer.alloc(LENGTH_BYTES), head: null, filled: 0 });

/** What comes after a state that is full; null: nothing that may come. */
function after({ kind, buffer }: State, limits: FrameLimits): State | null {
  if (kind === 'bytes') return lengthState();
  if (kind === 'length') {
    const headBytes = buffer.readUInt32BE(0);
    if (headBytes === 0 || headBytes > limits.headBytes) return null;
    return { kind: 'head', buffer: Buffer.allocUnsafeSlow(headBytes), head: null, filled: 0 };
  }
  const said = parsed(buffer);
  if (said === null || said.bytesAfter > limits.bytesAfter) return null;
  return { kind: 'bytes', buffer: roomFor(said.bytesAfter), head: said.head, filled: 0 };
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
