import { accessSync, constants, existsSync } from 'node:fs';
import { createServer } from 'node:net';
import { dirname } from 'node:path';
import { mailboxName } from '../intake/mailbox-account.ts';
import { UsageError } from './arguments.ts';
import { checkCopies, checkDatabase } from './place.ts';
import { readOptions, type ServeOptions } from './serve.ts';

export const checkConfigHelp = `check-config [--config FILE] [options of serve]
  Says what serve would be started with, and whether it could: folder, ports and database are tried, nothing is changed.
  Ends with 0 when all is well. A hub that is serving holds its ports: they are named then.
  Dice con quali impostazioni partirebbe il centro, e se potrebbe partire.`;

interface Finding {
  readonly what: string;
  readonly ok: boolean;
  readonly why?: string;
}

export async function checkConfig(args: readonly string[]): Promise<void> {
  const options = readOptions(args);
  console.log(JSON.stringify(shown(options), null, 2));
  const findings = [
    writableFinding(`data: ${options.place.folder}`, options.place.folder),
    ...(await Promise.all([
      databaseFinding(options),
      ...(options.backups === null ? [] : [backupsFinding(options, options.backups.folder)]),
      portFinding('http-port', options.httpPort, options.host),
      portFinding('smtp-port', options.smtpPort, options.host),
      ...(options.adminPort === null ? [] : [portFinding('admin-port', options.adminPort, '127.0.0.1')]),
    ])),
  ];
  for (const { what, ok, why } of findings) console.log(ok ? `ok      ${what}` : `FAILED  ${what}: ${why ?? ''}`);
  if (findings.some(({ ok }) => !ok)) process.exitCode = 1;
}

/** As read, without passwords. */
function shown({ place, relay, mailboxes, ...rest }: ServeOptions): object {
  return {
    data: place.folder,
    database: place.database === null ? 'sqlite' : `postgres://${place.database.host}/${place.database.database}`,
    relay: relay === null ? null : `smtp://${relay.host}:${String(relay.port)}`,
    mailboxes: mailboxes.map(mailboxName),
    ...rest,
  };
}

function writableFinding(what: string, folder: string): Finding {
  let at = folder;
  while (!existsSync(at) && dirname(at) !== at) at = dirname(at);
  try {
    accessSync(at, constants.W_OK | constants.X_OK);
    return { what, ok: true };
  } catch {
    return { what, ok: false, why: `${at} cannot be written to` };
  }
}

const databaseFinding = ({ place }: ServeOptions): Promise<Finding> =>
  finding(`database: ${place.database === null ? 'a file in the data folder' : 'PostgreSQL'}`, () =>
    checkDatabase(place),
  );

/** The folder, and that copies can be tried. */
async function backupsFinding({ place }: ServeOptions, folder: string): Promise<Finding> {
  const what = `backup-dir: ${folder}`;
  const writable = writableFinding(what, folder);
  return writable.ok ? finding(what, () => checkCopies(place)) : writable;
}

async function finding(what: string, check: () => Promise<void>): Promise<Finding> {
  try {
    await check();
    return { what, ok: true };
  } catch (error) {
    if (error instanceof UsageError) return { what, ok: false, why: error.message };
    throw error;
  }
}

function portFinding(option: string, port: number, host: string): Promise<Finding> {
  const what = `${option}: ${host}:${String(port)}`;
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) =>
      resolve({ what, ok: false, why: reasons[error.code ?? ''] ?? error.code ?? 'unknown' }),
    );
    server.listen(port, host, () => server.close(() => resolve({ what, ok: true })));
  });
}

const reasons: Readonly<Record<string, string>> = {
  EADDRINUSE: 'in use',
  EACCES: 'needs more rights',
  EADDRNOTAVAIL: 'not an address of this machine',
};
