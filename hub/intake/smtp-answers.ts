import type { RefusalReason } from '../ports.ts';

/** An answer other than 250, for smtp-server. Enhanced codes (RFC 3463) are added by it. */
export class SmtpRefusal extends Error {
  readonly responseCode: number;
  constructor(responseCode: number, message: string) {
    super(message);
    this.name = 'SmtpRefusal';
    this.responseCode = responseCode;
  }
}

export const tryAgain = () => new SmtpRefusal(451, 'Momentaneamente non disponibile, riprovare / Try again later');
export const tooMany = () =>
  new SmtpRefusal(421, 'Troppe connessioni, riprovare / Too many connections, try again later');
export const unknownRecipient = () => new SmtpRefusal(550, 'Indirizzo sconosciuto / No such address here');
export const tooManyUnknown = () => new SmtpRefusal(421, 'Troppi indirizzi sconosciuti / Too many unknown addresses');

/**
 * What the sending server is told about a mail that was refused and recorded. With 5xx it tells the person who wrote.
 * A returned or looping mail is accepted: refusing it would make yet another mail.
 */
export function answerForRefused(reason: RefusalReason): SmtpRefusal | null {
  switch (reason) {
    case 'loop':
    case 'bounce-unknown':
    case 'receipt':
      return null;
    case 'too-large':
      return new SmtpRefusal(552, 'Messaggio troppo grande, al massimo 25 MB / Message too large, at most 25 MB');
    case 'empty':
      return new SmtpRefusal(554, 'Messaggio vuoto / Empty message');
    case 'no-sender':
      return new SmtpRefusal(554, 'Manca un mittente a cui rispondere / No sender to answer to');
    case 'unknown-recipient':
      return unknownRecipient();
    case 'unparseable':
    case 'parser-failed':
    case 'robot':
      return new SmtpRefusal(554, 'Messaggio illeggibile / Message cannot be read');
  }
}
