import { join } from 'node:path';
import { destination } from 'pino';
import { createHub, type Hub } from '../hub.ts';
import { createSmtpDoor } from '../intake/smtp-door.ts';
import { createLog, type Log } from '../log.ts';
import { parseRelay, type Relay } from '../outgoing/relay.ts';
import { createSender, type MailSender } from '../outgoing/sender.ts';
import { registerPortal } from '../public/portal.ts';
import { ensureSeeded } from '../seed.ts';
import { parseOptions, portOption, textOption, UsageError } from './arguments.ts';
import { DEFAULT_DATA, lockData, openData } from './data-folder.ts';
import { createSystemIds, systemClock, systemRandom, systemTimers } from './effects.ts';

export const serveHelp = `[--data DIR] [--http-port N] [--smtp-port N] [--host HOST] [--demo]
    [--relay smtp://HOST:PORT] [--mail-domain DOMAIN] [--association NAME]
  Serves until SIGTERM or Ctrl+C. Prints "listening http=PORT smtp=PORT" when it is ready.
  Serve fino a SIGTERM o Ctrl+C.

  --data DIR          folder for database and logs (default ./hub-data)
  --http-port N       devices and portal (default 8080; 0: a free one)
  --smtp-port N       incoming mail (default 2525; 0: a free one)
  --host HOST         address to listen on (default 127.0.0.1)
  --demo              fills an empty hub with a demonstration association
  --relay URL         mail server that outgoing mail goes through, as smtp://HOST:PORT;
                      without it mail stays queued
  --mail-domain NAME  domain of the association's mail addresses (default example.org)
  --association NAME  name shown to contacts and volunteers; kept for later starts`;

/** A hub that could not end what it was doing is ended all the same (LI3). */
const STOP_WITHIN_MS = 4_500;

interface ServeOptions {
  readonly data: string;
  readonly httpPort: number;
  readonly smtpPort: number;
  readonly host: string;
  readonly isDemo: boolean;
  readonly relay: Relay | null;
  readonly mailDomain: string;
  readonly association: string | null;
}

export async function serve(args: readonly string[]): Promise<void> {
  const options = readOptions(args);
  const unlock = lockData(options.data);
  const log = createLog(destination({ dest: join(options.data, 'logs', 'hub.log'), mkdir: true, sync: true }));
  process.on('uncaughtException', (error) => {
    log.defect('process', error);
    process.exit(1);
  });
  log.info('started');
  const starting = start(options, log);
  onSignal(async (signal) => {
    log.info('stopping', { signal });
    const stop = await starting;
    await stop();
    unlock();
    log.info('stopped');
  });
  await starting;
}

async function start(options: ServeOptions, log: Log): Promise<() => Promise<void>> {
  const ids = createSystemIds(systemClock);
  const storage = await openData(options.data, systemTimers);
  const meta = await storage.write((tx) => ensureSeeded(tx, ids, options.association));
  const { mailDomain } = options;
  const hub = createHub({ storage, meta, clock: systemClock, timers: systemTimers, ids, log, mailDomain });
  await registerPortal(hub.app, { ...hub, clock: systemClock, ids, association: meta.association, mailDomain });
  const httpPort = await listening(hub.listen(options.httpPort, options.host), 'http-port');
  const smtp = createSmtpDoor({ intake: hub.intake, timers: systemTimers, domain: mailDomain });
  const smtpPort = await listening(smtp.listen(options.smtpPort, options.host), 'smtp-port');
  const sender = createMailSender(hub, { options, association: meta.association, log });
  await sender.start();
  log.info('listening', { httpPort, smtpPort });
  console.log(`listening http=${httpPort} smtp=${smtpPort}`);
  return async () => {
    await Promise.all([smtp.close(), sender.stop(), hub.close()]);
    await storage.close();
  };
}

function createMailSender(hub: Hub, around: { options: ServeOptions; association: string; log: Log }): MailSender {
  const { options, association, log } = around;
  return createSender({
    queue: hub.outgoingQueue,
    relay: options.relay,
    sender: { association, localPart: 'segreteria', domain: options.mailDomain },
    clock: systemClock,
    timers: systemTimers,
    random: systemRandom,
    log,
  });
}

async function listening(port: Promise<number>, option: string): Promise<number> {
  try {
    return await port;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : '';
    if (code === 'EADDRINUSE') throw new UsageError(`--${option}: the port is in use`);
    if (code === 'EACCES') throw new UsageError(`--${option}: the port needs more rights`);
    if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND')
      throw new UsageError('--host: not an address of this machine');
    throw error;
  }
}

function onSignal(stop: (signal: 'SIGTERM' | 'SIGINT') => Promise<void>): void {
  let isStopping = false;
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => {
      if (isStopping) return;
      isStopping = true;
      setTimeout(() => process.exit(1), STOP_WITHIN_MS).unref();
      stop(signal).then(
        () => process.exit(0),
        () => process.exit(1),
      );
    });
  }
}

function readOptions(args: readonly string[]): ServeOptions {
  const values = parseOptions(args, {
    data: { type: 'string' },
    'http-port': { type: 'string' },
    'smtp-port': { type: 'string' },
    host: { type: 'string' },
    demo: { type: 'boolean' },
    relay: { type: 'string' },
    'mail-domain': { type: 'string' },
    association: { type: 'string' },
  });
  const association = values['association'];
  return {
    data: textOption(values['data'] ?? DEFAULT_DATA, 'data', 4_096),
    httpPort: portOption(values['http-port'], 'http-port', 8_080),
    smtpPort: portOption(values['smtp-port'], 'smtp-port', 2_525),
    host: textOption(values['host'] ?? '127.0.0.1', 'host', 253),
    isDemo: values['demo'] === true,
    relay: relayOption(values['relay']),
    mailDomain: domainOption(values['mail-domain'] ?? 'example.org'),
    association: association === undefined ? null : textOption(association, 'association', 120),
  };
}

function relayOption(value: unknown): Relay | null {
  if (value === undefined) return null;
  const relay = typeof value === 'string' ? parseRelay(value) : null;
  if (relay === null) throw new UsageError('--relay takes smtp://HOST:PORT');
  return relay;
}

function domainOption(value: unknown): string {
  const domain = textOption(value, 'mail-domain', 253).toLowerCase();
  if (!/^(?!-)[a-z0-9-]+(\.[a-z0-9-]+)*$/.test(domain)) throw new UsageError('--mail-domain takes a domain name');
  return domain;
}
