import type { Clock, Timers } from '../../shared/effects.ts';

interface Happening {
  readonly at: number;
  /** What is due at the same instant happens in order of planning. */
  readonly order: number;
  readonly run: () => void;
  readonly wakesHub: boolean;
}

/** The hub's code is asynchronous; on an embedded database all of it is microtasks, and they end before this resolves. */
export const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

const START = Date.UTC(2026, 2, 10, 9, 0, 0);
/** A little of what reaches the hub is handled together with what comes next. */
const TOGETHER = 0.25;

/** The one time of a simulated world: nothing happens by itself. */
export class SimTime implements Clock {
  #now = START;
  #planned: Happening[] = [];
  #order = 0;
  readonly #isTogether: () => boolean;

  constructor(random: () => number) {
    this.#isTogether = () => random() < TOGETHER;
  }

  now(): number {
    return this.#now;
  }

  plan(delayMs: number, run: () => void, wakesHub = false): () => void {
    const happening = { at: this.#now + Math.max(0, delayMs), order: (this.#order += 1), run, wakesHub };
    const later = this.#planned.findIndex(({ at }) => at > happening.at);
    if (later === -1) this.#planned.push(happening);
    else this.#planned.splice(later, 0, happening);
    return () => {
      const index = this.#planned.indexOf(happening);
      if (index !== -1) this.#planned.splice(index, 1);
    };
  }

  /** `stop` ends it early. */
  async advance(ms: number, stop: () => boolean): Promise<void> {
    const end = this.#now + ms;
    while (!stop()) {
      const next = this.#planned[0];
      if (next === undefined || next.at > end) break;
      this.#planned.shift();
      this.#now = Math.max(this.#now, next.at);
      next.run();
      if (next.wakesHub && !this.#isTogether()) await settled();
    }
    this.#now = Math.max(this.#now, end);
    await settled();
  }

  /** Everybody's clock moves, and nothing has run meanwhile: the machines slept. */
  jump(ms: number): void {
    this.#now += ms;
  }
}

/** One life of a program: what it planned and what it sends ends with it. */
export class Life {
  #isAlive = true;
  #ticks: number | null = null;
  readonly #died: () => void;

  constructor(died: () => void) {
    this.#died = died;
  }

  get isAlive(): boolean {
    return this.#isAlive;
  }

  /** It will die after so many more steps of its own. */
  dieAfter(ticks: number): void {
    this.#ticks ??= ticks;
  }

  spare(): void {
    this.#ticks = null;
  }

  /** A point at which the power may go. */
  tick(): void {
    if (!this.#isAlive) throw new PowerLoss();
    if (this.#ticks === null) return;
    this.#ticks -= 1;
    if (this.#ticks > 0) return;
    this.end();
    throw new PowerLoss();
  }

  end(): void {
    if (!this.#isAlive) return;
    this.#isAlive = false;
    this.#died();
  }
}

/** Thrown where a program is cut off; nothing of it runs afterwards. */
export class PowerLoss extends Error {
  constructor() {
    super('the power is gone');
    this.name = 'PowerLoss';
  }
}

/** Timers of one life. `enter` runs what is due. */
export function timersOf(time: SimTime, enter: (run: () => void) => void, wakesHub: boolean): Timers {
  return { after: (delayMs, run) => time.plan(delayMs, () => enter(run), wakesHub) };
}
