import type { Readable } from 'node:stream';
import { LARGE_BYTES, type Tidy } from './room.ts';
import { openSpool, piecesOf, type Spool } from './spool.ts';

/** A mail as its bytes came: in memory, or where it is large in a file. */
export interface WholeMail {
  readonly sizeBytes: number;
  /** All of them, as often as somebody asks until it is closed. */
  pieces(): Iterable<Uint8Array>;
  close(): void;
}

export type Collected =
  | { readonly kind: 'whole'; readonly mail: WholeMail }
  | { readonly kind: 'too-large'; readonly sizeBytes: number }
  /** Too much mail is coming in at once, or there is no place for it; the sender tries again. */
  | { readonly kind: 'busy' }
  /** The sender went away in the middle: nothing was accepted, it will come again. */
  | { readonly kind: 'cut' };

/** What mails on their way in may take together. */
export interface Budget {
  takenBytes: number;
  readonly limitBytes: number;
  readonly tidy?: Tidy;
}

/**
 * Reads a message to its end, and keeps it if it is within the limits. What it keeps counts in the budget until the caller
 * gives it back with `release`.
 */
export async function collectMail(stream: Readable, limitBytes: number, budget: Budget): Promise<Collected> {
  const keeper = createKeeper();
  let sizeBytes = 0;
  let isBusy = false;
  const drop = () => {
    budget.takenBytes -= keeper.sizeBytes;
    keeper.close();
  };
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      budget.tidy?.(chunk.length);
      sizeBytes += chunk.length;
      isBusy ||= budget.takenBytes + chunk.length > budget.limitBytes;
      if (isBusy || sizeBytes > limitBytes) {
        drop(); // and read on, so that the sender gets an answer
        continue;
      }
      isBusy = !keeper.add(chunk);
      if (!isBusy) budget.takenBytes += chunk.length;
    }
  } catch {
    drop();
    return { kind: 'cut' };
  }
  if (sizeBytes > limitBytes) return { kind: 'too-large', sizeBytes };
  if (!isBusy) return { kind: 'whole', mail: keeper };
  drop();
  return { kind: 'busy' };
}

export function release(collected: Collected, budget: Budget): void {
  if (collected.kind !== 'whole') return;
  budget.takenBytes -= collected.mail.sizeBytes;
  collected.mail.close();
}

interface Keeper extends WholeMail {
  /** False: there is no place for it. */
  add(piece: Buffer): boolean;
}

function createKeeper(): Keeper {
  const early: Buffer[] = [];
  let spool: Spool | null = null;
  let sizeBytes = 0;
  const keep = (piece: Buffer): void => {
    if (sizeBytes + piece.length <= LARGE_BYTES) return void early.push(piece);
    spool ??= openSpool();
    for (const first of early.splice(0)) spool.add(first);
    spool.add(piece);
  };
  return {
    get sizeBytes() {
      return sizeBytes;
    },
    add(piece) {
      try {
        keep(piece);
      } catch {
        return false;
      }
      sizeBytes += piece.length;
      return true;
    },
    pieces: () => (spool === null ? early : piecesOf(spool)),
    close() {
      spool?.close();
      spool = null;
      early.length = 0;
      sizeBytes = 0;
    },
  };
}
