import type { Clock, Random, Timers } from '../../shared/effects.ts';
import type { Log } from '../log.ts';
import type { OutgoingMail, OutgoingQueue } from '../ports.ts';
import { nextAttemptAt } from './back-off.ts';
import { addressOf, composeMail, type Sender } from './compose-mail.ts';
import type { Relay } from './relay.ts';
import { transmit, type TransmitLimits } from './transmit.ts';

export interface MailSender {
  /** Declares uncertain what an earlier process left in the middle, then sends what is due, one mail at a time. */
  start(): Promise<void>;
  /** Lets the mail that is being sent end, for at most 2 s. */
  stop(): Promise<void>;
}

export interface MailSenderDeps {
  readonly queue: OutgoingQueue;
  /** Null: mails stay queued. */
  readonly relay: Relay | null;
  readonly sender: Sender;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly random: Random;
  readonly log: Pick<Log, 'defect'>;
  readonly limits?: TransmitLimits;
}

/** After the hub's own storage failed. */
const RECOVERY_MS = 5_000;
/** setTimeout holds no more than 2^31 ms. */
const LONGEST_WAIT_MS = 24 * 60 * 60_000;
const STOP_LIMIT_MS = 2_000;

export function createSender(deps: MailSenderDeps): MailSender {
  const { queue, relay, clock, timers, log } = deps;
  const stopping = new AbortController();
  let cancelTimer = () => {};
  let unsubscribe = () => {};
  let running: Promise<void> | null = null;
  let stopped = false;
  let woken = false;
  const isStopped = () => stopped;

  const wake = () => {
    woken = true;
    if (stopped || relay === null || running !== null) return;
    running = run(relay).finally(() => {
      running = null;
      if (woken) wake();
    });
  };

  const wakeAfter = (delayMs: number) => {
    cancelTimer();
    cancelTimer = timers.after(Math.min(Math.max(delayMs, 0), LONGEST_WAIT_MS), wake);
  };

  const run = async (to: Relay) => {
    try {
      while (!isStopped()) {
        woken = false;
        const mail = await queue.next(clock.now());
        if (mail === null) break;
        await attempt(mail, to, { ...deps, signal: stopping.signal });
      }
      const dueAt = isStopped() ? null : await queue.nextDueAt();
      if (dueAt !== null) wakeAfter(dueAt - clock.now());
    } catch (error) {
      log.defect('outgoing', error);
      wakeAfter(RECOVERY_MS);
    }
  };

  return {
    start: async () => {
      await queue.recover();
      unsubscribe = queue.onQueued(wake);
      wake();
    },
    stop: async () => {
      stopped = true;
      unsubscribe();
      cancelTimer();
      const cancelLimit = timers.after(STOP_LIMIT_MS, () => stopping.abort());
      await running;
      cancelLimit();
    },
  };
}

async function attempt(
  mail: OutgoingMail,
  relay: Relay,
  { queue, sender, clock, random, log, limits, signal }: MailSenderDeps & { readonly signal: AbortSignal },
): Promise<void> {
  const raw = await composeMail(mail, sender).catch((error: unknown) => log.defect('outgoing', error));
  // A mail that cannot be written must not stand in the way of the others.
  if (raw === undefined) return queue.failed(mail.id);
  const transmission = {
    from: addressOf(sender),
    to: mail.to.address,
    raw,
    clientName: sender.domain,
    beforeData: () => queue.sending(mail.id),
  };
  const end = await transmit(transmission, relay, { signal, ...(limits && { limits }) });
  switch (end) {
    case 'sent':
      return queue.sent(mail.id, clock.now());
    case 'failed':
      return queue.failed(mail.id);
    case 'uncertain':
      return queue.uncertain(mail.id);
    case 'retry': {
      const dueAt = nextAttemptAt({ ...mail, attempts: mail.attempts + 1 }, clock.now(), random);
      return dueAt === null ? queue.failed(mail.id) : queue.retry(mail.id, dueAt);
    }
  }
}
