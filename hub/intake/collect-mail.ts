import type { Readable } from 'node:stream';

export type Collected =
  | { readonly kind: 'whole'; readonly raw: Buffer }
  | { readonly kind: 'too-large'; readonly sizeBytes: number }
  /** Too much mail is coming in at once; the sender tries again. */
  | { readonly kind: 'busy' }
  /** The sender went away in the middle: nothing was accepted, it will come again. */
  | { readonly kind: 'cut' };

/** Memory that mails on their way in may take together. */
export interface Budget {
  takenBytes: number;
  readonly limitBytes: number;
}

/** Reads a message to its end, and keeps it if it is within the limits. */
export async function collectMail(stream: Readable, limitBytes: number, budget: Budget): Promise<Collected> {
  const chunks: Buffer[] = [];
  let sizeBytes = 0;
  let taken = 0;
  let busy = false;
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      sizeBytes += chunk.length;
      busy ||= budget.takenBytes + chunk.length > budget.limitBytes;
      if (busy || sizeBytes > limitBytes) {
        chunks.length = 0; // read on, so that the sender gets an answer
        continue;
      }
      chunks.push(chunk);
      taken += chunk.length;
      budget.takenBytes += chunk.length;
    }
  } catch {
    return { kind: 'cut' };
  } finally {
    budget.takenBytes -= taken;
  }
  if (sizeBytes > limitBytes) return { kind: 'too-large', sizeBytes };
  return busy ? { kind: 'busy' } : { kind: 'whole', raw: Buffer.concat(chunks) };
}
