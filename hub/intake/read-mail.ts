import { type AddressObject, type Attachment, type EmailAddress, simpleParser } from 'mailparser';
import { certifiedKind, isEnclosedMail, type CertifiedKind } from './certified-mail.ts';
import { messageIdsIn } from './message-ids.ts';
import { bodyStart, findRawPart, messageIn } from './raw-part.ts';

export interface MailAddress {
  readonly name: string;
  readonly address: string;
}

export interface MailPart {
  readonly name: string | null;
  /** The sender's word; what it is shows in the bytes. */
  readonly declaredType: string;
  readonly bytes: Uint8Array;
  /** By which the HTML names it, without angle brackets. */
  readonly contentId?: string | undefined;
}

/** A mail with its MIME undone and nothing judged yet. */
export interface Mail {
  readonly messageId: string | null;
  /** References and In-Reply-To, oldest first. */
  readonly references: readonly string[];
  readonly from: MailAddress | null;
  readonly sender: MailAddress | null;
  readonly replyTo: MailAddress | null;
  readonly subject: string;
  /** Values of a header, unfolded, in order; the name in lower case. */
  readonly headers: ReadonlyMap<string, readonly string[]>;
  readonly text: string;
  readonly html: string;
  readonly parts: readonly MailPart[];
  /** Everything after the header section, undecoded. */
  readonly body: Uint8Array;
  /** What it says of certified mail; of an envelope that was opened, the rest is the mail that was in it. */
  readonly certified: CertifiedKind | null;
}

/**
 * A mail, or the one in its envelope of certified mail. Throws when the message is beyond what the parser accepts (header
 * section, number of parts).
 */
export async function readMail(raw: Buffer): Promise<Mail> {
  const mail = await readOuterMail(raw);
  if (mail.certified !== 'envelope' && mail.certified !== 'anomaly') return mail;
  const enclosed = findRawPart(raw, isEnclosedMail);
  // An envelope without its mail is read as it is.
  if (enclosed === null) return { ...mail, certified: null };
  return { ...(await readOuterMail(messageIn(enclosed))), certified: mail.certified };
}

async function readOuterMail(raw: Buffer): Promise<Mail> {
  const parsed = await simpleParser(raw, {
    skipHtmlToText: true,
    skipTextToHtml: true,
    keepCidLinks: true,
    keepDeliveryStatus: true,
    checksumAlgo: false,
  });
  const headers = headerValues(parsed.headerLines ?? []);
  return {
    messageId: messageIdsIn(first(headers, 'message-id'))[0] ?? null,
    references: [...messageIdsIn(first(headers, 'references')), ...messageIdsIn(first(headers, 'in-reply-to'))],
    from: firstAddress(parsed.from),
    sender: firstAddress(parsed.headers?.get('sender') as AddressObject | undefined),
    replyTo: firstAddress(parsed.replyTo),
    subject: parsed.subject ?? '',
    headers,
    text: parsed.text ?? '',
    html: typeof parsed.html === 'string' ? parsed.html : '',
    parts: (parsed.attachments ?? []).map(partOf),
    body: raw.subarray(bodyStart(raw)),
    certified: certifiedKind(headers),
  };
}

/** The first value of a header, or an empty string. */
export function first(headers: Mail['headers'], name: string): string {
  return headers.get(name)?.[0] ?? '';
}

function headerValues(lines: readonly { key: string; line: string }[]): Map<string, string[]> {
  const values = new Map<string, string[]>();
  for (const { key, line } of lines) {
    const value = line
      .slice(line.indexOf(':') + 1)
      .replace(/\r?\n[ \t]*/g, ' ')
      .trim();
    const known = values.get(key);
    if (known) known.push(value);
    else values.set(key, [value]);
  }
  return values;
}

function firstAddress(header: AddressObject | undefined): MailAddress | null {
  const flat = (header?.value ?? []).flatMap((entry: EmailAddress) => entry.group ?? [entry]);
  const found = flat.find((entry) => entry.address !== undefined && entry.address !== '');
  return found?.address === undefined ? null : { name: found.name ?? '', address: found.address };
}

function partOf(attachment: Attachment): MailPart {
  return {
    name: attachment.filename ?? null,
    declaredType: attachment.contentType.toLowerCase(),
    bytes: attachment.content,
    contentId: attachment.cid?.slice(0, 998),
  };
}
