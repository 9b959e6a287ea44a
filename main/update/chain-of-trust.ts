import { X509Certificate } from 'node:crypto';
import { isIP } from 'node:net';

/** Longer ones are nobody's; a circle would never end. */
const LONGEST_CHAIN = 6;

export interface Presented {
  /** PEM, the server's own certificate first, then who issued it, as the server sent them. */
  readonly chain: readonly string[];
  readonly hostname: string;
  /** PEM of the authorities that the organisation trusts beside those of the system (policy `CaFile`). */
  readonly authorities: string;
  /** Unix ms. */
  readonly now: number;
}

/**
 * Whether a chain that the system does not know leads to one of the organisation's own authorities. All of it is looked at anew: whoever
 * refused the chain for its authority may not have looked at name and dates.
 */
export function leadsToOwnAuthority({ chain, hostname, authorities, now }: Presented): boolean {
  try {
    const certificates = chain.slice(0, LONGEST_CHAIN).map((pem) => new X509Certificate(pem));
    const [server] = certificates;
    if (server === undefined || !isFor(server, hostname) || !certificates.every((each) => isInForce(each, now)))
      return false;
    const anchors = authoritiesIn(authorities).filter((each) => each.ca && isInForce(each, now));
    const last = certificates.findIndex((each) => anchors.some((anchor) => isIssued(each, anchor)));
    if (last === -1) return false;
    return certificates.slice(0, last).every((each, at) => {
      const issuer = certificates[at + 1];
      return issuer?.ca === true && isIssued(each, issuer);
    });
  } catch {
    return false;
  }
}

const isFor = (certificate: X509Certificate, hostname: string): boolean =>
  (isIP(hostname) === 0 ? certificate.checkHost(hostname, { subject: 'never' }) : certificate.checkIP(hostname)) !==
  undefined;

const isInForce = (certificate: X509Certificate, now: number): boolean =>
  Date.parse(certificate.validFrom) <= now && now <= Date.parse(certificate.validTo);

const isIssued = (certificate: X509Certificate, by: X509Certificate): boolean =>
  certificate.checkIssued(by) && certificate.verify(by.publicKey);

const authoritiesIn = (pem: string): X509Certificate[] =>
  pem
    .split(/(?<=-----END CERTIFICATE-----)/)
    .filter((part) => part.includes('BEGIN CERTIFICATE'))
    .map((part) => new X509Certificate(part));
