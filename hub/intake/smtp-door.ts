import type { AddressInfo } from 'node:net';
import { SMTPServer, type SMTPServerDataStream, type SMTPServerOptions, type SMTPServerSession } from 'smtp-server';
import type { Timers } from '../../shared/effects.ts';
import type { Intake } from '../ports.ts';
import { type Budget, collectMail, release } from './collect-mail.ts';
import type { Envelope } from './decide-mail.ts';
import { createParserPool, type ParserPool } from './parser-pool.ts';
import { digest, receiveMail } from './receive-mail.ts';
import { isOurs } from './recipients.ts';
import { tidyWith } from './room.ts';
import { tooMany, tooManyUnknown, tryAgain, unknownRecipient } from './smtp-answers.ts';

export interface SmtpDoor {
  /** Port 0 takes a free one; resolves with the port. */
  listen(port: number, host: string): Promise<number>;
  /** Lets mails that are being received end, for at most 3 s. */
  close(): Promise<void>;
}

export interface SmtpDoorDeps {
  readonly intake: Intake;
  readonly timers: Timers;
  /** The association's mail domain: all its addresses are taken in. */
  readonly domain: string;
  /** The server of ours that mail comes through, whose word on the sender counts (IN6). */
  readonly trustedServer?: string | null;
  readonly collectGarbage: (what?: 'minor') => void;
  /** Another one in tests. */
  readonly parser?: ParserPool;
  readonly limits?: Partial<SmtpLimits>;
}

interface SmtpLimits {
  readonly mailBytes: number;
  /** Of all mails that are coming in at one moment. */
  readonly memoryBytes: number;
  readonly connections: number;
  readonly connectionsPerAddress: number;
  readonly silenceMs: number;
  /** However busy it keeps: nobody holds a connection longer. */
  readonly connectionMs: number;
  readonly unknownRecipients: number;
}

const MB = 1024 * 1024;
const DEFAULT_LIMITS: SmtpLimits = {
  mailBytes: 25 * MB,
  memoryBytes: 60 * MB,
  connections: 60,
  connectionsPerAddress: 20,
  silenceMs: 60_000,
  connectionMs: 10 * 60_000,
  unknownRecipients: 10,
};
const CLOSE_LIMIT_MS = 3_000;

/** What is remembered of a connection while it is open. */
interface Visit {
  readonly cancelLimit: () => void;
  unknownRecipients: number;
}

/** The door for mail. It is no relay, has no accounts, and says 250 only for what the hub has safely (IN1). */
export function createSmtpDoor(deps: SmtpDoorDeps): SmtpDoor {
  const limits = { ...DEFAULT_LIMITS, ...deps.limits };
  const parser = deps.parser ?? createParserPool({ timers: deps.timers });
  const budget: Budget = {
    takenBytes: 0,
    limitBytes: limits.memoryBytes,
    tidy: tidyWith(() => deps.collectGarbage('minor')),
  };
  const visits = new Map<string, Visit>();
  const server: SMTPServer = new SMTPServer({
    ...protocolOptions(deps.domain, limits),
    onConnect: (session, done) => {
      const sameAddress = [...server.connections].filter(
        (connection) => connection.remoteAddress === session.remoteAddress,
      );
      if (sameAddress.length > limits.connectionsPerAddress) return done(tooMany());
      const cancelLimit = deps.timers.after(limits.connectionMs, () => endConnection(server, session.id));
      visits.set(session.id, { cancelLimit, unknownRecipients: 0 });
      done();
    },
    onRcptTo: ({ address }, session, done) => {
      if (isOurs(address, deps.domain)) return done();
      const limit = limits.unknownRecipients;
      void refuseRecipient(address, visits.get(session.id), { ...deps, limit }).then(done);
    },
    onData: (stream, session, done) => {
      void takeIn(stream, session).then(done);
    },
    onClose: (session) => {
      visits.get(session.id)?.cancelLimit();
      visits.delete(session.id);
    },
  });
  // Errors of single connections (resets, broken pipes): theirs, not the hub's.
  server.on('error', () => {});

  const takeIn = async (stream: SMTPServerDataStream, session: SMTPServerSession) => {
    const collected = await collectMail(stream, limits.mailBytes, budget);
    if (collected.kind === 'cut') return tryAgain();
    try {
      return await receiveMail(collected, envelopeOf(session, deps), { ...deps, parser });
    } finally {
      release(collected, budget);
    }
  };

  return {
    listen: (port, host) => listen(server, port, host),
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          parser.close();
          resolve();
        });
      }),
  };
}

function protocolOptions(domain: string, limits: SmtpLimits): SMTPServerOptions {
  return {
    name: domain,
    banner: 'Sportello',
    size: limits.mailBytes,
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    maxClients: limits.connections,
    socketTimeout: limits.silenceMs,
    closeTimeout: CLOSE_LIMIT_MS,
    logger: false,
  };
}

function listen(server: SMTPServer, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.server.once('error', reject);
    server.listen(port, host, () => {
      server.server.off('error', reject);
      resolve((server.server.address() as AddressInfo).port);
    });
  });
}

function envelopeOf(session: SMTPServerSession, { domain, trustedServer = null }: SmtpDoorDeps): Envelope {
  const { mailFrom, rcptTo } = session.envelope;
  return {
    mailFrom: mailFrom === false ? '' : mailFrom.address,
    recipients: rcptTo.map(({ address }) => address),
    domain,
    trustedServer,
  };
}

async function refuseRecipient(
  address: string,
  visit: Visit | undefined,
  { intake, limit }: { readonly intake: Intake; readonly limit: number },
) {
  try {
    await intake.refuse({
      door: 'mail',
      reason: 'unknown-recipient',
      sizeBytes: 0,
      reference: digest([address.toLowerCase()]),
    });
  } catch {
    return tryAgain();
  }
  if (visit !== undefined) visit.unknownRecipients += 1;
  // Somebody who guesses addresses is sent away.
  return (visit?.unknownRecipients ?? 0) >= limit ? tooManyUnknown() : unknownRecipient();
}

function endConnection(server: SMTPServer, id: string): void {
  for (const connection of server.connections) {
    if (connection.id === id) connection.send(421, 'Connection open for too long');
  }
}
