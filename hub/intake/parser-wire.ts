import type { Readable, Writable } from 'node:stream';
import * as z from 'zod';
import { MAX_ATTACHMENT_BYTES, MAX_ATTACHMENTS } from '../../shared/protocol/limits.ts';
import type { Decision, Envelope } from './decide-mail.ts';
import { framePieces, frameStart, readFrames, type Frame, type FrameLimits } from './frames.ts';
import type { Tidy } from './room.ts';
import type { ParseRequest } from './parser-protocol.ts';
import { partOf } from './spool.ts';

/**
 * Hub and parser speak over two pipes: a mail goes in as its envelope and its bytes, what it says comes out as a head and the bytes of
 * its attachments, one after the other. Node's own channel between processes would copy all of them several times.
 */

/** As large as a mail may be, and some: nobody but the hub writes them. */
const toParser: FrameLimits = { headBytes: 4 * 1024 * 1024, bytesAfter: 64 * 1024 * 1024 };
/** Texts, which may be long in letters that take six bytes each, and what a mail can hold. */
const fromParser: FrameLimits = { headBytes: 4 * 1024 * 1024, bytesAfter: 2 * MAX_ATTACHMENT_BYTES };

/** The first thing that a parser says; the clock of a mail begins then. */
const READY = 'ready';

export type ParserSays =
  | { readonly kind: 'ready' }
  /** As the parser put it: to be checked like anything from outside. */
  | { readonly kind: 'answer'; readonly answer: unknown; release(): void }
  | { readonly kind: 'broken' };

/** Calls back when all of it is in the pipe. */
export function writeRequest(
  pipe: Writable,
  { mail, envelope }: ParseRequest,
  on: { readonly written: () => void; readonly tidy: Tidy },
): void {
  const start = frameStart(envelope, mail.sizeBytes);
  const pump = async (): Promise<void> => {
    for (const pieces of [start, mail.pieces()]) {
      for (const piece of pieces) {
        if (!(await taken(pipe, piece))) return;
        on.tidy(piece.length);
      }
    }
    on.written();
  };
  // A mail that can't be read any more was given up meanwhile: nobody waits for its answer.
  pump().catch(() => undefined);
}

/** The next piece is read only when this one has left: no more than one is in memory. */
const taken = (pipe: Writable, piece: Uint8Array): Promise<boolean> =>
  new Promise((resolve) => {
    pipe.write(piece, (error) => resolve(error === null || error === undefined));
  });

export function readAnswers(pipe: Readable, on: (said: ParserSays) => void, tidy: Tidy): void {
  const broken = (): void => on({ kind: 'broken' });
  readFrames(pipe, fromParser, {
    broken,
    tidy,
    isSpooling: true,
    frame({ head, ...rest }) {
      const release = (): void => rest.spool?.close();
      if (head === READY) return on({ kind: 'ready' });
      const answer = withBytes(head, rest);
      if (answer !== null) return on({ kind: 'answer', answer, release });
      release();
      return broken();
    },
  });
}

/** As the parser gets it. */
export interface MailToRead {
  readonly raw: Buffer;
  readonly envelope: Envelope;
}

/** In the parser: every mail that comes, one after the other. Ends with the hub. */
export function serveParser(answer: (mail: MailToRead) => Promise<Decision & { reference: string }>): void {
  process.stdin.once('end', () => process.exit(0));
  readFrames(process.stdin, toParser, {
    broken: () => process.exit(1),
    frame: ({ head, bytes }) => void answer({ envelope: head as Envelope, raw: bytes }).then(say),
  });
  for (const piece of framePieces(READY, [])) process.stdout.write(piece);
}

function say(decision: Decision & { reference: string }): void {
  const files = decision.kind === 'incoming' ? decision.incoming.attachments : [];
  const head = JSON.stringify(decision, (key, value: unknown) => (key === 'bytes' ? undefined : value));
  const sizes = files.map(({ bytes }) => bytes.length);
  const pieces = framePieces(
    { decision: JSON.parse(head) as unknown, sizes },
    files.map(({ bytes }) => bytes.subarray()),
  );
  for (const piece of pieces) process.stdout.write(piece);
}

const headSchema = z.object({
  decision: z.looseObject({ incoming: z.looseObject({ attachments: z.array(z.looseObject({})) }).optional() }),
  sizes: z.array(z.number().int().nonnegative()).max(MAX_ATTACHMENTS),
});

/** Each attachment with the part of the bytes that is its own; null: they do not add up. */
function withBytes(head: unknown, { bytes, spool }: Omit<Frame, 'head'>): unknown {
  const parsed = headSchema.safeParse(head);
  if (!parsed.success) return null;
  const { decision, sizes } = parsed.data;
  const attachments = decision.incoming?.attachments ?? [];
  const sum = sizes.reduce((all, size) => all + size, 0);
  if (attachments.length !== sizes.length || sum !== (spool ?? bytes).length) return null;
  if (decision.incoming === undefined) return decision;
  let from = 0;
  const files = attachments.map((file, index) => {
    const [start, end] = [from, (from += sizes[index] ?? 0)];
    return { ...file, bytes: spool === null ? bytes.subarray(start, end) : partOf(spool, start, end) };
  });
  return { ...decision, incoming: { ...decision.incoming, attachments: files } };
}
