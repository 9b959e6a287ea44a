/**
 * Italian certified mail (PEC; rules of DPR 68/2005 and its technical annex): the sender's provider puts the mail, as
 * `postacert.eml`, into an envelope that it signs, and sends receipts about it. The headers say what a mail is.
 */
export type CertifiedKind =
  /** `busta di trasporto`: the mail was certified on its way. */
  | 'envelope'
  /** `busta di anomalia`: an ordinary mail that came to a certified mailbox; it is worth no more than an ordinary one. */
  | 'anomaly'
  /** Taken in, delivered, taken over, late: about a mail of somebody to whom nothing has to be said. */
  | 'receipt'
  /** A certified mail could not be delivered. */
  | 'failure';

const RECEIPTS: Readonly<Record<string, CertifiedKind>> = {
  accettazione: 'receipt',
  'presa-in-carico': 'receipt',
  'avvenuta-consegna': 'receipt',
  'preavviso-errore-consegna': 'receipt',
  'non-accettazione': 'failure',
  'errore-consegna': 'failure',
  'rilevazione-virus': 'failure',
};

/** Null: this mail says nothing of certified mail. */
export function certifiedKind(headers: ReadonlyMap<string, readonly string[]>): CertifiedKind | null {
  const valueOf = (name: string) => headers.get(name)?.[0]?.toLowerCase() ?? '';
  const receipt = RECEIPTS[valueOf('x-ricevuta')];
  if (receipt !== undefined) return receipt;
  const transport = valueOf('x-trasporto');
  if (transport === 'posta-certificata') return 'envelope';
  return transport === 'errore' ? 'anomaly' : null;
}

/** The part that holds the mail itself. */
export const isEnclosedMail = (header: string): boolean =>
  /^content-type:\s*message\/rfc822\b/im.test(header) && /\bname\s*=\s*"?postacert\.eml\b/i.test(header);
