import { spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync, chownSync } from 'node:fs';
import { connect, createServer, type AddressInfo } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { ImapFlow } from 'imapflow';
import { eventually } from './processes.ts';

/** A real IMAP server (Debian's Dovecot) with empty mailboxes; every user has the same password. */
export interface Dovecot {
  readonly port: number;
  readonly password: string;
  /** Puts a mail into INBOX, as a mail server would. */
  deliver(user: string, raw: Uint8Array | string): Promise<void>;
  /** Flags of the mails in INBOX, in order of their UIDs. */
  flags(user: string): Promise<readonly (readonly string[])[]>;
  /** Makes INBOX anew: another UIDVALIDITY, other UIDs. */
  renew(user: string): Promise<void>;
  close(): Promise<void>;
}

const PROGRAM = '/usr/sbin/dovecot';
const PASSWORD = 'una-parola-segreta';

export async function openDovecot(): Promise<Dovecot> {
  await install();
  const folder = mkdtempSync(join(tmpdir(), 'sportello-dovecot-'));
  const port = await freePort();
  const owner = userInfo();
  const isRoot = owner.uid === 0;
  const mailUid = isRoot ? 65_534 : owner.uid;
  const mail = join(folder, 'mail');
  mkdirSync(mail);
  chmodSync(folder, 0o755);
  if (isRoot) chownSync(mail, mailUid, mailUid);
  const file = join(folder, 'dovecot.conf');
  writeFileSync(file, configuration({ folder, mail, port, uid: mailUid, user: isRoot ? null : owner.username }));
  const server = spawn(PROGRAM, ['-F', '-c', file], { stdio: 'ignore' });
  const ended = new Promise<void>((resolve) => server.once('exit', () => resolve()));
  await eventually('Dovecot listens', () => answers(port));
  const visit = <T>(user: string, run: (client: ImapFlow) => Promise<T>) => visited({ user, port }, run);
  return {
    port,
    password: PASSWORD,
    deliver: (user, raw) => visit(user, async (client) => void (await client.append('INBOX', Buffer.from(raw)))),
    flags: (user) => visit(user, flagsOf),
    renew: (user) => {
      // Who was just sent away may still write a last file.
      rmSync(join(mail, user), { recursive: true, force: true, maxRetries: 20 });
      return visit(user, async () => undefined);
    },
    async close() {
      server.kill('SIGTERM');
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** As root on Debian, the package is installed when it is missing; elsewhere whoever runs the tests is told. */
async function install(): Promise<void> {
  if (existsSync(PROGRAM)) return;
  const child = spawn(process.execPath, ['scripts/ensure-dovecot.mjs'], { stdio: ['ignore', 'inherit', 'inherit'] });
  const code = await new Promise((resolve) => child.once('exit', resolve));
  if (code !== 0) throw new Error('these tests need Dovecot: node scripts/ensure-dovecot.mjs says what to do');
}

interface Settings {
  readonly folder: string;
  readonly mail: string;
  readonly port: number;
  readonly uid: number;
  /** Null: root, which gives rights away as the package has it. */
  readonly user: string | null;
}

function configuration({ folder, mail, port, uid, user }: Settings): string {
  return `
base_dir = ${folder}/run
state_dir = ${folder}/state
log_path = ${folder}/log
protocols = imap
listen = 127.0.0.1
ssl = no
disable_plaintext_auth = no
auth_mechanisms = plain login
mail_location = maildir:${mail}/%u
first_valid_uid = 1
mail_fsync = never
${user === null ? '' : `default_internal_user = ${user}\ndefault_login_user = ${user}`}
service imap-login {
  chroot =
  inet_listener imap {
    port = ${port}
  }
  inet_listener imaps {
    port = 0
  }
}
service anvil {
  chroot =
}
passdb {
  driver = static
  args = password=${PASSWORD}
}
userdb {
  driver = static
  args = uid=${uid} gid=${uid} home=${mail}/%u
}
`;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    const end = (is: boolean) => {
      socket.destroy();
      resolve(is);
    };
    socket.once('data', () => end(true)).once('error', () => end(false));
  });
}

async function visited<T>(
  { user, port }: { readonly user: string; readonly port: number },
  run: (client: ImapFlow) => Promise<T>,
): Promise<T> {
  const auth = { user, pass: PASSWORD };
  const client = new ImapFlow({ host: '127.0.0.1', port, secure: false, doSTARTTLS: false, auth, logger: false });
  await client.connect();
  try {
    return await run(client);
  } finally {
    await client.logout();
  }
}

async function flagsOf(client: ImapFlow): Promise<readonly (readonly string[])[]> {
  await client.mailboxOpen('INBOX', { readOnly: true });
  const all = await client.fetchAll('1:*', { flags: true });
  return all.map(({ flags }) => [...(flags ?? [])].filter((flag) => flag !== '\\Recent'));
}
