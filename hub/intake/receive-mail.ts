import { createHash } from 'node:crypto';
import type { Intake, Refused } from '../ports.ts';
import type { Collected, WholeMail } from './collect-mail.ts';
import type { Envelope } from './decide-mail.ts';
import type { ParserPool } from './parser-pool.ts';
import type { ParseAnswer } from './parser-protocol.ts';
import { answerForRefused, type SmtpRefusal, tryAgain } from './smtp-answers.ts';

export interface ReceiveMailDeps {
  readonly intake: Intake;
  readonly parser: ParserPool;
  /** What sockets, pipes and the cipher leave behind of a large mail lies outside of the heap, where nothing makes haste to let go of it. */
  readonly collectGarbage: (what?: 'minor') => void;
  /** Of a mail that may be taken twice: its refusal is recorded once under it (IN7). */
  readonly key?: string;
}

/** From which on it is worth the 30 ms of a collection. */
const LARGE_BYTES = 4 * 1024 * 1024;

/**
 * Makes a mail one message or one recorded refusal (IN1), and says how to answer its sender: null is 250, and is returned
 * only after the hub has it safely. Storage that fails is a temporary failure: the sender keeps the mail.
 */
export async function receiveMail(
  collected: Exclude<Collected, { kind: 'cut' }>,
  envelope: Envelope,
  deps: ReceiveMailDeps,
): Promise<SmtpRefusal | null> {
  try {
    switch (collected.kind) {
      case 'busy':
        return tryAgain();
      case 'too-large':
        return await refuse(deps, {
          reason: 'too-large',
          sizeBytes: collected.sizeBytes,
          reference: digest([envelopeText(envelope)]),
        });
      case 'whole':
        return await receiveWhole(collected.mail, envelope, deps);
    }
  } catch {
    return tryAgain();
  }
}

async function receiveWhole(mail: WholeMail, envelope: Envelope, deps: ReceiveMailDeps): Promise<SmtpRefusal | null> {
  const { sizeBytes } = mail;
  const isLarge = sizeBytes > LARGE_BYTES;
  // What has gathered meanwhile makes room for it.
  if (isLarge) deps.collectGarbage();
  const parsed = await deps.parser.parse({ mail, envelope });
  const reference = parsed?.answer.reference ?? digest(mail.pieces());
  try {
    return await keep(parsed?.answer ?? null, { sizeBytes, reference }, deps);
  } finally {
    parsed?.release();
    if (isLarge) deps.collectGarbage();
  }
}

async function keep(
  answer: ParseAnswer | null,
  { sizeBytes, reference }: { readonly sizeBytes: number; readonly reference: string },
  deps: ReceiveMailDeps,
): Promise<SmtpRefusal | null> {
  const { intake } = deps;
  switch (answer?.kind) {
    case undefined:
      return refuse(deps, { reason: 'parser-failed', sizeBytes, reference });
    case 'refused':
      return refuse(deps, { reason: answer.reason, sizeBytes, reference });
    case 'bounce': {
      const known = await intake.bounced(answer.mailMessageId, answer.why);
      if (known === 'known') return null;
      return refuse(deps, { reason: 'bounce-unknown', sizeBytes, reference });
    }
    case 'incoming':
      await intake.receive(answer.incoming);
      return null;
  }
}

async function refuse(
  { intake, key }: ReceiveMailDeps,
  refused: Omit<Refused, 'door' | 'key'>,
): Promise<SmtpRefusal | null> {
  await intake.refuse({ door: 'mail', ...refused, ...(key === undefined ? {} : { key }) });
  return answerForRefused(refused.reason);
}

/** A reference that tells nothing to whoever does not have the original. */
export function digest(pieces: Iterable<string | Uint8Array>): string {
  const hash = createHash('sha256');
  for (const piece of pieces) hash.update(piece);
  return hash.digest('hex').slice(0, 32);
}

const envelopeText = (envelope: Envelope) => [envelope.mailFrom ?? '', ...envelope.recipients].join('\n');
