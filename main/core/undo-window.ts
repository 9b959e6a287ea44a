import type { Clock, Timers } from '../../shared/effects.ts';
import type { CoreDb } from './db/database.ts';
import { getMeta } from './db/meta.ts';
import { endUndo, nextUndoEnd } from './db/undoable.ts';

/** After the database could not be written. */
const RETRY_MS = 2_000;

interface UndoWindowDeps {
  readonly db: CoreDb;
  readonly clock: Clock;
  readonly timers: Timers;
  /** Something has its number and may leave. */
  readonly ended: () => void;
  readonly failed: (error: unknown) => void;
}

/** Lets go what was to be undone for a while only (CO10). What is still within its time after a restart keeps the rest of it. */
export class UndoWindow {
  readonly #deps: UndoWindowDeps;
  #cancel = (): void => undefined;

  constructor(deps: UndoWindowDeps) {
    this.#deps = deps;
  }

  /** To be called when there is one more, at the start, and when the machine was asleep. */
  look(): void {
    this.#end(this.#deps.clock.now());
  }

  /** The person has gone: nobody is there to undo anything. */
  endAll(): void {
    this.#end(Infinity);
  }

  stop(): void {
    this.#cancel();
  }

  #end(now: number): void {
    const { db, failed } = this.#deps;
    this.#cancel();
    try {
      const next = db.read(nextUndoEnd);
      if (next === null) return;
      const isEnded = db.write((tx) => endUndo(tx, { now, userId: getMeta(tx, 'userId') ?? '' }));
      if (isEnded) this.#deps.ended();
      this.#lookAgain();
    } catch (error) {
      failed(error);
      this.#after(RETRY_MS);
    }
  }

  #lookAgain(): void {
    const { db, clock } = this.#deps;
    const next = db.read(nextUndoEnd);
    if (next !== null) this.#after(Math.max(0, next - clock.now()));
  }

  #after(delayMs: number): void {
    this.#cancel = this.#deps.timers.after(delayMs, () => this.look());
  }
}
