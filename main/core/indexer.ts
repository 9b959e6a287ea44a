import type { CoreDb } from './db/database.ts';
import { indexSlice, unindexedCount } from './db/search-index.ts';

export interface IndexerDeps {
  readonly db: CoreDb;
  /** Runs something after all that has arrived was read, so that between two slices others have their turn. */
  readonly soon: (run: () => void) => void;
  /** Text that arrives goes first. */
  readonly isBusy: () => boolean;
  /** All of a large catch-up is in the index. */
  readonly rested: () => void;
  readonly failed: (error: unknown) => void;
}

/** So many conversations without an entry come from a catch-up. */
const MANY = 2_000;

/** Puts into the search index, slice by slice, what a catch-up left out of it. Goes on where a crash ended it. */
export class Indexer {
  readonly #deps: IndexerDeps;
  #isPlanned = false;
  #isStopped = false;
  #hasMany = false;

  constructor(deps: IndexerDeps) {
    this.#deps = deps;
  }

  /** There may be something to do. */
  wake(): void {
    if (this.#isPlanned || this.#isStopped) return;
    this.#isPlanned = true;
    this.#deps.soon(() => this.#run());
  }

  stop(): void {
    this.#isStopped = true;
  }

  #run(): void {
    this.#isPlanned = false;
    const { db, isBusy, failed } = this.#deps;
    if (this.#isStopped || isBusy()) return;
    try {
      const waiting = db.read(unindexedCount);
      if (waiting >= MANY) this.#hasMany = true;
      if (waiting > 0 && db.write(indexSlice)) this.wake();
      else this.#rest();
    } catch (error) {
      failed(error);
    }
  }

  #rest(): void {
    if (!this.#hasMany) return;
    this.#hasMany = false;
    this.#deps.soon(() => this.#deps.rested());
  }
}
