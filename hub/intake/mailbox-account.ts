/** A mailbox that the hub takes mail out of. */
export interface MailboxAccount {
  readonly host: string;
  readonly port: number;
  /** TLS from the first byte (`imaps://`); otherwise STARTTLS is demanded, except on this machine. */
  readonly secure: boolean;
  readonly user: string;
  readonly password: string;
  readonly folder: string;
  /** A mailbox of certified mail (IN8). */
  readonly isCertified: boolean;
}

/** The address of a mailbox, without its password: that is in no command line. */
export type MailboxAddress = Omit<MailboxAccount, 'password' | 'isCertified'>;

const DEFAULT_PORTS: Readonly<Record<string, number>> = { 'imap:': 143, 'imaps:': 993 };

/** Reads `imaps://USER@HOST[:PORT][/FOLDER]`; the `@` in the user is written as it is or as `%40`. Null when it is none. */
export function parseMailboxAddress(text: string): MailboxAddress | null {
  const at = text.lastIndexOf('@');
  const scheme = /^imaps?:\/\//.exec(text)?.[0];
  if (scheme === undefined || at <= scheme.length) return null;
  const user = text.slice(scheme.length, at);
  const url = `${scheme}${text.slice(at + 1)}`;
  if (user.includes(':') || !URL.canParse(url)) return null;
  const { protocol, hostname, port, pathname, search, hash } = new URL(url);
  if (hostname === '' || search !== '' || hash !== '') return null;
  const folder = decodeURIComponent(pathname.replace(/^\//, ''));
  return {
    host: hostname.replace(/^\[|\]$/g, ''),
    port: port === '' ? (DEFAULT_PORTS[protocol] ?? 993) : Number(port),
    secure: protocol === 'imaps:',
    user: decodeURIComponent(user),
    folder: folder === '' ? 'INBOX' : folder,
  };
}

/** Under which the hub remembers how far it has come; no secret. */
export const mailboxName = ({ user, host, port, folder }: MailboxAddress): string =>
  `${user}@${host}:${port}/${folder}`.slice(0, 400);
