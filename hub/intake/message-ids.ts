/**
 * A mail of ours carries the Message-ID `<TOKEN.unique@domain>` and the reply address `name+TOKEN@domain`; TOKEN is the
 * conversation's secret. Whoever answers proves with it to have received one of our mails (IN3).
 */
const TOKEN = /^[A-Za-z0-9_-]{20,64}$/;
/** Of a long thread the newest are enough. */
export const MAX_REFERENCES = 50;
const OWN_ID = /^([A-Za-z0-9_-]{20,64})\.[0-9A-Za-z-]{1,64}@(.+)$/;

/** The token in a recipient such as `assistenza+TOKEN@domain`, or null. */
export function tokenInAddress(address: string): string | null {
  const at = address.lastIndexOf('@');
  const plus = address.indexOf('+');
  if (plus === -1 || at < plus) return null;
  const token = address.slice(plus + 1, at);
  return TOKEN.test(token) ? token : null;
}

/** The token in a Message-ID of ours (without angle brackets), or null. */
export function tokenInMessageId(messageId: string, domain: string): string | null {
  const match = OWN_ID.exec(messageId);
  return match !== null && match[2]?.toLowerCase() === domain.toLowerCase() ? (match[1] ?? null) : null;
}

export function isOwnMessageId(messageId: string, domain: string): boolean {
  return tokenInMessageId(messageId, domain) !== null;
}

/** The ids in a Message-ID, In-Reply-To or References header, in order, without angle brackets. */
export function messageIdsIn(header: string): readonly string[] {
  const bracketed = [...header.matchAll(/<([^<>\s]{1,998})>/g)].map((match) => match[1] ?? '');
  if (bracketed.length > 0) return bracketed;
  const bare = header.trim();
  return /^[^<>\s]{1,998}$/.test(bare) ? [bare] : [];
}
