import { createHash } from 'node:crypto';
import type { Intake, Refused } from '../ports.ts';
import type { Collected } from './collect-mail.ts';
import type { Envelope } from './decide-mail.ts';
import type { ParserPool } from './parser-pool.ts';
import { answerForRefused, type SmtpRefusal, tryAgain } from './smtp-answers.ts';

export interface ReceiveMailDeps {
  readonly intake: Intake;
  readonly parser: ParserPool;
  /** Of a mail that may be taken twice: its refusal is recorded once under it (IN7). */
  readonly key?: string;
}

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
          reference: digest(envelopeText(envelope)),
        });
      case 'whole':
        return await receiveWhole(collected.raw, envelope, deps);
    }
  } catch {
    return tryAgain();
  }
}

async function receiveWhole(raw: Buffer, envelope: Envelope, deps: ReceiveMailDeps): Promise<SmtpRefusal | null> {
  const { intake, parser } = deps;
  const sizeBytes = raw.length;
  const answer = await parser.parse({ raw, envelope });
  switch (answer?.kind) {
    case undefined:
      return refuse(deps, { reason: 'parser-failed', sizeBytes, reference: digest(raw) });
    case 'refused':
      return refuse(deps, { reason: answer.reason, sizeBytes, reference: answer.reference });
    case 'bounce': {
      const known = await intake.bounced(answer.mailMessageId, answer.why);
      if (known === 'known') return null;
      return refuse(deps, { reason: 'bounce-unknown', sizeBytes, reference: answer.reference });
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
export function digest(value: string | Buffer): string {
  return createHash('sha256').update(value).digest('hex').slice(0, 32);
}

const envelopeText = (envelope: Envelope) => [envelope.mailFrom ?? '', ...envelope.recipients].join('\n');
