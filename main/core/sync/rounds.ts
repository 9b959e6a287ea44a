import type { Timers } from '../../../shared/effects.ts';

interface Deps {
  readonly timers: Timers;
  /** How long after a round that left something undone, ms. */
  readonly retryMs: number;
  /** False: the hub can't be asked now; whoever knows that it is back wakes it. */
  readonly mayStart: () => boolean;
  /** Does all there is; false: something is left for later. Asks `hasEnded` after each step. */
  readonly round: () => Promise<boolean>;
  /** Something that nobody waits for went wrong. */
  readonly failed: (error: unknown) => void;
}

/** Work behind everything else: one round at a time, begun when it is woken, and again after a while when something was left. */
export class Rounds {
  readonly #deps: Deps;
  #cancel: (() => void) | null = null;
  #isRunning = false;
  #ended = false;

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  get hasEnded(): boolean {
    return this.#ended;
  }

  /** There may be something to do. */
  wake(): void {
    this.#cancel?.();
    this.#cancel = null;
    if (this.#isRunning || this.#ended || !this.#deps.mayStart()) return;
    this.#isRunning = true;
    this.#deps
      .round()
      .then((isComplete) => {
        this.#isRunning = false;
        if (!isComplete && !this.#ended) this.#cancel = this.#deps.timers.after(this.#deps.retryMs, () => this.wake());
      })
      .catch((error: unknown) => {
        this.#isRunning = false;
        if (!this.#ended) this.#deps.failed(error);
      });
  }

  end(): void {
    this.#ended = true;
    this.#cancel?.();
  }
}
