import type { Place } from '../shared/bridge/desktop.ts';
import type { FromCore } from '../shared/bridge/host.ts';
import { startCore, type CorePrograms, type CoreProcess } from './core-process.ts';

export interface PracticeDeps {
  /** The practice in place of the core. */
  readonly programs: CorePrograms;
  readonly appVersion: string;
  message(message: Extract<FromCore, { type: 'discard' }>): void;
  /** It ended without having been asked; a new one, that knows nothing of it, is being started or not. */
  stopped(restarting: boolean): void;
  now(): number;
}

/**
 * The practice of whoever sits here (section PX): while it runs, windows talk to it and to nobody else. The core of the real
 * cases goes on beside it, without a window.
 */
export class Practice {
  readonly #deps: PracticeDeps;
  #core: CoreProcess | null = null;
  /** Where the person was among the real cases. */
  #left: Place | null = null;
  /** The window that comes next stands on the other side. */
  #crossing: 'in' | 'out' | null = null;

  constructor(deps: PracticeDeps) {
    this.#deps = deps;
  }

  get core(): CoreProcess | null {
    return this.#core;
  }

  begin(): void {
    if (this.#core !== null) return;
    const { programs, appVersion, message, stopped, now } = this.#deps;
    this.#crossing = 'in';
    this.#core = startCore(programs, [start(appVersion)], {
      message: (said) => {
        if (said.type === 'discard') message(said);
      },
      stopped,
      now,
    });
  }

  /** The process ends by itself, and all that was in it. */
  end(): void {
    const ending = this.#core;
    this.#core = null;
    this.#crossing = 'out';
    void ending?.stop();
  }

  /** Where a window begins that takes over from one in which the person was at `place`: not there, if it is on the other side. */
  crossed(place: Place | null): Place | null {
    const crossing = this.#crossing;
    this.#crossing = null;
    if (crossing === null) return place;
    const [left, before] = [crossing === 'in' ? place : null, this.#left];
    this.#left = left;
    return crossing === 'in' ? null : before;
  }

  /** Nobody may be led back to where somebody else was, or to what is locked now. */
  forgetPlace(): void {
    this.#left = null;
  }

  async stop(): Promise<void> {
    await this.#core?.stop();
  }
}

/** A practice has neither files, keys nor a hub: it makes its own, in memory. */
const start = (appVersion: string) =>
  ({
    type: 'start',
    databaseFile: ':memory:',
    databaseKey: null,
    protection: 'none',
    hubUrl: null,
    deviceName: 'Esercitazione',
    appVersion,
    enrolCode: null,
    logFile: null,
  }) as const;
