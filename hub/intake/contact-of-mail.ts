import type { Contact } from '../../shared/model/conversation.ts';
import { cleanLine } from './clean-text.ts';
import type { Mail, MailAddress } from './read-mail.ts';

const MAX_ADDRESS_LENGTH = 320;
/** An address that can be answered. RFC 5321 allows more (quoted local parts); nobody has such an address. */
const ADDRESS = /^[^\s@<>()[\]\\,;:"\u0000-\u001f\u007f]{1,64}@[^\s@<>()[\]\\,;:"\u0000-\u001f\u007f]{1,255}$/u;

/** The address in a form that can be compared and answered, or null. */
export function answerableAddress(address: string | null | undefined): string | null {
  const trimmed = (address ?? '').normalize('NFC').trim();
  if (trimmed.length > MAX_ADDRESS_LENGTH || !ADDRESS.test(trimmed)) return null;
  const at = trimmed.lastIndexOf('@');
  const domain = trimmed.slice(at + 1).toLowerCase();
  return domain.includes('.') && !domain.includes('..') ? `${trimmed.slice(0, at)}@${domain}` : null;
}

export function isInDomain(address: string, domain: string): boolean {
  return address.slice(address.lastIndexOf('@') + 1).toLowerCase() === domain.toLowerCase();
}

/**
 * Who wrote, and where an answer goes: Reply-To before From before Sender before the envelope. An address of our own is
 * skipped: an answer would come back to us. Null: nobody can be answered.
 */
export function contactOfMail(mail: Mail, mailFrom: string, domain: string): Contact | null {
  const envelope: MailAddress = { name: '', address: mailFrom };
  const candidates = [mail.replyTo, mail.from, mail.sender, envelope];
  const addresses = candidates.map((candidate) => answerableAddress(candidate?.address));
  const email = addresses.find((address) => address !== null && !isInDomain(address, domain)) ?? null;
  if (email === null) return null;
  const name = cleanLine(mail.from?.name || mail.replyTo?.name || mail.sender?.name || '', 200);
  return { name: name === '' ? email.slice(0, 200) : name, email, phone: null };
}
