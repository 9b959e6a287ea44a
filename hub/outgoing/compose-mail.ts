import MailComposer from 'nodemailer/lib/mail-composer';
import type { Attachment } from 'nodemailer/lib/mailer';
import type { OutgoingMail } from '../ports.ts';
import { htmlTwin } from './html-twin.ts';

/** From whom mail leaves. */
export interface Sender {
  readonly association: string;
  /** Part before the @ of the address that people write to. */
  readonly localPart: string;
  readonly domain: string;
}

export const addressOf = ({ localPart, domain }: Sender): string => `${localPart}@${domain}`;

/** The bytes of a mail, the same at every attempt. An answer to it comes back with the conversation's token. */
export async function composeMail(mail: OutgoingMail, sender: Sender): Promise<Buffer> {
  const { association: name, localPart, domain } = sender;
  const composer = new MailComposer({
    from: { name, address: addressOf(sender) },
    to: { name: mail.to.name, address: mail.to.address },
    replyTo: { name, address: `${localPart}+${mail.replyToken}@${domain}` },
    subject: mail.subject,
    messageId: `<${mail.mailMessageId}>`,
    ...referencesTo(mail.references),
    date: new Date(mail.createdAt),
    text: mail.text,
    html: htmlTwin(mail.text),
    ...calendarIn(mail),
    ...filesIn(mail),
    encoding: 'quoted-printable',
    baseBoundary: mail.id,
    newline: 'win',
    headers: { 'X-Sportello': mail.kind, ...automaticOf(mail) },
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return composer.compile().build();
}

/** Tells programs not to answer (RFC 3834; the second one is Exchange's). Replies are written by people and carry none. */
function automaticOf({ kind }: OutgoingMail): Readonly<Record<string, string>> {
  if (kind === 'reply') return {};
  const submitted = kind === 'acknowledgement' ? 'auto-replied' : 'auto-generated';
  return { 'Auto-Submitted': submitted, 'X-Auto-Response-Suppress': 'All' };
}

/** As a part that calendars read and as a file; what it asks for is said in it (RFC 6047). */
function calendarIn({ calendar }: OutgoingMail): { icalEvent?: { method: string; filename: string; content: string } } {
  if (calendar === undefined || calendar === null) return {};
  const method = /^METHOD:(\w+)/m.exec(calendar)?.[1] ?? 'PUBLISH';
  return { icalEvent: { method, filename: 'appuntamento.ics', content: calendar } };
}

/** Each as a part of its own; what they are called is no text that a header could be made of. */
function filesIn({ files = [] }: OutgoingMail): { attachments?: Attachment[] } {
  if (files.length === 0) return {};
  const attachments = files.map(({ name, type, bytes }) => ({
    filename: name,
    contentType: type,
    content: Buffer.from(bytes.subarray()),
    contentDisposition: 'attachment' as const,
  }));
  return { attachments };
}

function referencesTo(ids: readonly string[]): { inReplyTo?: string; references?: string[] } {
  const newest = ids.at(-1);
  return newest === undefined ? {} : { inReplyTo: `<${newest}>`, references: ids.map((id) => `<${id}>`) };
}
