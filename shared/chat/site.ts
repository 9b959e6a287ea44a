import * as z from 'zod';

const MAX_ORIGIN = 300;

/** Web sites whose pages may have the bubble, as coordinators see them (CH19). */
export const chatSiteSchema = z.object({
  /** In the data: these are added and removed. */
  origins: z.array(z.string().max(MAX_ORIGIN)),
  /** Given to the hub at its start: only who runs it takes these away. */
  fixed: z.array(z.string().max(MAX_ORIGIN)),
  /** Where contacts reach the hub; null where it was not told. */
  publicUrl: z.string().max(500).nullable(),
});
export type ChatSite = z.infer<typeof chatSiteSchema>;

export const chatOriginChangeSchema = z.object({ origin: z.string().min(1).max(MAX_ORIGIN), isAllowed: z.boolean() });
export type ChatOriginChange = z.infer<typeof chatOriginChangeSchema>;

/** Scheme, host and port; a host beyond ASCII as browsers name it (xn--…). */
const ORIGIN =
  /^(https?):\/\/((?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)*[a-z0-9](?:[a-z0-9-]*[a-z0-9])?|\[[0-9a-f:]+\])(?::(\d{1,5}))?\/?$/;
const defaultPorts: Readonly<Record<string, number>> = { http: 80, https: 443 };
const MAX_PORT = 65_535;

/** The origin of an address as browsers spell it, or null where there is more, or less, than that. */
export function parseOrigin(text: string): string | null {
  const [, scheme = '', host = '', digits] = ORIGIN.exec(text.trim().toLowerCase()) ?? [];
  const port = digits === undefined ? defaultPorts[scheme] : Number(digits);
  if (host === '' || port === undefined || port > MAX_PORT) return null;
  return `${scheme}://${host}${port === defaultPorts[scheme] ? '' : `:${port}`}`;
}

/** The line for the pages of a web site; a group that is chosen at first where one is named. */
export const snippetOf = (publicUrl: string, groupId: string | null): string =>
  `<script src="${publicUrl.replace(/\/$/, '')}/chat.js"${groupId === null ? '' : ` data-group="${groupId}"`} async></script>`;
