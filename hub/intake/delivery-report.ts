import { isOwnMessageId, messageIdsIn } from './message-ids.ts';
import { first, type Mail } from './read-mail.ts';

/** What a delivery report (RFC 3464) says. `own`: the Message-ID of ours that it is about, if any. */
export type DeliveryReport =
  | { readonly kind: 'failed'; readonly own: string | null }
  /** Delayed, relayed, delivered: nothing is lost yet. */
  | { readonly kind: 'other'; readonly own: string | null };

/** Null: this mail is no delivery report. */
export function deliveryReport(mail: Mail, nullSender: boolean, domain: string): DeliveryReport | null {
  const contentType = first(mail.headers, 'content-type').toLowerCase();
  if (/^multipart\/report\b/.test(contentType) && /report-type\s*=\s*"?delivery-status/.test(contentType)) {
    return { kind: actionOf(mail) === 'failed' ? 'failed' : 'other', own: ownId(mail, domain) };
  }
  // Before RFC 3464 and still today some servers return the mail in plain text.
  const daemon = /^(mailer-daemon|postmaster)$/i.test(mail.from?.address.split('@')[0] ?? '');
  const own = nullSender && daemon ? ownId(mail, domain) : null;
  return own === null ? null : { kind: 'failed', own };
}

function actionOf(mail: Mail): string {
  const status = mail.parts.find((part) => part.declaredType === 'message/delivery-status');
  const action = /^action\s*:\s*([a-z]+)/im.exec(status ? Buffer.from(status.bytes).toString('latin1') : '');
  return action?.[1]?.toLowerCase() ?? 'failed';
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
