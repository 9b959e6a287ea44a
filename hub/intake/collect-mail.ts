import type { Readable } from 'node:stream';
import { createPacker, type Tidy } from './room.ts';

export type Collected =
  /** As its bytes came: joining them would need the room twice. Whoever has handed it on empties `pieces`. */
  | { readonly kind: 'whole'; readonly pieces: Buffer[]; readonly sizeBytes: number }
  | { readonly kind: 'too-large'; readonly sizeBytes: number }
  /** Too much mail is coming in at once; the sender tries again. */
  | { readonly kind: 'busy' }
  /** The sender went away in the middle: nothing was accepted, it will come again. */
  | { readonly kind: 'cut' };

/** Memory that mails on their way in may take together. */
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
  const packer = createPacker(budget.tidy ?? (() => {}));
  let sizeBytes = 0;
  let isBusy = false;
  const drop = () => {
    budget.takenBytes -= packer.drop();
  };
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      sizeBytes += chunk.length;
      isBusy ||= budget.takenBytes + chunk.length > budget.limitBytes;
      if (isBusy || sizeBytes > limitBytes) {
        drop(); // and read on, so that the sender gets an answer
        continue;
      }
      packer.add(chunk);
      budget.takenBytes += chunk.length;
    }
  } catch {
    drop();
    return { kind: 'cut' };
  }
  if (sizeBytes > limitBytes) return { kind: 'too-large', sizeBytes };
  return isBusy ? { kind: 'busy' } : { kind: 'whole', pieces: packer.pieces, sizeBytes };
}

export function release(collected: Collected, budget: Budget): void {
  if (collected.kind === 'whole') budget.takenBytes -= collected.sizeBytes;
}
