/** Where a PostgreSQL database is and who asks for it. The password stays in here: nothing prints or logs it. */
export interface PostgresAddress {
  readonly host: string;
  readonly port: number;
  readonly database: string;
  /** Undefined: PGUSER, or the system's user. */
  readonly user: string | undefined;
  /** Undefined: PGPASSWORD or ~/.pgpass, where the server wants one. */
  readonly password: string | undefined;
  readonly tls: 'none' | 'unverified' | 'verified';
  /** Undefined: the one in which the server makes this user's tables. */
  readonly schema?: string;
}

const DEFAULT_PORT = 5_432;
const tlsBySslMode = { disable: 'none', require: 'unverified', 'verify-full': 'verified' } as const;

/** Reads `postgres://USER:PASSWORD@HOST:PORT/DATABASE?sslmode=…`, or null. `?host=/run/postgresql` names a local socket. */
export function parsePostgresUrl(text: string): PostgresAddress | null {
  const url = URL.parse(text);
  if (url === null || !['postgres:', 'postgresql:'].includes(url.protocol) || url.hash !== '') return null;
  const { searchParams: parameters } = url;
  if ([...parameters.keys()].some((name) => name !== 'sslmode' && name !== 'host')) return null;
  const host = parameters.get('host') ?? url.hostname.replace(/^\[(.*)\]$/, '$1');
  const [database, user, password] = [url.pathname.slice(1), url.username, url.password].map(decoded);
  const tls = tlsOf(parameters.get('sslmode'), host);
  if (host === '' || tls === null || !database || user === undefined || password === undefined) return null;
  const port = url.port === '' ? DEFAULT_PORT : Number(url.port);
  return { host, port, database, user: user || undefined, password: password || undefined, tls };
}

/** What `parsePostgresUrl` reads as the same address; holds the password. */
export function postgresUrl({ host, port, database, user, password, tls }: PostgresAddress): string {
  const login =
    user === undefined
      ? ''
      : `${encodeURIComponent(user)}${password === undefined ? '' : `:${encodeURIComponent(password)}`}@`;
  const [sslmode = ''] = Object.entries(tlsBySslMode).find(([, each]) => each === tls) ?? [];
  const query = new URLSearchParams({ sslmode, host });
  return `postgres://${login}localhost:${port}/${encodeURIComponent(database)}?${query.toString()}`;
}

/** For people: without the password. */
export const placeOf = ({ host, port, database }: PostgresAddress): string => `${host}:${port}/${database}`;

/** Confidential text leaves this machine only encrypted, and to the server that was meant, unless somebody says otherwise. */
function tlsOf(sslMode: string | null, host: string): PostgresAddress['tls'] | null {
  if (sslMode === null) return isLocal(host) ? 'none' : 'verified';
  return Object.entries(tlsBySslMode).find(([name]) => name === sslMode)?.[1] ?? null;
}

const isLocal = (host: string): boolean =>
  host.startsWith('/') || host === 'localhost' || host === '::1' || /^127\.\d+\.\d+\.\d+$/.test(host);

function decoded(part: string): string | undefined {
  try {
    return decodeURIComponent(part);
  } catch {
    return undefined;
  }
}
