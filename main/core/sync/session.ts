import type { Clock, Timers } from '../../../shared/effects.ts';
import type { Failure } from '../../../shared/errors.ts';
import type { Down } from '../../../shared/protocol/down.ts';
import { LEASED_NUMBERS } from '../../../shared/protocol/limits.ts';
import type { Up } from '../../../shared/protocol/up.ts';
import type { CoreDb, WritableDb } from '../db/database.ts';
import { digestOf } from '../db/digest.ts';
import { getMeta } from '../db/meta.ts';
import { numbersLeft, storeNumbers } from '../db/numbers.ts';
import { answeredUpTo, conversationsOf, type OutboxRow } from '../db/outbox.ts';
import {
  countPing,
  hasReceipts,
  receiptsSent,
  unsentReceipts,
  unsentReceiptsOf,
  type Receipt,
} from '../db/receipts.ts';
import type { Log } from '../log.ts';
import { comeBack, storeAnswers, type Answer } from './answer.ts';
import { applyPages, type Applied, type Patch } from './apply-patch.ts';
import { createFetcher, type Fetcher } from './fetcher.ts';
import { createPusher, type Pusher } from './pusher.ts';
import { createUploads, type UploadDeps, type Uploads } from './uploads.ts';

/** Stored in one transaction at most, so that it stays short. Fewer answers than can be on their way would tear a frame in two. */
const MAX_AT_ONCE = { patch: 64, answer: 512 };
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
  /** Runs something once all that has arrived is read; what it throws is dealt with. */
  soon(run: () => void): void;
  /** Hub time minus local time, ms. */
  hubOffset(): number;
  send(frame: Up): void;
  /** Where files are brought; null while offline. */
  readonly access: UploadDeps['access'];
  readonly fetch: UploadDeps['fetch'];
}

/** Frames that change what is stored. */
type Taken = Extract<Down, { type: 'patch' | 'answer' }>;

/** Frames that mean something only after `welcome`. */
export type SessionFrame = 'patch' | 'answer' | 'ping' | 'digest' | 'numbers';

/** What happens between `welcome` and the end of a connection. */
export class Session {
  readonly #deps: SessionDeps;
  readonly #pusher: Pusher;
  readonly #uploads: Uploads;
  readonly #fetcher: Fetcher;
  #done = 0;
  #inbox: Taken[] = [];
  #cancelAcknowledge: (() => void) | null = null;
  /** Local time from which the digest is to be compared again. */
  #digestDueAt = 0;
  #hasAskedNumbers = false;

  constructor(deps: SessionDeps) {
    this.#deps = deps;
    this.#uploads = createUploads({
      ...deps,
      ready: () => deps.soon(() => this.#pusher.push()),
      refused: (row, failure) => deps.soon(() => this.#cannotLeave(row, failure)),
      failed: (error) => deps.soon(() => fail(error)),
    });
    this.#pusher = createPusher(deps.db, deps.send, (row) => this.#uploads.isReady(row));
    this.#fetcher = createFetcher({ ...deps, confirm: (ids) => this.#sendReceiptsOf(ids) });
  }

  /** Sends what waited for a connection. */
  start(): void {
    // Before thousands of receipts: somebody looks at the list meanwhile.
    this.#fetcher.first();
    this.#sendReceipts();
    this.#pusher.push();
  }

  handle(frame: Extract<Down, { type: SessionFrame }>): void {
    if (frame.type === 'patch' || frame.type === 'answer') return this.#take(frame);
    this.#store();
    if (frame.type === 'digest') return this.#digest(frame.isSame);
    if (frame.type === 'numbers') return this.#numbers(frame.numbers);
    return this.#ping();
  }

  commandStored(): void {
    this.#pusher.push();
  }

  /** What was not stored was not acknowledged either, and comes again. */
  end(): void {
    this.#inbox = [];
    this.#uploads.end();
    this.#cancelAcknowledge?.();
  }

  /** A file of it can't go: nothing of it has left, its number is sent without effect (CO8). */
  #cannotLeave(row: OutboxRow, failure: Failure): void {
    const { db, userId, clock } = this.#deps;
    db.write((tx) => comeBack(tx, { row, failure }, { userId, localNow: clock.now() }));
    this.#pusher.push();
  }

  /**
   * All that has arrived by the time that the first of it would be stored is stored together: while this device is behind,
   * a commit for every page would cost more than the pages.
   */
  #take(frame: Taken): void {
    this.#inbox.push(frame);
    if (this.#inbox.length === 1) this.#deps.soon(() => this.#store());
    else if (this.#inbox.length >= MAX_AT_ONCE[frame.type]) this.#store();
  }

  #store(): void {
    const frames = this.#inbox;
    if (frames.length === 0) return;
    this.#inbox = [];
    const { db, listener } = this.#deps;
    const answers = frames.filter((frame) => frame.type === 'answer');
    const answered = answers.map(({ seq }) => seq);
    const { stored, batch } = db.write((tx) => ({
      stored: this.#storeFrames(tx, frames),
      batch: answered.length === 0 ? null : this.#pusher.mark(tx, answered),
    }));
    const left = stored.flatMap((applied) => applied.left);
    if (left.length > 0) listener.left(left);
    // Only now is it nowhere on this disk (EV2, EV3, RD8).
    if (left.length > 0 || stored.some(({ isRedacted }) => isRedacted)) db.truncateLog();
    if (left.length > 0) {
      this.#deps.log({ event: 'evicted', count: left.length });
    }
    if (stored.some(({ hasReceipts }) => hasReceipts)) this.#sendReceipts();
    const isDone = this.#countPages(frames.filter((frame) => frame.type === 'patch'));
    this.#answered(answers);
    if (batch !== null) this.#pusher.send(batch);
    listener.put(stored.flatMap(({ put }) => put));
    if (!isDone) return this.#fetcher.first();
    this.#fetcher.rest();
    this.askNumbers();
    // What the next answers come with would be on its way, and the two could not be compared.
    if (!this.#pusher.isWaiting()) this.#askDigest();
  }

  /** In the order in which they came; pages that follow one another as one, and answers too. */
  #storeFrames(tx: WritableDb, frames: readonly Taken[]): readonly Applied[] {
    const { clock, confirmsAll, listener, userId } = this.#deps;
    const localNow = clock.now();
    const hubNow = localNow + this.#deps.hubOffset();
    const context = { userId, localNow, confirmsAll, isOpen: (id: string) => listener.isOpen(id) };
    const applied: Applied[] = [];
    let pages: Patch[] = [];
    let answers: Answer[] = [];
    const flush = (): void => {
      if (pages.length > 0) {
        const answered =
          answers.length === 0
            ? nothing
            : conversationsOf(
                tx,
                answers.map(({ seq }) => seq),
              );
        applied.push(applyPages(tx, pages, { ...context, answered }));
      }
      storeAnswers(tx, answers, { userId, localNow, hubNow });
      pages = [];
      answers = [];
    };
    for (const frame of frames) {
      // Pages before answers are stored before them.
      if (frame.type === 'answer') answers.push(frame);
      else {
        if (answers.length > 0) flush();
        pages.push(frame);
      }
    }
    flush();
    return applied;
  }

  /** Returns whether nothing more waits at the hub. */
  #countPages(pages: readonly Patch[]): boolean {
    const last = pages.at(-1);
    if (last === undefined) return false;
    for (const { changes } of pages) this.#done += changes.length;
    const total = Math.max(this.#done, this.#deps.behind);
    this.#deps.listener.progress(last.done ? null : { done: this.#done, total });
    this.#acknowledge();
    return last.done;
  }

  #answered(answers: readonly Extract<Taken, { type: 'answer' }>[]): void {
    if (answers.length === 0) return;
    const { timers, log } = this.#deps;
    for (const { seq, outcome } of answers) {
      log({ event: 'answered', seq, code: outcome.ok ? 'ok' : outcome.failure.code });
    }
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
    send({ type: 'ack', ...db.read((tx) => ({ cursor: getMeta(tx, 'cursor') ?? 0, answered: answeredUpTo(tx) })) });
  }

  #sendReceipts(): void {
    const { db } = this.#deps;
    for (;;) {
      const items = db.read((tx) => unsentReceipts(tx, MAX_RECEIPTS));
      if (items.length === 0) return;
      this.#sendThese(items);
    }
  }

  #sendReceiptsOf(conversationIds: readonly string[]): void {
    const items = this.#deps.db.read((tx) => unsentReceiptsOf(tx, conversationIds));
    if (items.length > 0) this.#sendThese(items);
  }

  #sendThese(items: readonly Receipt[]): void {
    const { db, send } = this.#deps;
    send({ type: 'evicted', items: [...items] });
    db.write((tx) => receiptsSent(tx, items));
  }
}

const nothing: ReadonlySet<string> = new Set();

/** Where `soon` deals with it. */
function fail(error: unknown): never {
  throw error;
}
