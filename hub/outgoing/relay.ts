/** The association's mail server, to which everything is handed that leaves. */
export interface Relay {
  readonly host: string;
  readonly port: number;
  /** TLS from the first byte (`smtps://`); otherwise STARTTLS where the server offers it. */
  readonly secure: boolean;
  readonly auth: { readonly user: string; readonly pass: string } | null;
}

const DEFAULT_PORTS: Readonly<Record<string, number>> = { 'smtp:': 587, 'smtps:': 465 };

/** Reads `smtp://[user:pass@]host[:port]` or `smtps://…`; null when it is neither. */
export function parseRelay(url: string): Relay | null {
  if (!URL.canParse(url)) return null;
  const { protocol, hostname, port, username, password, pathname, search } = new URL(url);
  const defaultPort = DEFAULT_PORTS[protocol];
  if (defaultPort === undefined || hostname === '' || search !== '' || !['', '/'].includes(pathname)) return null;
  const auth = username === '' ? null : { user: decodeURIComponent(username), pass: decodeURIComponent(password) };
  const host = hostname.replace(/^\[|\]$/g, '');
  return { host, port: port === '' ? defaultPort : Number(port), secure: protocol === 'smtps:', auth };
}

export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || host.startsWith('127.');
}
