import type { Random } from '../../../shared/effects.ts';
import { ExpectedError, type Failure } from '../../../shared/errors.ts';
import { delayBefore, isFinal } from '../sync/back-off.ts';
import { askShare, type AskDeps } from './ask-share.ts';
import { readKeyFile } from './key-file.ts';
import { Keys, type KeysPlace } from './keys.ts';
import { waitAfterWrongPins } from './wrong-pins.ts';

export interface DoorDeps extends AskDeps {
  readonly place: KeysPlace;
  /** Of a database that is older than its key file; null: there is none, or it has a key file. */
  readonly formerKey: string | null;
  readonly random: Random;
  /** The database's key is known. */
  readonly opened: (keys: Keys) => void;
  readonly changed: () => void;
  /** The hub withdrew this device's access (SH5). */
  readonly revoked: () => void;
  readonly failed: (error: unknown) => void;
}

export interface DoorState {
  readonly wants: 'pin' | 'hub';
  /** What keeps it closed, when known. */
  readonly problem: Failure | null;
}

/** What stands between the start and the open database: the PIN, then the hub's share (ID1, ID4). */
export class Door {
  readonly #deps: DoorDeps;
  #keys: Keys | null = null;
  #state: DoorState = { wants: 'pin', problem: null };
  #attempt = 0;
  #cancelRetry: () => void = () => undefined;
  #isAsking = false;
  #isOver = false;

  constructor(deps: DoorDeps) {
    this.#deps = deps;
  }

  get state(): DoorState {
    return this.#state;
  }

  /** Opens by itself where nothing is missing. */
  begin(): void {
    const { place, clock, formerKey, opened } = this.#deps;
    const read = readKeyFile(place.file);
    if (read.kind === 'unreadable') throw new ExpectedError({ code: 'key-lost' });
    if (read.kind === 'none') {
      const keys = Keys.create(place, formerKey === null ? null : Buffer.from(formerKey, 'hex'));
      return this.#over(() => opened(keys));
    }
    if (read.file.pin === null) return this.#goOn(Keys.open(place, read.file, { pin: null, now: clock.now() }));
    const waitMs = waitAfterWrongPins(read.file.wrong, clock.now());
    return this.#change({ wants: 'pin', problem: waitMs > 0 ? { code: 'wrong-pin', retryAfterMs: waitMs } : null });
  }

  /** Throws `wrong-pin`. That the hub is needed too is in the state. */
  unlock(pin: string): void {
    const { place, clock } = this.#deps;
    if (this.#keys !== null) return;
    const read = readKeyFile(place.file);
    if (read.kind !== 'read') throw new ExpectedError({ code: 'key-lost' });
    this.#goOn(Keys.open(place, read.file, { pin, now: clock.now() }));
  }

  retryNow(): void {
    if (this.#state.wants !== 'hub' || this.#isAsking || this.#keys === null) return;
    this.#attempt = 0;
    this.#ask(this.#keys);
  }

  stop(): void {
    this.#isOver = true;
    this.#cancelRetry();
    this.#keys?.forget();
  }

  #goOn(keys: Keys): void {
    const { clock, opened } = this.#deps;
    this.#keys = keys;
    if (keys.databaseKey() !== null || keys.useKeptShare(clock.now())) return this.#over(() => opened(keys));
    this.#change({ wants: 'hub', problem: null });
    return this.#ask(keys);
  }

  #ask(keys: Keys): void {
    this.#cancelRetry();
    const { identity } = keys;
    if (identity === null) return this.#change({ wants: 'hub', problem: { code: 'key-lost' } });
    this.#isAsking = true;
    return void askShare(identity, this.#deps).then(
      (answer) => {
        this.#isAsking = false;
        if (this.#isOver) return;
        if (answer.ok) this.#shareCame(keys, answer.share);
        else this.#notGiven(keys, answer.failure);
      },
      (error: unknown) => this.#deps.failed(error),
    );
  }

  #shareCame(keys: Keys, share: string): void {
    const { clock, opened } = this.#deps;
    try {
      keys.useShare(share, clock.now());
    } catch (error) {
      if (!(error instanceof ExpectedError)) return this.#deps.failed(error);
      return this.#change({ wants: 'hub', problem: error.failure });
    }
    return this.#over(() => opened(keys));
  }

  #notGiven(keys: Keys, failure: Failure): void {
    if (failure.code === 'revoked-device') return this.#over(this.#deps.revoked);
    this.#change({ wants: 'hub', problem: failure });
    if (isFinal(failure)) return;
    const { random, timers } = this.#deps;
    const delay = delayBefore(this.#attempt, { random: random.next(), failure });
    this.#attempt += 1;
    this.#cancelRetry = timers.after(delay, () => this.#ask(keys));
  }

  #over(then: () => void): void {
    this.#isOver = true;
    this.#cancelRetry();
    then();
  }

  #change(state: DoorState): void {
    this.#state = state;
    this.#deps.changed();
  }
}
