import type { BounceReason } from '../../shared/model/reach.ts';
import { isOwnMessageId, messageIdsIn } from './message-ids.ts';
import { first, type Mail } from './read-mail.ts';

/** What a delivery report (RFC 3464) says. `own`: the Message-ID of ours that it is about, if any. */
export type DeliveryReport =
  | { readonly kind: 'failed'; readonly own: string | null; readonly why: BounceReason }
  /** Delayed, relayed, delivered: nothing is lost yet. */
  | { readonly kind: 'other'; readonly own: string | null };

/** Null: this mail is no delivery report. */
export function deliveryReport(mail: Mail, nullSender: boolean, domain: string): DeliveryReport | null {
  const contentType = first(mail.headers, 'content-type').toLowerCase();
  if (/^multipart\/report\b/.test(contentType) && /report-type\s*=\s*"?delivery-status/.test(contentType)) {
    const own = ownId(mail, domain);
    return actionOf(mail) === 'failed' ? { kind: 'failed', own, why: whyOf(statusOf(mail)) } : { kind: 'other', own };
  }
  // Before RFC 3464 and still today some servers return the mail in plain text.
  const daemon = /^(mailer-daemon|postmaster)$/i.test(mail.from?.address.split('@')[0] ?? '');
  const own = nullSender && daemon ? ownId(mail, domain) : null;
  return own === null ? null : { kind: 'failed', own, why: 'not-delivered' };
}

const actionOf = (mail: Mail): string =>
  /^action\s*:\s*([a-z]+)/im.exec(reportOf(mail))?.[1]?.toLowerCase() ?? 'failed';

/** `5.1.1` and the like (RFC 3463). */
const statusOf = (mail: Mail): string => /^status\s*:\s*(\d\.\d{1,3}\.\d{1,3})/im.exec(reportOf(mail))?.[1] ?? '';

function reportOf(mail: Mail): string {
  const status = mail.parts.find((part) => part.declaredType === 'message/delivery-status');
  return status ? Buffer.from(status.bytes).toString('latin1') : '';
}

function whyOf(status: string): BounceReason {
  const [, subject, detail] = status.split('.');
  if (subject === '1') return 'unknown-address';
  if (subject === '2') return detail === '2' ? 'mailbox-full' : 'refused';
  return subject === '7' ? 'refused' : 'not-delivered';
}

/** The original's Message-ID stands in the returned message or its headers; some servers only quote it in the text. */
function ownId(mail: Mail, domain: string): string | null {
  const returned = mail.parts
    .filter((part) => /^(message\/|text\/rfc822-headers)/.test(part.declaredType))
    .map((part) => Buffer.from(part.bytes).toString('latin1'));
  for (const text of [
    ...returned,
    mail.text,
    Buffer.from(mail.body).toString('latin1'),
    mail.references.map((id) => `<${id}>`).join(),
  ]) {
    const ids = [...text.matchAll(/message-id\s*:\s*(<[^<>\s]+>)/gi)].flatMap((match) => messageIdsIn(match[1] ?? ''));
    const own = [...ids, ...messageIdsIn(text)].find((id) => isOwnMessageId(id, domain));
    if (own !== undefined) return own;
  }
  return null;
}
