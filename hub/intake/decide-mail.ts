import { createHash } from 'node:crypto';
import type { Contact } from '../../shared/model/conversation.ts';
import type { Incoming, IncomingAttachment, RefusalReason } from '../ports.ts';
import { type Examined, examineFiles } from './attachments.ts';
import { isAuthenticated } from './authentication.ts';
import { isAutomatic } from './automatic.ts';
import { isCalendar } from './calendar-text.ts';
import { contactOfMail } from './contact-of-mail.ts';
import { withDurations } from './durations.ts';
import type { BounceReason } from '../../shared/model/reach.ts';
import { deliveryReport } from './delivery-report.ts';
import { textOfMail } from './mail-text.ts';
import { isOwnMessageId, MAX_REFERENCES, messageIdsIn, tokenInAddress, tokenInMessageId } from './message-ids.ts';
import { first, type Mail, type MailPart } from './read-mail.ts';
import { isOurs } from './recipients.ts';
import { cleanSubject, isForward } from './subject.ts';
import { isWinmail, openWinmail } from './tnef.ts';
import { callFromMail, isCall } from './voicemail.ts';

/** What the SMTP dialogue told about a mail, or that there was none. */
export interface Envelope {
  /** Empty for the null sender, `MAIL FROM:<>`; null: it lay in a mailbox, its headers tell. */
  readonly mailFrom: string | null;
  readonly recipients: readonly string[];
  /** The association's mail domain. */
  readonly domain: string;
  /** The server of ours whose word on the sender counts (IN6); null: nobody's does. */
  readonly trustedServer?: string | null;
  /** It lay in a mailbox of certified mail: its provider has looked at the envelope (IN8). */
  readonly isCertifiedMailbox?: boolean;
}

export type Decision =
  | { readonly kind: 'incoming'; readonly incoming: Incoming }
  /** Our mail with this Message-ID could not be delivered. */
  | { readonly kind: 'bounce'; readonly mailMessageId: string; readonly why?: BounceReason }
  | { readonly kind: 'refused'; readonly reason: RefusalReason };

/** What becomes of a mail. Reads nothing but its arguments. */
export async function decideMail(mail: Mail, given: Envelope): Promise<Decision> {
  const envelope = wholeEnvelope(mail, given);
  const nullSender = envelope.mailFrom === '';
  if (mail.certified === 'receipt' || mail.certified === 'failure') return decideReceipt(mail, envelope.domain);
  const report = deliveryReport(mail, nullSender, envelope.domain);
  if (report?.kind === 'failed') {
    return report.own === null
      ? refused('bounce-unknown')
      : { kind: 'bounce', mailMessageId: report.own, ...(report.kind === 'failed' ? { why: report.why } : {}) };
  }
  if (isCall(mail, envelope.recipients)) return incomingVoicemail(mail, envelope);
  if (isLoop(mail, envelope.domain)) return refused('loop');
  return incomingTicket(mail, envelope, report?.own ?? null);
}

interface WholeEnvelope extends Envelope {
  readonly mailFrom: string;
}

/** The server that put the mail into the mailbox has written the envelope into its headers (RFC 5321, 4.4). */
function wholeEnvelope(mail: Mail, envelope: Envelope): WholeEnvelope {
  const { mailFrom, domain } = envelope;
  if (mailFrom !== null) return { ...envelope, mailFrom };
  const path = mail.headers.get('return-path')?.[0];
  const addresses = ['delivered-to', 'x-original-to', 'to', 'cc']
    .flatMap((name) => mail.headers.get(name) ?? [])
    .flatMap((value) => value.slice(0, 10_000).match(/[^\s<>,;:"()]+@[^\s<>,;:"()]+/g) ?? []);
  const recipients = [...new Set(addresses)].filter((address) => isOurs(address, domain)).slice(0, MAX_REFERENCES);
  const sender = path === undefined ? (mail.from?.address ?? '') : path.replace(/[<>\s]/g, '');
  return { ...envelope, mailFrom: sender, recipients };
}

async function incomingTicket(mail: Mail, envelope: WholeEnvelope, reportedId: string | null): Promise<Decision> {
  const contact = contactOfMail(mail, envelope.mailFrom, envelope.domain);
  if (contact === null) return refused('no-sender');
  const subject = cleanSubject(mail.subject);
  const packed = unpackWinmail(mail);
  const { text, quoted, whole, original } = textOfMail(packed.mail, isForward(mail.subject));
  const files = await filesOf(packed.mail);
  const certified = certifiedBy(mail, envelope);
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
    groupId: null,
    writtenTo: envelope.recipients.slice(0, MAX_REFERENCES).map((recipient) => recipient.split('@')[0] ?? ''),
    attachments: withTexts(files.attachments, whole, original),
    refusedAttachments: [...packed.refused, ...files.refused],
    automatic: isAutomatic(mail, envelope.mailFrom === '' && mail.certified === null),
    verified: certified === 'proved' || isProvedSender(mail, contact, envelope),
    certified,
    thread: { references: ids.slice(-MAX_REFERENCES), number: /\b\d{4}-\d{6}\b/.exec(subject)?.[0] ?? null },
    dedupeKey: dedupeKey(mail),
    mailMessageId: mail.messageId,
    replyToken: replyToken(envelope, ids),
  });
}

async function incomingVoicemail(mail: Mail, { recipients }: Envelope): Promise<Decision> {
  const { text } = textOfMail(mail, false);
  const fileNames = mail.parts.flatMap(({ name }) => name ?? []);
  const { key, ...call } = callFromMail({ ...mail, text, recipients, fileNames });
  const files = await filesOf(mail);
  return incoming({
    ...call,
    groupId: null,
    key,
    channel: 'voicemail',
    origin: 'switchboard',
    text,
    quoted: null,
    attachments: await withDurations(files.attachments),
    refusedAttachments: files.refused,
    automatic: false,
    verified: false,
    certified: null,
    thread: null,
    dedupeKey: dedupeKey(mail),
    mailMessageId: mail.messageId,
    replyToken: null,
  });
}

const MAX_FILES = 20;

/** A text that was cut is worth more than the last file, and every file more than how the mail looked. */
function withTexts(
  files: readonly IncomingAttachment[],
  whole: IncomingAttachment | null,
  original: IncomingAttachment | null,
): readonly IncomingAttachment[] {
  const kept = whole === null ? files : [...files.slice(0, MAX_FILES - 1), whole];
  return original === null || kept.length >= MAX_FILES ? kept : [...kept, original];
}

const incoming = (value: Incoming): Decision => ({ kind: 'incoming', incoming: value });
const refused = (reason: RefusalReason): Decision => ({ kind: 'refused', reason });

/** Nobody wrote a receipt. One that says that a mail of ours did not arrive is a bounce (IN8). */
function decideReceipt(mail: Mail, domain: string): Decision {
  const own = messageIdsIn(first(mail.headers, 'x-riferimento-message-id')).find((id) => isOwnMessageId(id, domain));
  if (mail.certified === 'failure' && own !== undefined) return { kind: 'bounce', mailMessageId: own };
  return refused('receipt');
}

function certifiedBy(mail: Mail, { isCertifiedMailbox }: WholeEnvelope): 'proved' | 'claimed' | null {
  if (mail.certified !== 'envelope') return null;
  return isCertifiedMailbox === true ? 'proved' : 'claimed';
}

/** What was proved is the domain in From: answers have to go there too. The headers in an envelope are the sender's own. */
function isProvedSender(mail: Mail, contact: Contact, { trustedServer, mailFrom }: WholeEnvelope): boolean {
  if (mail.certified !== null) return false;
  const isContact = mail.from?.address.toLowerCase() === contact.email?.toLowerCase();
  return isContact && mailFrom !== '' && isAuthenticated(mail, trustedServer ?? null);
}

/** The files and, where there is no other, the text that Outlook packed; one line for each that can't be opened. */
function unpackWinmail(mail: Mail): { readonly mail: Mail; readonly refused: readonly 'winmail'[] } {
  const opened = mail.parts.filter(isWinmail).map(({ bytes }) => openWinmail(bytes));
  if (opened.length === 0) return { mail, refused: [] };
  const whole = opened.filter((winmail) => winmail !== null);
  const hasText = mail.text.trim() !== '' || mail.html !== '';
  const text = hasText ? mail.text : whole.map((winmail) => winmail.text).join('\n\n');
  const parts = [...mail.parts.filter((part) => !isWinmail(part)), ...whole.flatMap(({ files }) => files)];
  return { mail: { ...mail, text, parts }, refused: opened.flatMap((each) => (each === null ? ['winmail'] : [])) };
}

function filesOf(mail: Mail): Promise<Examined> {
  const isNamedCalendar = (part: MailPart) => isCalendar(part) && part.name !== null;
  const hasCalendarFile = mail.parts.some(isNamedCalendar);
  return examineFiles(
    mail.parts.filter((part) => {
      // The parts of a delivery report are its own text, not files that somebody sent.
      if (/^(message\/delivery-status|text\/rfc822-headers)$/.test(part.declaredType)) return false;
      // Programs send an invitation twice: for calendars, and as a file for people.
      return !hasCalendarFile || !isCalendar(part) || isNamedCalendar(part);
    }),
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
