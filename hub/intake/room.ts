/** From here on memory is worth being given back at once. */
const LARGE_BYTES = 1024 * 1024;

interface Resizable extends ArrayBuffer {
  readonly resizable: boolean;
  resize(bytes: number): void;
}

/** Memory that could grow; not in the library of the language's version that the compiler knows. */
const Growing = ArrayBuffer as unknown as new (bytes: number, options: { readonly maxByteLength: number }) => Resizable;

/**
 * What is large lies in memory of its own. From the C library it would come out of the common heap, in which something small that
 * comes later keeps what is let go of below it. Memory that could grow is taken from the system directly, and goes back to it.
 */
export function roomFor(bytes: number): Buffer {
  return bytes < LARGE_BYTES
    ? Buffer.allocUnsafeSlow(bytes)
    : Buffer.from(new Growing(bytes, { maxByteLength: bytes }));
}

/** At once: nobody reads it any more. Of memory that comes from the common heap a collection does it, later. */
export function giveBack({ buffer }: Uint8Array): void {
  if ('resizable' in buffer && buffer.resizable === true) (buffer as Resizable).resize(0);
}

/** What comes out of a socket or a pipe lies in the common heap until it is collected: told of each piece, this sees to it in time. */
export type Tidy = (bytes: number) => void;

const EVERY_BYTES = 1024 * 1024;

export function tidyWith(collectYoung: () => void): Tidy {
  let since = 0;
  return (bytes) => {
    since += bytes;
    if (since < EVERY_BYTES) return;
    since = 0;
    collectYoung();
  };
}

/** Keeps pieces of a whole of unknown size, without what is to be let go of later lying between what stays. */
export function createPacker(tidy: Tidy): { add(piece: Buffer): void; readonly pieces: Buffer[]; drop(): number } {
  let pieces: Buffer[] = [];
  let room: Buffer | null = null;
  let filled = 0;
  let sizeBytes = 0;
  const pack = (piece: Buffer): void => {
    for (let from = 0; from < piece.length;) {
      if (room === null || filled === room.length) {
        room = roomFor(LARGE_BYTES);
        filled = 0;
        pieces.push(room.subarray(0, 0));
      }
      const count = Math.min(piece.length - from, room.length - filled);
      piece.copy(room, filled, from, from + count);
      [from, filled] = [from + count, filled + count];
      pieces[pieces.length - 1] = room.subarray(0, filled);
    }
    tidy(piece.length);
  };
  return {
    add(piece) {
      sizeBytes += piece.length;
      if (sizeBytes <= LARGE_BYTES) return void pieces.push(piece);
      if (room === null) for (const early of pieces.splice(0)) pack(early);
      pack(piece);
    },
    get pieces() {
      return pieces;
    },
    drop() {
      const dropped = sizeBytes;
      [pieces, room, sizeBytes] = [[], null, 0];
      return dropped;
    },
  };
}
