import type { Clock, Timers } from '../../../shared/effects.ts';
import type { Down } from '../../../shared/protocol/down.ts';
import { LEASED_NUMBERS, MAX_FETCHED } from '../../../shared/protocol/limits.ts';
import type { Up } from '../../../shared/protocol/up.ts';
import type { CoreDb } from '../db/database.ts';
import { waitingWithoutContent } from '../db/conversations.ts';
import { digestOf } from '../db/digest.ts';
import { getMeta } from '../db/meta.ts';
import { numbersLeft, storeNumbers } from '../db/numbers.ts';
import { answeredUpTo } from '../db/outbox.ts';
import { countPing, hasReceipts, receiptsSent, unsentReceipts } from '../db/receipts.ts';
import type { Log } from '../log.ts';
import { storeAnswer } from './answer.ts';
import { applyPatch } from './apply-patch.ts';
import { createPusher, type Pusher } from './pusher.ts';

/** Pages stored without having been acknowledged; the hub sends 4 ahead (FE8). */
const MAX_PAGES_UNACKNOWLEDGED = 3;
const ACKNOWLEDGE_ANSWERS_AFTER_MS = 200;
/** Between two comparisons with the hub on one connection. */
const DIGEST_INTERVAL_MS = 10 * 60_000;
/** Of one `evicted` frame. */
const MAX_RECEIPTS = 500;

export interface Progress {
  readonly done: number;
  readonly total: number;
}

/** Tells the rest of the core what a session brought. */
export interface SessionListener {
  /** Content of these conversations has left the database: no window may show it any more. */
  left(conversationIds: readonly string[]): void;
  /** These came with all that may be read. */
  put(conversationIds: readonly string[]): void;
  progress(progress: Progress | null): void;
  isOpen(conversationId: string): boolean;
  /** What is held here is not what the hub says it should be (DI3). */
  diverged(): void;
}

export interface SessionDeps {
  readonly db: CoreDb;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly log: Log;
  readonly listener: SessionListener;
  readonly userId: string;
  /** Entities that the hub announced. */
  readonly behind: number;
  readonly confirmsAll: boolean;
  /** Hub time minus local time, ms. */
  hubOffset(): number;
  send(frame: Up): void;
}

/** Frames that mean something only after `welcome`. */
export type SessionFrame = 'patch' | 'answer' | 'ping' | 'digest' | 'numbers';

/** What happens between `welcome` and the end of a connection. */
export class Session {
  readonly #deps: SessionDeps;
  readonly #pusher: Pusher;
  #done = 0;
  #pagesUnacknowledged = 0;
  #cancelAcknowledge: (() => void) | null = null;
  /** Local time from which the digest is to be compared again. */
  #digestDueAt = 0;
  #hasFetched = false;
  #hasAskedNumbers = false;

  constructor(deps: SessionDeps) {
    this.#deps = deps;
    this.#pusher = createPusher(deps.db, deps.send);
  }

  /** Sends what waited for a connection. */
  start(): void {
    this.#sendReceipts();
    this.#pusher.push();
  }

  handle(frame: Extract<Down, { type: SessionFrame }>): void {
    if (frame.type === 'patch') this.#patch(frame);
    else if (frame.type === 'answer') this.#answer(frame);
    else if (frame.type === 'digest') this.#digest(frame.isSame);
    else if (frame.type === 'numbers') this.#numbers(frame.numbers);
    else this.#ping();
  }

  commandStored(): void {
    this.#pusher.push();
  }

  end(): void {
    this.#cancelAcknowledge?.();
  }

  #patch(frame: Extract<Down, { type: 'patch' }>): void {
    const { db, clock, confirmsAll, listener, userId } = this.#deps;
    const isOpen = (id: string): boolean => listener.isOpen(id);
    const applied = applyPatch(db, frame, { userId, localNow: clock.now(), confirmsAll, isOpen });
    if (applied.left.length > 0) {
      listener.left(applied.left);
      db.truncateLog(); // only now is it nowhere on this disk (EV2, EV3)
      this.#deps.log({ event: 'evicted', count: applied.left.length });
    }
    if (applied.hasReceipts) this.#sendReceipts();
    this.#countPage(frame);
    listener.put(applied.put);
    if (!frame.done) return;
    this.#fetchExpired();
    this.askNumbers();
    this.#askDigest();
  }

  #countPage({ changes, done }: Extract<Down, { type: 'patch' }>): void {
    this.#done += changes.length;
    const total = Math.max(this.#done, this.#deps.behind);
    this.#deps.listener.progress(done ? null : { done: this.#done, total });
    this.#pagesUnacknowledged += 1;
    if (done || this.#pagesUnacknowledged >= MAX_PAGES_UNACKNOWLEDGED) this.#acknowledge();
  }

  #answer(frame: Extract<Down, { type: 'answer' }>): void {
    const { db, clock, timers, userId, log } = this.#deps;
    const localNow = clock.now();
    storeAnswer(db, frame, { userId, localNow, hubNow: localNow + this.#deps.hubOffset() });
    log({ event: 'answered', seq: frame.seq, code: frame.outcome.ok ? 'ok' : frame.outcome.failure.code });
    this.#pusher.answered(frame.seq);
    this.#cancelAcknowledge ??= timers.after(ACKNOWLEDGE_ANSWERS_AFTER_MS, () => this.#acknowledge());
  }

  #ping(): void {
    const { db, send } = this.#deps;
    send({ type: 'pong' });
    this.#askDigest();
    if (db.read(hasReceipts)) db.write(countPing);
  }

  /** When half of them are left (NB1). */
  askNumbers(): void {
    const { db, send } = this.#deps;
    if (this.#hasAskedNumbers || db.read(numbersLeft) > LEASED_NUMBERS / 2) return;
    this.#hasAskedNumbers = true;
    send({ type: 'lease' });
  }

  #numbers(leased: readonly string[]): void {
    this.#hasAskedNumbers = false;
    this.#deps.db.write((tx) => storeNumbers(tx, leased));
  }

  /** Once a connection, when it is known what still waits (EX4). */
  #fetchExpired(): void {
    if (this.#hasFetched) return;
    this.#hasFetched = true;
    const { db, send } = this.#deps;
    const ids = db.read(waitingWithoutContent);
    for (let at = 0; at < ids.length; at += MAX_FETCHED) {
      send({ type: 'fetch', conversationIds: ids.slice(at, at + MAX_FETCHED) });
    }
  }

  /** After every catch-up, then now and then; asked again at the next ping where the hub could not compare (DI2). */
  #askDigest(): void {
    const { db, clock, send } = this.#deps;
    if (clock.now() < this.#digestDueAt) return;
    send({ type: 'digest', ...db.read((tx) => ({ cursor: getMeta(tx, 'cursor') ?? 0, ...digestOf(tx) })) });
  }

  #digest(isSame: boolean): void {
    this.#digestDueAt = this.#deps.clock.now() + DIGEST_INTERVAL_MS;
    if (!isSame) this.#deps.listener.diverged();
  }

  #acknowledge(): void {
    const { db, send } = this.#deps;
    this.#cancelAcknowledge?.();
    this.#cancelAcknowledge = null;
    this.#pagesUnacknowledged = 0;
    send({ type: 'ack', ...db.read((tx) => ({ cursor: getMeta(tx, 'cursor') ?? 0, answered: answeredUpTo(tx) })) });
  }

  #sendReceipts(): void {
    const { db, send } = this.#deps;
    for (;;) {
      const items = db.read((tx) => unsentReceipts(tx, MAX_RECEIPTS));
      if (items.length === 0) return;
      send({ type: 'evicted', items });
      db.write((tx) => receiptsSent(tx, items));
    }
  }
}
