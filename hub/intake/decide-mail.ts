import { createHash } from 'node:crypto';
import type { Incoming, RefusalReason } from '../ports.ts';
import { type Examined, examineFiles } from './attachments.ts';
import { isAutomatic } from './automatic.ts';
import { contactOfMail } from './contact-of-mail.ts';
import { deliveryReport } from './delivery-report.ts';
import { textOfMail } from './mail-text.ts';
import { isOwnMessageId, tokenInAddress, tokenInMessageId } from './message-ids.ts';
import { first, type Mail } from './read-mail.ts';
import { routeMail } from './routing.ts';
import { cleanSubject, isForward } from './subject.ts';
import { callFromSubject } from './voicemail.ts';

/** What the SMTP dialogue told about a mail. */
export interface Envelope {
  /** Empty for the null sender, `MAIL FROM:<>`. */
  readonly mailFrom: string;
  readonly recipients: readonly string[];
  /** The association's mail domain. */
  readonly domain: string;
}

export type Decision =
  | { readonly kind: 'incoming'; readonly incoming: Incoming }
  /** Our mail with this Message-ID could not be delivered. */
  | { readonly kind: 'bounce'; readonly mailMessageId: string }
  | { readonly kind: 'refused'; readonly reason: RefusalReason };

/** What becomes of a mail. Reads nothing but its arguments. */
export async function decideMail(mail: Mail, envelope: Envelope): Promise<Decision> {
  const nullSender = envelope.mailFrom === '';
  const report = deliveryReport(mail, nullSender, envelope.domain);
  if (report?.kind === 'failed') {
    return report.own === null ? refused('bounce-unknown') : { kind: 'bounce', mailMessageId: report.own };
  }
  if (isVoicemail(mail, envelope)) return incomingVoicemail(mail);
  if (isLoop(mail, envelope.domain)) return refused('loop');
  return incomingTicket(mail, envelope, report?.own ?? null);
}

async function incomingTicket(mail: Mail, envelope: Envelope, reportedId: string | null): Promise<Decision> {
  const contact = contactOfMail(mail, envelope.mailFrom, envelope.domain);
  if (contact === null) return refused('no-sender');
  const subject = cleanSubject(mail.subject);
  const { text, quoted, whole } = textOfMail(mail, isForward(mail.subject));
  const files = await filesOf(mail);
  const nothing = text === '' && quoted === null && subject === '' && mail.parts.length === 0;
  if (nothing) return refused('empty');
  const ids = reportedId === null ? mail.references : [reportedId, ...mail.references];
  return incoming({
    channel: 'ticket',
    origin: 'mail',
    contact,
    subject,
    text,
    quoted,
    groupId: routeMail(
      envelope.recipients.map((recipient) => recipient.split('@')[0] ?? ''),
      subject,
    ),
    attachments: whole === null ? files.attachments : [...files.attachments.slice(0, -1 + MAX_FILES), whole],
    refusedAttachments: files.refused,
    automatic: isAutomatic(mail, envelope.mailFrom === ''),
    verified: false,
    dedupeKey: dedupeKey(mail),
    mailMessageId: mail.messageId,
    replyToken: replyToken(envelope, ids),
  });
}

async function incomingVoicemail(mail: Mail): Promise<Decision> {
  const call = callFromSubject(mail.subject);
  const files = await filesOf(mail);
  const { text } = textOfMail(mail, false);
  return incoming({
    ...call,
    channel: 'voicemail',
    origin: 'switchboard',
    text,
    quoted: null,
    attachments: files.attachments,
    refusedAttachments: files.refused,
    automatic: false,
    verified: false,
    dedupeKey: dedupeKey(mail),
    mailMessageId: mail.messageId,
    replyToken: null,
  });
}

const MAX_FILES = 20;
const incoming = (value: Incoming): Decision => ({ kind: 'incoming', incoming: value });
const refused = (reason: RefusalReason): Decision => ({ kind: 'refused', reason });

function filesOf(mail: Mail): Promise<Examined> {
  // The parts of a delivery report are its own text, not files that somebody sent.
  return examineFiles(
    mail.parts.filter((part) => !/^(message\/delivery-status|text\/rfc822-headers)$/.test(part.declaredType)),
  );
}

/** The switchboard sends its recordings to `voicemail@`; without a recording it is an ordinary mail. */
function isVoicemail(mail: Mail, envelope: Envelope): boolean {
  const toVoicemail = envelope.recipients.some((recipient) => /^voicemail@/i.test(recipient));
  return (
    toVoicemail &&
    mail.parts.some(
      (part) =>
        /^(audio\/|video\/ogg|application\/ogg)/.test(part.declaredType) ||
        /\.(wav|mp3|ogg|m4a)$/i.test(part.name ?? ''),
    )
  );
}

/**
 * A mail of our own came back, sent on by a mailbox: answering it would never end. Mail that others write in our name (the
 * site's contact form) is no loop; it needs somebody outside to answer to.
 */
function isLoop(mail: Mail, domain: string): boolean {
  const isOwnId = mail.messageId !== null && isOwnMessageId(mail.messageId, domain);
  return isOwnId || first(mail.headers, 'x-sportello') !== '';
}

function replyToken(envelope: Envelope, references: readonly string[]): string | null {
  const fromAddress = envelope.recipients.map(tokenInAddress).find((token) => token !== null);
  // The newest reference is the mail that was answered.
  const fromReference = references
    .map((id) => tokenInMessageId(id, envelope.domain))
    .findLast((token) => token !== null);
  return fromAddress ?? fromReference ?? null;
}

/**
 * The same for every delivery of one mail, whatever trace headers the way added: Message-ID, author, subject, date and the
 * bytes of the body (IN2).
 */
function dedupeKey(mail: Mail): string {
  const hash = createHash('sha256');
  for (const name of ['message-id', 'from', 'subject', 'date']) hash.update(`${first(mail.headers, name)}\n`);
  return `mail:${hash.update(mail.body).digest('hex')}`;
}
