import type { CoreDb } from './db/database.ts';
import { indexSlice, unindexedCount } from './db/search-index.ts';

export interface IndexerDeps {
  readonly db: CoreDb;
  /** Runs something after all that has arrived was read, so that between two slices others have their turn. */
  readonly soon: (run: () => void) => void;
  /** Text that arrives goes first. */
  readonly isBusy: () => boolean;
  readonly failed: (error: unknown) => void;
}

/** Puts into the search index, slice by slice, what a catch-up left out of it. Goes on where a crash ended it. */
export class Indexer {
  readonly #deps: IndexerDeps;
  #isPlanned = false;
  #isStopped = false;

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
      if (db.read(unindexedCount) > 0 && db.write(indexSlice)) this.wake();
    } catch (error) {
      failed(error);
    }
  }
}
