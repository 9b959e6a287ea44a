import * as z from 'zod';
import { parseOrigin } from '../chat/site.ts';

/**
 * Which sites canned replies may link to (CR5): an address with host and, if it ends in one, a path under which everything
 * is meant. A list that coordinators keep, so that nobody's mistake or borrowed password sends contacts elsewhere.
 */
export const MAX_APPROVED_SITES = 200;

/** As it is kept: `https://www.example.org/soci/`. */
const siteSchema = z
  .string()
  .max(300)
  .refine((site) => parseSite(site) === site);

export const approvedLinksSchema = z.object({
  /** Grows with every change (RT5). */
  revision: z.number().int().nonnegative(),
  sites: z
    .array(siteSchema)
    .max(MAX_APPROVED_SITES)
    .refine((sites) => new Set(sites).size === sites.length),
});
export type ApprovedLinks = z.infer<typeof approvedLinksSchema>;

export const noApprovedLinks: ApprovedLinks = { revision: 0, sites: [] };

/** What was typed as it is kept; null where it is no address of a site. Without a scheme, `https` is meant. */
export function parseSite(typed: string): string | null {
  const address = webAddress(typed.trim());
  return address === null || address.hasMore ? null : `${address.origin}${address.path}`;
}

/** A program that shows mail makes a link of each of these, whatever the writer meant. */
const linkPattern =
  /\b[a-z][a-z0-9+.-]*:\/\/[^\s<>"«»{}|\\^`]*|(?<![@\w.-])(?:[a-z0-9-]+\.)+(?:it|org|com|net|eu|info|biz|io|app|me|ly|gl|link|site|online|page|dev|co|tv)(?![\w@-])(?:[/:?#][^\s<>"«»{}|\\^`]*)?/giu;

/** Every link in a text, as it is written there, each once; addresses of e-mail are none. */
export function linksIn(text: string): readonly string[] {
  // The name of a variable looks like one.
  const plain = text.replaceAll(/\{\{\s*[\w.]+/g, '{{');
  const written = [...plain.matchAll(linkPattern)].map(([link]) => link.replace(/[.,;:!?'’)\]]+$/u, ''));
  return [...new Set(written)];
}

/** Those in the text that lead to no approved site. */
export const refusedLinks = (text: string, sites: readonly string[]): readonly string[] =>
  linksIn(text).filter((link) => !isApproved(link, sites));

function isApproved(link: string, sites: readonly string[]): boolean {
  const address = webAddress(link);
  if (address === null) return false;
  return sites.some((text) => {
    const site = webAddress(text);
    if (site === null || site.origin !== address.origin) return false;
    const folder = site.path.endsWith('/') ? site.path : `${site.path}/`;
    return address.path === site.path || address.path.startsWith(folder);
  });
}

interface WebAddress {
  readonly origin: string;
  readonly path: string;
  /** A query or a fragment. */
  readonly hasMore: boolean;
}

/** Null for what is no plain address of the web: also with a name before the host, or a path that leads back. */
function webAddress(typed: string): WebAddress | null {
  const text = /^[a-z][a-z0-9+.-]*:\/\//i.test(typed) ? typed : `https://${typed}`;
  const [, start = '', path = '', more = ''] = /^(https?:\/\/[^/?#]+)([^?#]*)(.*)$/isu.exec(text) ?? [];
  const origin = parseOrigin(start);
  if (origin === null || !origin.includes('.') || /\s|\\|\/\.{1,2}(?:\/|$)|%2e|%2f|%5c/i.test(path)) return null;
  return { origin, path: path === '' ? '/' : path, hasMore: more !== '' };
}
