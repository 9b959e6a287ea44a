import { answerableAddress, isInDomain } from './contact-of-mail.ts';

/** Everything in the association's domain comes to the hub; nothing else does: the hub is no relay. */
export function isOurs(recipient: string, domain: string): boolean {
  const address = answerableAddress(recipient) ?? recipient;
  return address.lastIndexOf('@') > 0 && isInDomain(address, domain);
}
