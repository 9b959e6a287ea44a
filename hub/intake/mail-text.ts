import { MAX_INCOMING_TEXT, WHOLE_TEXT_NAME } from '../../shared/model/message.ts';
import type { IncomingAttachment } from '../ports.ts';
import { calendarText, isCalendar } from './calendar-text.ts';
import { cleanText, cut } from './clean-text.ts';
import { foldQuoted } from './fold-quoted.ts';
import { htmlToPlain } from './html-to-plain.ts';
import { originalOfMail } from './original-of-mail.ts';
import type { Mail } from './read-mail.ts';

export interface MailText {
  readonly text: string;
  readonly quoted: string | null;
  /** The whole text, where it is longer than a message may be. */
  readonly whole: IncomingAttachment | null;
  /** The HTML as it came, where it shows more than a text can. */
  readonly original: IncomingAttachment | null;
}

/** Longer text is not looked through for quotations: it is kept whole as an attachment. */
const MAX_READ = 500_000;

export function textOfMail(mail: Mail, forwarded: boolean): MailText {
  const html = mail.html === '' ? '' : cleanText(htmlToPlain(mail.html));
  const written = chooseText(mail, html);
  const { text: own, quoted } = foldQuoted(written, forwarded);
  const invitations = mail.parts.filter(isCalendar).flatMap((part) => calendarText(part) ?? []);
  const text = [own, ...new Set(invitations)].filter((part) => part !== '').join('\n\n');
  const all = [written, ...new Set(invitations)].join('\n\n');
  const isLong = mail.text.length > MAX_READ;
  const isCut = isLong || text.length > MAX_INCOMING_TEXT || (quoted ?? '').length > MAX_INCOMING_TEXT;
  return {
    text: cut(text, MAX_INCOMING_TEXT),
    quoted: quoted === null ? null : cut(quoted, MAX_INCOMING_TEXT),
    whole: isCut
      ? { name: WHOLE_TEXT_NAME, type: 'text/plain', bytes: Buffer.from(isLong ? mail.text : all, 'utf8') }
      : null,
    original: originalOfMail(mail.html, html),
  };
}

/**
 * The plain part where it says as much as the HTML one; else what the HTML says ("open in browser" stubs, and mails whose
 * HTML body is followed by a plain footer). Where MIME is so broken that no part was found, the bytes as they came.
 */
function chooseText(mail: Mail, html: string): string {
  const plain = cleanText(cut(mail.text, MAX_READ));
  if (plain === '' && html === '')
    return mail.parts.length === 0 ? cleanText(Buffer.from(mail.body.subarray(0, MAX_READ)).toString('utf8')) : '';
  if (plain !== '' && words(html) <= 3 * words(plain) + 20) return plain;
  const saysPlain = plain === '' || html.includes(plain.slice(0, 60));
  return saysPlain ? html : `${html}\n\n${plain}`;
}

const words = (text: string) => text.split(/\s+/).length;
