import type { FromCore } from '../../../shared/bridge/host.ts';
import type { Clock, Timers } from '../../../shared/effects.ts';
import type { CoreDb } from '../db/database.ts';
import { preferences } from '../db/preferences.ts';
import { decide } from './decide.ts';
import { see, type Known } from './sight.ts';

/** What comes together is told together. */
const SETTLE_MS = 1_000;
/** Between two looks; whatever is new by then is told at once (NT1). */
const GATHER_MS = 10_000;

export interface AlertsDeps {
  readonly db: CoreDb;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly toMain: (message: FromCore) => void;
  /** All that the hub had to say when the connection began has come in. */
  readonly isCurrent: () => boolean;
  readonly isShown: () => boolean;
  readonly failed: (error: unknown) => void;
}

/** Tells main what is new for whoever sits here. What was there before the first connection is no news. */
export class Alerts {
  readonly #deps: AlertsDeps;
  #known: Known | null = null;
  #toldAt: number | null = null;
  #cancel: (() => void) | null = null;

  constructor(deps: AlertsDeps) {
    this.#deps = deps;
    deps.db.onCommit((topics) => {
      if (topics.has('list') || topics.has('notices')) this.wake();
    });
  }

  /** Something may be new. */
  wake(): void {
    if (this.#cancel !== null) return;
    const since = this.#toldAt === null ? GATHER_MS : Math.abs(this.#deps.clock.now() - this.#toldAt);
    // The first look only sees what is there: whatever comes after it is news.
    const delayMs = this.#known === null ? 0 : Math.max(SETTLE_MS, GATHER_MS - since);
    this.#cancel = this.#deps.timers.after(delayMs, () => {
      this.#cancel = null;
      try {
        this.#look();
      } catch (error) {
        this.#deps.failed(error);
      }
    });
  }

  stop(): void {
    this.#cancel?.();
  }

  #look(): void {
    const { db, clock, toMain, isCurrent, isShown } = this.#deps;
    if (!isCurrent()) return;
    const known = this.#known;
    const sight = db.read((tx) => see(tx, known));
    this.#known = sight.known;
    if (known === null) return;
    const circumstances = { preferences: db.read(preferences), now: clock.now(), isShown: isShown() };
    const alerts = decide(known, sight, circumstances);
    if (alerts.length > 0) this.#toldAt = clock.now();
    for (const alert of alerts) toMain({ type: 'alert', ...alert });
  }
}
