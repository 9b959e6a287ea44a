import { isIP } from 'node:net';
import type { FastifyInstance } from 'fastify';
import type { Clock } from '../../shared/effects.ts';
import type { Association } from '../../shared/guard/context.ts';
import { TEXT_EXPIRES_AFTER_MS } from '../../shared/protocol/limits.ts';
import { createAdmin, type AdminDeps } from '../admin.ts';
import { DEMO_ASSOCIATION, DEMO_DOMAIN, runDemo } from '../demo/run-demo.ts';
import { setIdentifiers } from '../guard/set-identifiers.ts';
import { warmUpGuard } from '../guard/warm-up.ts';
import { createHub, type Hub } from '../hub.ts';
import { createAudioConverter } from '../intake/convert-audio.ts';
import { withPlayableCopies } from '../intake/playable.ts';
import { createMailbox, type Mailbox } from '../intake/mailbox.ts';
import { tidyWith } from '../intake/room.ts';
import { createParserPool } from '../intake/parser-pool.ts';
import { createSmtpDoor, type SmtpDoor } from '../intake/smtp-door.ts';
import type { MailboxMarks } from '../intake/take-mails.ts';
import { createLog, type Log } from '../log.ts';
import { parseRelay, type Relay } from '../outgoing/relay.ts';
import { createSender, type MailSender } from '../outgoing/sender.ts';
import type { Intake } from '../ports.ts';
import { registerChatRoutes } from '../public/chat-routes.ts';
import { registerPublicPages } from '../public/register.ts';
import { registerVoicemailDoor } from '../public/voicemail-door.ts';
import type { Storage } from '../storage/storage.ts';
import { ensureSeeded } from '../seed.ts';
import {
  parseOptions,
  portOption,
  programOption,
  publicUrlOption,
  secondsOption,
  textOption,
  UsageError,
} from './arguments.ts';
import { originOption } from './chat.ts';
import { chatScript } from './chat-script.ts';
import { createGarbageCollector } from './collect-garbage.ts';
import {
  backupOptions,
  backupOptionsHelp,
  readBackupOptions,
  startBackups,
  type BackupOptions,
} from './backup-options.ts';
import { lockData } from './data-folder.ts';
import { readAssociation } from './guard/read-association.ts';
import { openDemoWorld } from './demo.ts';
import { createSystemIds, systemClock, systemRandom, systemTimers } from './effects.ts';
import { hubVersion } from './version.ts';
import { openLogFile } from './log-file.ts';
import { mailHelp, mailOptions, readMailOptions, type MailOptions } from './mail-options.ts';
import { databaseHelp, openPlace, placeOf, placeOptions, type Place } from './place.ts';

export const serveHelp = `[--data DIR] [--database URL] [--http-port N] [--smtp-port N] [--host HOST] [--demo]
    [--relay smtp://HOST:PORT] [--mail-domain DOMAIN] [--association NAME] [--text-expires HOURS]
    [--backup-dir DIR] [--backup-every HOURS] [--backup-keep N]
    [--trusted-proxy ADDRESS[,ADDRESS…]] [--admin-port N] [--config FILE] [--chat-lease SECONDS] [--chat-origin URL[,URL…]] [--public-url URL]
    [--trusted-mail-server NAME] [--ffmpeg PATH]
    [--imap URL] [--imap-pec URL] [--identifiers FILE]
  Serves until SIGTERM or Ctrl+C. Prints "listening http=PORT smtp=PORT" when it is ready.
  Serve fino a SIGTERM o Ctrl+C.

  --data DIR          folder for database and logs, of one hub (default ./hub-data)
  ${databaseHelp}
  --http-port N       devices and portal (default 8080; 0: a free one)
  --smtp-port N       incoming mail (default 2525; 0: a free one)
  --host HOST         address to listen on (default 127.0.0.1)
  --demo              fills an empty hub with a demonstration association, and keeps the mail that
                      leaves in DIR/outside unless there is a relay
  --relay URL         mail server that outgoing mail goes through, as smtp://HOST:PORT;
                      without it mail stays queued
  --admin-port N      /healthz, /readyz and /metrics (Prometheus), on this machine only (default: none)
  ${backupOptionsHelp}
  --trusted-proxy ADDRESS[,ADDRESS…]
                      reverse proxies before the hub: whom they name in X-Forwarded-For is who asks (default none);
                      without it all who come through one share its limits
  --config FILE       options as a flat JSON object, for every command; the command line beats the environment
                      (SPORTELLO_HUB_HTTP_PORT, ...), which beats the file
  --mail-domain NAME  domain of the association's mail addresses (default example.org;
                      dbo.example in the demonstration)
  --association NAME  name shown to contacts and volunteers; kept for later starts
  --identifiers FILE  the association's own numbers and addresses, which the privacy guard never marks, as JSON:
                      {"phones": [], "emails": [], "addresses": [], "tax_codes": [], "ibans": []};
                      kept for later starts, and told to the PCs
  --text-expires HOURS
                      for how long a PC without contact keeps text that nobody has claimed (default 48; 1 to 720)
  --chat-lease SECONDS
                      seconds after which a chat waits again when the volunteer's PC cannot be reached
                      (default 90; from 5 to 3600)
  --chat-origin URL   web sites whose pages may have the bubble of the chat, separated by commas, besides those
                      that chat origins add allowed
  --public-url URL    address at which contacts reach the hub's pages, as https://NAME (default http://HOST:PORT);
                      links to them are made of it
  ${mailHelp}
  --ffmpeg PATH       program that makes recordings playable which volunteers' PCs can't play (GSM, AMR);
                      without it they are kept, and shown as not playable`;

const HOUR_MS = 60 * 60_000;
/** A hub that could not end what it was doing is ended all the same (LI3). */
const STOP_WITHIN_MS = 4_500;

export interface ServeOptions extends MailOptions, BackupOptions {
  readonly place: Place;
  readonly httpPort: number;
  readonly smtpPort: number;
  readonly trustedProxies: readonly string[];
  /** Null: nobody asks. */
  readonly adminPort: number | null;
  readonly host: string;
  readonly isDemo: boolean;
  readonly relay: Relay | null;
  readonly mailDomain: string;
  readonly association: string | null;
  /** Null: as they were. */
  readonly identifiers: Association | null;
  readonly textExpiresAfterMs: number;
  readonly chatLeaseMs: number;
  /** Null: recordings stay as they came. */
  readonly ffmpeg: string | null;
  readonly chatOrigins: readonly string[];
  /** Null: the address at which it listens. */
  readonly publicUrl: string | null;
}

export async function serve(args: readonly string[]): Promise<void> {
  const options = readOptions(args);
  const unlock = lockData(options.place.folder);
  const log = createLog(openLogFile(options.place.folder, systemClock));
  process.on('uncaughtException', (error) => {
    log.defect('process', error);
    process.exit(1);
  });
  log.info('started');
  const starting = start(options, log);
  let isStopping = false;
  onSignal(async (signal) => {
    log.info('stopping', { signal });
    isStopping = true;
    const { stop } = await starting;
    await stop();
    unlock();
    log.info('stopped');
  });
  const { playDemo } = await starting;
  try {
    await playDemo();
  } catch (error) {
    // Stopped in the middle of the demonstration: its doors closed before it.
    if (!isStopping) throw error;
  }
}

interface Serving {
  stop(): Promise<void>;
  playDemo(): Promise<void>;
}

async function start(options: ServeOptions, log: Log): Promise<Serving> {
  const ids = createSystemIds(systemClock);
  const { mailDomain, textExpiresAfterMs, chatLeaseMs, chatOrigins, trustedProxies } = options;
  const storage = await openPlace(options.place, systemTimers);
  const meta = await storage.write((tx) => ensureSeeded(tx, ids, options.association));
  const { identifiers } = options;
  if (identifiers !== null) await storage.write((tx) => setIdentifiers(tx, identifiers, systemClock.now()));
  const demo = options.isDemo ? await openDemoWorld(options.place.folder, options.relay, systemClock) : null;
  const clock = demo?.clock ?? systemClock;
  const limits = { textExpiresAfterMs, chatLeaseMs, chatOrigins, trustedProxies };
  let publicUrl = options.publicUrl;
  const around = { log, mailDomain, ...limits, publicUrl: () => publicUrl };
  const hub = createHub({ storage, meta, clock, timers: systemTimers, ids, ...around });
  const { ffmpeg } = options;
  const intake = ffmpeg === null ? hub.intake : withPlayableCopies(hub.intake, createAudioConverter({ ffmpeg }));
  const { association } = meta;
  const { appointments } = hub;
  await registerPublicPages(hub.app, { storage, intake, appointments, clock, ids, log, association, mailDomain });
  await registerVoicemailDoor(hub.app, { storage, intake, clock });
  await registerChatRoutes(hub.app, { ...hub, script: chatScript });
  const httpPort = await listening(hub.listen(options.httpPort, options.host), 'http-port');
  publicUrl ??= `http://${options.host}:${httpPort}`;
  const { smtp, mailboxes } = createMailDoors(options, { intake, storage, log });
  const smtpPort = await listening(smtp.listen(options.smtpPort, options.host), 'smtp-port');
  const relay = demo?.relay ?? options.relay;
  const sender = createMailSender(hub, { options: { ...options, relay }, association: meta.association, clock, log });
  await sender.start();
  let isStopping = false;
  const backups = await startBackups(options, {
    place: options.place,
    clock: systemClock,
    timers: systemTimers,
    log,
  });
  const ofHub = { storage, clock, connections: hub.connections, isStopping: () => isStopping, backups };
  const admin = await startAdmin(options, ofHub);
  for (const mailbox of mailboxes) mailbox.start();
  warmUpGuard(systemTimers);
  log.info('listening', { httpPort, smtpPort });
  console.log(`listening http=${httpPort} smtp=${smtpPort}`);
  return {
    stop: async () => {
      isStopping = true;
      await Promise.all(mailboxes.map((mailbox) => mailbox.stop()));
      await Promise.all([backups?.stop(), admin?.close(), smtp.close(), sender.stop(), hub.close()]);
      await demo?.outside?.close();
      await storage.close();
    },
    playDemo: async () => {
      if (demo === null) return;
      const { host } = options;
      await runDemo({ ...demo, storage, timers: systemTimers, ids, host, smtpPort, httpPort, domain: mailDomain });
      console.log('demo ready');
    },
  };
}

/** The hub's own door for mail, and the mailboxes that it looks into; not open yet. */
function createMailDoors(
  options: ServeOptions,
  { intake, storage, log }: { readonly intake: Intake; readonly storage: Storage; readonly log: Log },
): { readonly smtp: SmtpDoor; readonly mailboxes: readonly Mailbox[] } {
  const { mailDomain: domain, trustedServer } = options;
  const collectGarbage = createGarbageCollector();
  const parser = createParserPool({ timers: systemTimers, tidy: tidyWith(() => collectGarbage('minor')) });
  const ways = {
    intake,
    timers: systemTimers,
    domain,
    trustedServer,
    parser,
    collectGarbage,
  };
  const marks: MailboxMarks = {
    read: (mailbox) => storage.read((tx) => tx.mailboxMark(mailbox)),
    remember: (mailbox, mark) => storage.write((tx) => tx.setMailboxMark(mailbox, mark)),
  };
  const mailboxes = options.mailboxes.map((account) =>
    createMailbox({ ...ways, account, marks, random: systemRandom, log }),
  );
  return { smtp: createSmtpDoor(ways), mailboxes };
}

/** After the other doors: when it answers that it is ready, it is. */
async function startAdmin(
  { adminPort }: ServeOptions,
  ofHub: Omit<AdminDeps, 'version'>,
): Promise<FastifyInstance | null> {
  if (adminPort === null) return null;
  const admin = createAdmin({ ...ofHub, version: hubVersion() });
  const port = await listening(
    admin.listen({ port: adminPort, host: '127.0.0.1' }).then((address) => Number(new URL(address).port)),
    'admin-port',
  );
  console.log(`admin=${String(port)}`);
  return admin;
}

function createMailSender(
  hub: Hub,
  around: { options: ServeOptions; association: string; clock: Clock; log: Log },
): MailSender {
  const { options, association, clock, log } = around;
  return createSender({
    queue: hub.outgoingQueue,
    relay: options.relay,
    sender: { association, localPart: 'assistenza', domain: options.mailDomain },
    clock,
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

/** What `check-config` reads as well. */
export function readOptions(args: readonly string[]): ServeOptions {
  const values = parseOptions(args, {
    ...placeOptions,
    'http-port': { type: 'string' },
    'smtp-port': { type: 'string' },
    host: { type: 'string' },
    'admin-port': { type: 'string' },
    'trusted-proxy': { type: 'string' },
    ...backupOptions,
    demo: { type: 'boolean' },
    relay: { type: 'string' },
    'mail-domain': { type: 'string' },
    association: { type: 'string' },
    identifiers: { type: 'string' },
    'text-expires': { type: 'string' },
    'chat-lease': { type: 'string' },
    'chat-origin': { type: 'string' },
    'public-url': { type: 'string' },
    ffmpeg: { type: 'string' },
    ...mailOptions,
  });
  const isDemo = values['demo'] === true;
  const association = values['association'] ?? (isDemo ? DEMO_ASSOCIATION : undefined);
  const place = placeOf(values);
  return {
    place,
    ...readBackupOptions(values),
    trustedProxies: proxiesOption(values['trusted-proxy']),
    httpPort: portOption(values['http-port'], 'http-port', 8_080),
    smtpPort: portOption(values['smtp-port'], 'smtp-port', 2_525),
    adminPort: values['admin-port'] === undefined ? null : portOption(values['admin-port'], 'admin-port', 0),
    host: textOption(values['host'] ?? '127.0.0.1', 'host', 253),
    isDemo,
    relay: relayOption(values['relay']),
    mailDomain: domainOption(values['mail-domain'] ?? (isDemo ? DEMO_DOMAIN : 'example.org')),
    association: association === undefined ? null : textOption(association, 'association', 120),
    identifiers: identifiersOption(values['identifiers']),
    textExpiresAfterMs: expiryOption(values['text-expires']),
    chatLeaseMs: secondsOption(values['chat-lease'] ?? '90', 'chat-lease', { from: 5, to: 3_600 }),
    publicUrl: values['public-url'] === undefined ? null : publicUrlOption(values['public-url']),
    ffmpeg: programOption(values['ffmpeg'], 'ffmpeg'),
    chatOrigins: originsOption(values['chat-origin']),
    ...readMailOptions(values, process.env),
  };
}

function expiryOption(value: unknown): number {
  if (value === undefined) return TEXT_EXPIRES_AFTER_MS;
  const hours = typeof value === 'string' && /^\d{1,3}$/.test(value) ? Number(value) : 0;
  if (hours < 1 || hours > 720) throw new UsageError('--text-expires takes hours, from 1 to 720');
  return hours * HOUR_MS;
}

/** All of it goes to every PC in one frame. */
const MAX_IDENTIFIERS_UNITS = 20_000;

function identifiersOption(value: unknown): Association | null {
  if (value === undefined) return null;
  const read = readAssociation(textOption(value, 'identifiers', 4_096));
  if (typeof read === 'string') throw new UsageError(`--identifiers ${read}`);
  if (JSON.stringify(read).length > MAX_IDENTIFIERS_UNITS) throw new UsageError('--identifiers: too many of them');
  return read ?? null;
}

function proxiesOption(value: unknown): readonly string[] {
  if (value === undefined) return [];
  const addresses = textOption(value, 'trusted-proxy', 1_000)
    .split(',')
    .map((address) => address.trim());
  if (!addresses.every((address) => isIP(address) !== 0)) throw new UsageError('--trusted-proxy takes IP addresses');
  return addresses;
}

function relayOption(value: unknown): Relay | null {
  if (value === undefined) return null;
  const relay = typeof value === 'string' ? parseRelay(value) : null;
  if (relay === null) throw new UsageError('--relay takes smtp://HOST:PORT');
  return relay;
}

function originsOption(value: unknown): readonly string[] {
  if (value === undefined) return [];
  return textOption(value, 'chat-origin', 4_000)
    .split(',')
    .map((origin) => originOption(origin, 'chat-origin'));
}

function domainOption(value: unknown): string {
  const domain = textOption(value, 'mail-domain', 253).toLowerCase();
  if (!/^(?!-)[a-z0-9-]+(\.[a-z0-9-]+)*$/.test(domain)) throw new UsageError('--mail-domain takes a domain name');
  return domain;
}
