import { createHash } from 'node:crypto';
import type { ImapFlow } from 'imapflow';
import type { Intake } from '../ports.ts';
import type { MailboxMark } from '../storage/incoming-mail.ts';
import type { Collected } from './collect-mail.ts';
import { type MailboxAccount, mailboxName } from './mailbox-account.ts';
import type { ParserPool } from './parser-pool.ts';
import { receiveMail } from './receive-mail.ts';

export interface MailboxMarks {
  read(mailbox: string): Promise<MailboxMark | null>;
  /** Durable when it resolves; never goes back within one validity. */
  remember(mailbox: string, mark: MailboxMark): Promise<void>;
}

export interface TakeDeps {
  readonly account: MailboxAccount;
  readonly intake: Intake;
  readonly parser: ParserPool;
  readonly collectGarbage: (what?: 'minor') => void;
  readonly marks: MailboxMarks;
  readonly domain: string;
  readonly trustedServer: string | null;
  readonly mailBytes: number;
}

/** The hub could not store a mail: it stays where it is, and so do those behind it. */
class NotStored extends Error {
  readonly code = 'NOTSTORED';
}

/**
 * UIDs of a mailbox only grow within one UIDVALIDITY (RFC 3501, 2.3.1.1). Takes what came after the mark, in order. The mark moves only when a mail is a message or a recorded refusal (IN1): whatever
 * ends in between, that mail is taken again, and is recognised by its content (IN2) or the key of its refusal (IN7).
 */
export async function takeMails(client: ImapFlow, deps: TakeDeps): Promise<void> {
  const { account, marks } = deps;
  const name = mailboxName(account);
  const validity = client.mailbox === false ? '' : String(client.mailbox.uidValidity);
  const mark = await marks.read(name);
  const lastUid = mark?.validity === validity ? mark.lastUid : 0;
  for (const { uid, sizeBytes } of await listed(client, lastUid)) {
    const collected = await collect(client, { uid, sizeBytes }, deps.mailBytes);
    // Null: somebody has deleted it meanwhile.
    if (collected !== null) await hand(collected, keyOfMail(name, validity, uid), deps);
    await marks.remember(name, { validity, lastUid: uid });
    // For people who look into the mailbox; the hub itself goes by the mark.
    await client.messageFlagsAdd(uid, ['\\Seen'], { uid: true });
  }
}

interface Listed {
  readonly uid: number;
  readonly sizeBytes: number;
}

async function listed(client: ImapFlow, lastUid: number): Promise<readonly Listed[]> {
  const found: Listed[] = [];
  for await (const { uid, size } of client.fetch(`${lastUid + 1}:*`, { uid: true, size: true }, { uid: true })) {
    // `*` is the highest UID there is, also when it is below the range.
    if (uid > lastUid) found.push({ uid, sizeBytes: size ?? 0 });
  }
  return found.sort((a, b) => a.uid - b.uid);
}

type Whole = Exclude<Collected, { kind: 'cut' | 'busy' }>;

async function collect(client: ImapFlow, { uid, sizeBytes }: Listed, mailBytes: number): Promise<Whole | null> {
  if (sizeBytes > mailBytes) return { kind: 'too-large', sizeBytes };
  const mail = await client.fetchOne(String(uid), { source: true }, { uid: true });
  if (mail === false || mail.source === undefined) return null;
  // Whatever the server said of its size.
  if (mail.source.length > mailBytes) return { kind: 'too-large', sizeBytes: mail.source.length };
  const { source } = mail;
  return {
    kind: 'whole',
    mail: { sizeBytes: source.length, pieces: () => [source], close: () => undefined },
  };
}

async function hand(collected: Whole, key: string, deps: TakeDeps): Promise<void> {
  const { account, domain, trustedServer } = deps;
  const envelope = { mailFrom: null, recipients: [], domain, trustedServer, isCertifiedMailbox: account.isCertified };
  const refusal = await receiveMail(collected, envelope, { ...deps, key });
  if (refusal?.responseCode === 451) throw new NotStored();
}

/** Under which a refusal of this mail is recorded, however often it is taken. */
const keyOfMail = (name: string, validity: string, uid: number): string =>
  createHash('sha256').update(`${name}\n${validity}\n${uid}`).digest('hex').slice(0, 40);
