import { ImapFlow } from 'imapflow';
import type { Random, Timers } from '../../shared/effects.ts';
import type { Log } from '../log.ts';
import { isLoopback } from '../outgoing/relay.ts';
import type { MailboxAccount } from './mailbox-account.ts';
import { type TakeDeps, takeMails } from './take-mails.ts';

export interface MailboxDeps extends Omit<TakeDeps, 'mailBytes'> {
  readonly timers: Timers;
  readonly random: Random;
  readonly log: Pick<Log, 'info'>;
  readonly limits?: Partial<MailboxLimits>;
}

export interface MailboxLimits {
  /** Looked at so often, beside being told by the server (IDLE). */
  readonly lookEveryMs: number;
  readonly silenceMs: number;
  readonly firstRetryMs: number;
  readonly longestRetryMs: number;
  readonly mailBytes: number;
}

const MB = 1024 * 1024;
const DEFAULT_LIMITS: MailboxLimits = {
  lookEveryMs: 60_000,
  silenceMs: 60_000,
  firstRetryMs: 2_000,
  longestRetryMs: 5 * 60_000,
  mailBytes: 25 * MB,
};

export interface Mailbox {
  start(): void;
  /** Cuts the connection; what was taken and not remembered is taken again, and recognised. */
  stop(): Promise<void>;
}

/** Takes the mails of a mailbox, one after the other, each once (IN7), and comes back whenever the connection ends. */
export function createMailbox(deps: MailboxDeps): Mailbox {
  const limits = { ...DEFAULT_LIMITS, ...deps.limits };
  const pause = createPause(deps.timers);
  let client: ImapFlow | null = null;
  let failures = 0;
  let stopped = false;
  let running: Promise<void> = Promise.resolve();
  const isStopped = () => stopped;

  const visit = async () => {
    const mine = openClient(deps.account, limits);
    client = mine;
    try {
      await mine.connect();
      const lock = await mine.getMailboxLock(deps.account.folder);
      mine.on('exists', pause.end);
      mine.on('close', pause.end);
      deps.log.info('mailbox-open');
      try {
        while (!isStopped() && mine.usable) {
          await takeMails(mine, { ...deps, mailBytes: limits.mailBytes });
          // A look that went well: the next failure is a new one.
          failures = 0;
          // Ended by the next command; a server that can't do it is looked at again and again.
          mine.idle().catch(pause.end);
          await pause.take(limits.lookEveryMs);
        }
      } finally {
        lock.release();
      }
    } finally {
      mine.close();
    }
  };

  const run = async () => {
    while (!isStopped()) {
      try {
        await visit();
      } catch (error) {
        if (!isStopped()) deps.log.info('mailbox-failed', { errorCode: codeOf(error) });
      }
      if (isStopped()) return;
      failures += 1;
      const bound = Math.min(limits.longestRetryMs, limits.firstRetryMs * 2 ** Math.min(failures, 20));
      await pause.take(limits.firstRetryMs / 2 + deps.random.next() * bound);
    }
  };

  return {
    start: () => void (running = run()),
    stop: async () => {
      stopped = true;
      client?.close();
      pause.end();
      await running;
    },
  };
}

function openClient(account: MailboxAccount, limits: MailboxLimits): ImapFlow {
  const client = new ImapFlow({
    host: account.host,
    port: account.port,
    secure: account.secure,
    // The password never goes over a network in the clear.
    ...(account.secure ? {} : { doSTARTTLS: !isLoopback(account.host) }),
    auth: { user: account.user, pass: account.password },
    // Its lines would hold addresses and subjects.
    logger: false,
    disableAutoIdle: true,
    socketTimeout: limits.silenceMs,
    greetingTimeout: limits.silenceMs,
    connectionTimeout: limits.silenceMs,
    maxLiteralSize: limits.mailBytes + MB,
    maxResponseSize: limits.mailBytes + 2 * MB,
  });
  // Whoever waits for an answer is told; nobody else has to be.
  client.on('error', () => {});
  return client;
}

interface Pause {
  take(delayMs: number): Promise<void>;
  /** Ends the one that is being taken, or the next one before it begins: nothing that is told meanwhile is missed. */
  end(): void;
}

function createPause(timers: Timers): Pause {
  let isEnded = false;
  let wake = () => {};
  return {
    take: (delayMs) =>
      new Promise((resolve) => {
        const done = () => {
          isEnded = false;
          wake = () => {};
          cancel();
          resolve();
        };
        const cancel = timers.after(delayMs, done);
        wake = done;
        if (isEnded) done();
      }),
    end: () => {
      isEnded = true;
      wake();
    },
  };
}

/** Of a closed set of programs' words: never what a server said. */
function codeOf(error: unknown): string {
  if (typeof error !== 'object' || error === null) return 'unknown';
  if ('authenticationFailed' in error && error.authenticationFailed === true) return 'EAUTH';
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  return /^[A-Za-z_]{1,40}$/.test(code) ? code : 'unknown';
}
