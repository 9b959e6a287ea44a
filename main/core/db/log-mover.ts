import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import type Sqlite from 'better-sqlite3';
import {
  closed,
  hold,
  letGo,
  MOVING_LIMIT_MS,
  newLock,
  type FromMover,
  type MoverStart,
  type ToMover,
} from './log-mover-lock.ts';

/** SQLite's own measure: at so many pages a commit moves the log into the file before it returns. */
const USUAL_LOG_PAGES = 1_000;
/** While moving it is postponed. The answers to a thousand commands write some 2,000. Pages; 16 MB. */
export const POSTPONED_LOG_PAGES = 4_000;
/** The log starts anew once all of it is moved while nobody writes, which a catch-up never allows by itself. Pages; 48 MB. */
const LONGEST_LOG_PAGES = 12_000;
/** A commit of a catch-up writes some 350 pages. */
const COMMITS_PER_MOVE = 4;
/** So many commits without a word from the thread, and the log is moved in the usual way again. */
const MAX_COMMITS_UNMOVED = 100;
/** A thread that has not said that it is ready may never be. */
const STARTING_LIMIT_MS = 1_000;

/**
 * Moving the log into the file takes a third of the time of the commits of a catch-up, as each page is deciphered and enciphered
 * once more. While much is being stored a thread of its own does it, on a connection of its own. Where there can be none, SQLite
 * goes on as always; and where a program ended while the thread came up, the next one does without.
 *
 * A thread would come up too late for the answers to what was written offline. While they come, moving waits: the first commit
 * after the last of them does it.
 */
export class LogMover {
  readonly #sqlite: Sqlite.Database;
  readonly #of: Omit<MoverStart, 'lock'>;
  /** Empty, and there from the start of the thread until it has done something. */
  readonly #mark: string;
  #running: Running | null = null;
  #isMoving = false;
  #isPostponed = false;
  #commits = 0;
  /** Not in this program's life. */
  #isBarred = false;
  #isProved = false;

  constructor(sqlite: Sqlite.Database, of: Omit<MoverStart, 'lock'>) {
    this.#sqlite = sqlite;
    this.#of = of;
    this.#mark = `${of.file}.mover`;
  }

  /** Until `finish` or `end`. */
  start(): void {
    if (this.#running !== null || this.#isBarred || this.#hasEndedStarting()) return;
    const lock = newLock();
    const thread = new Worker(threadFile(), {
      workerData: { ...this.#of, lock } satisfies MoverStart,
      resourceLimits: { maxOldGenerationSizeMb: 32 },
    });
    thread.unref();
    this.#running = { thread, lock, state: 'starting' };
    const isCurrent = (): boolean => this.#running?.thread === thread;
    thread.on('message', (message: FromMover) => isCurrent() && this.#heard(message));
    // What the error says is of no use to anybody, and may name a file.
    for (const event of ['error', 'exit']) thread.on(event, () => isCurrent() && this.#forget());
  }

  /** A native addon on a second thread can take the whole program with it, on a system where that was never tried. */
  #hasEndedStarting(): boolean {
    if (this.#isProved) return false;
    try {
      this.#isBarred = existsSync(this.#mark);
      if (this.#isBarred) rmSync(this.#mark);
      else writeFileSync(this.#mark, '');
    } catch {
      // Where not even this can be written, there is no room for a longer log either.
      this.#isBarred = true;
    }
    return this.#isBarred;
  }

  #hasWorked(): void {
    if (this.#isProved) return;
    this.#isProved = true;
    this.#unmark();
  }

  /** One that stays costs the next program the thread, and no more. */
  #unmark(): void {
    try {
      rmSync(this.#mark, { force: true });
    } catch {
      // Somebody else holds the file, or the disk is no longer there.
    }
  }

  /** After each commit. */
  committed(): void {
    if (this.#running?.state !== 'ready') return;
    this.#commits += 1;
    if (this.#commits > MAX_COMMITS_UNMOVED) this.finish();
    else if (!this.#isMoving && this.#commits >= COMMITS_PER_MOVE) this.#move();
  }

  /** Commits let the log grow longer than usual, or no longer do. */
  postpone(isPostponed: boolean): void {
    if (isPostponed === this.#isPostponed) return;
    this.#isPostponed = isPostponed;
    if (this.#running?.state !== 'ready') this.#asUsual();
  }

  /** Runs something for which the log must be nobody else's. */
  alone<T>(run: () => T): T {
    const lock = this.#running?.lock;
    const isHeld = lock !== undefined && hold(lock);
    try {
      return run();
    } finally {
      if (isHeld) letGo(lock);
    }
  }

  /** What is left is moved, too, and nobody waits for it. */
  finish(): void {
    const running = this.#running;
    if (running === null || running.state === 'finishing') return;
    for (const last of ['move', 'end'] as const) running.thread.postMessage(last satisfies ToMover);
    running.state = 'finishing';
    this.#asUsual();
  }

  /** Nothing of it has the file open when this returns. */
  end(): void {
    const running = this.#running;
    if (running === null) return;
    this.#forget();
    running.thread.postMessage('end' satisfies ToMover);
    if (!closed(running.lock, running.state === 'starting' ? STARTING_LIMIT_MS : MOVING_LIMIT_MS)) {
      void running.thread.terminate();
    }
  }

  #move(): void {
    this.#isMoving = true;
    this.#commits = 0;
    this.#running?.thread.postMessage('move' satisfies ToMover);
  }

  #heard(message: FromMover): void {
    this.#isMoving = false;
    const running = this.#running;
    if (running === null || running.state === 'finishing') return;
    if (message.type === 'failed') return this.finish();
    if (message.type === 'moved') this.#hasWorked();
    if (message.type === 'ready') {
      running.state = 'ready';
      this.#sqlite.pragma('wal_autocheckpoint = 0');
    } else if (message.logPages > LONGEST_LOG_PAGES) {
      // What came meanwhile, and no more: the next commit starts the log anew.
      this.alone(() => this.#sqlite.pragma('wal_checkpoint(PASSIVE)'));
    }
    return undefined;
  }

  #forget(): void {
    this.#unmark();
    this.#running = null;
    this.#isMoving = false;
    this.#commits = 0;
    this.#asUsual();
  }

  /** Commits move the log again. One that comes while the thread still does is not held up: SQLite leaves it to the next. */
  #asUsual(): void {
    const pages = this.#isPostponed ? POSTPONED_LOG_PAGES : USUAL_LOG_PAGES;
    if (this.#sqlite.open) this.#sqlite.pragma(`wal_autocheckpoint = ${pages}`);
  }
}

interface Running {
  readonly thread: Worker;
  readonly lock: MoverStart['lock'];
  state: 'starting' | 'ready' | 'finishing';
}

/** Built, it lies beside the core. */
const threadFile = (): URL =>
  new URL(import.meta.url.endsWith('.ts') ? './log-mover-thread.ts' : './log-mover-thread.js', import.meta.url);
