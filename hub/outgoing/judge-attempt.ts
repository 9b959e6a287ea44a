/** How an attempt to hand a mail over ended. */
export type AttemptEnd = 'sent' | 'retry' | 'failed' | 'uncertain';

/** What is known of an attempt that did not end with the server's 250. */
export interface Failed {
  /** The first byte of the message had been given to the connection. */
  readonly dataBegun: boolean;
  /** The server's reply code, if one came. */
  readonly responseCode: number | undefined;
  /** `code` of nodemailer's error. */
  readonly errorCode: string | undefined;
  /** The command that was answered. */
  readonly command: string | undefined;
}

/** Replies that blame our account at the relay, not the mail (RFC 4954): mended by a person, then the mail leaves. */
const ACCOUNT_REPLIES = new Set([530, 534, 535, 538]);
const ABOUT_THE_MAIL = new Set(['MAIL FROM', 'RCPT TO', 'DATA']);

/**
 * Before the message began nothing can have arrived: again, unless the server refused this very mail for good. After it began
 * only a reply tells; without one the mail may have arrived, and sending it again could double it (OU2).
 */
export function judgeFailed({ dataBegun, responseCode, errorCode, command }: Failed): Exclude<AttemptEnd, 'sent'> {
  if (responseCode !== undefined && responseCode >= 500) {
    const blamesMail = ABOUT_THE_MAIL.has(command ?? '') && !ACCOUNT_REPLIES.has(responseCode);
    if (blamesMail) return 'failed';
  }
  if (dataBegun) return responseCode !== undefined && responseCode >= 400 ? 'retry' : 'uncertain';
  // Without a reply: larger than the relay takes (SIZE), or an address that no server can be told.
  const isHopeless = responseCode === undefined && (errorCode === 'EMESSAGE' || errorCode === 'EENVELOPE');
  return isHopeless ? 'failed' : 'retry';
}
