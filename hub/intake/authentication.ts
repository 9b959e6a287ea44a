import type { Mail } from './read-mail.ts';

/**
 * Whether the server that took the mail in for us has proved that it comes from the domain in From (RFC 8601). Only the
 * topmost Authentication-Results counts, and only when it bears the name of the server that the operator trusts: anybody can
 * write such a header, but not above the one that our own server adds.
 */
export function isAuthenticated(mail: Pick<Mail, 'headers' | 'from'>, trustedServer: string | null): boolean {
  const topmost = mail.headers.get('authentication-results')?.[0];
  const domain = domainOf(mail.from?.address ?? '');
  if (trustedServer === null || topmost === undefined || domain === '') return false;
  const [server, ...results] = withoutComments(topmost).split(';');
  // A version may follow the name.
  if (server?.trim().split(/\s+/)[0]?.toLowerCase() !== trustedServer.toLowerCase()) return false;
  return results.some((result) => proves(result.trim().toLowerCase(), domain));
}

/** DMARC joins the other two with From; without it, what DKIM or SPF proved has to be the domain in From. */
function proves(result: string, domain: string): boolean {
  const [, method, outcome] = /^([a-z]+)\s*=\s*([a-z]+)/.exec(result) ?? [];
  if (outcome !== 'pass') return false;
  switch (method) {
    case 'dmarc':
      return [domain, undefined].includes(property(result, 'header.from'));
    case 'dkim':
      return covers(property(result, 'header.d') ?? domainOf(property(result, 'header.i') ?? ''), domain);
    case 'spf':
      return covers(domainOf(property(result, 'smtp.mailfrom') ?? ''), domain);
    default:
      return false;
  }
}

/** A signature of `example.org` speaks for `posta.example.org` too, but not the other way round, and no bare `org` does. */
const covers = (proved: string, domain: string): boolean =>
  proved === domain || (proved.includes('.') && domain.endsWith(`.${proved}`));

const property = (result: string, name: string): string | undefined =>
  new RegExp(`\\b${name.replace('.', '\\.')}\\s*=\\s*"?([^\\s;"]+)`).exec(result)?.[1]?.replace(/\.$/, '');

const domainOf = (address: string): string => address.slice(address.lastIndexOf('@') + 1).toLowerCase();

function withoutComments(value: string): string {
  let plain = '';
  let depth = 0;
  for (const char of value.slice(0, 4_000)) {
    if (char === '(') depth += 1;
    else if (char === ')') depth = Math.max(0, depth - 1);
    else if (depth === 0) plain += char;
  }
  return plain;
}
