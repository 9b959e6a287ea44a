import { ExpectedError } from '../../../shared/errors.ts';
import type { CoreDb } from '../db/database.ts';
import { getMeta, identityOf } from '../db/meta.ts';
import { askShare, type AskDeps } from './ask-share.ts';
import type { DoorIdentity } from './key-file.ts';
import type { Keys } from './keys.ts';

/** Time without contact is counted at least this often (EX2). */
const TICK_MS = 5 * 60_000;

export interface KeyKeeperDeps extends AskDeps {
  readonly keys: Keys;
  readonly db: CoreDb;
  /** Too long without contact: the database is to be closed (ID4). */
  readonly lockOut: () => void;
  readonly revoked: () => void;
  readonly failed: (error: unknown) => void;
}

/** While the database is open: fetches the hub's share where it is missing, and counts the time without contact. */
export class KeyKeeper {
  readonly #deps: KeyKeeperDeps;
  #isOnline = false;
  #isAsking = false;
  #isOver = false;
  #cancel: () => void = () => undefined;

  constructor(deps: KeyKeeperDeps) {
    this.#deps = deps;
  }

  connectionChanged(isOnline: boolean): void {
    this.#isOnline = isOnline;
    this.look();
    if (isOnline && this.#needsShare()) this.#fetch();
  }

  look(): void {
    if (this.#isOver) return;
    this.#cancel();
    const { keys, clock, timers, lockOut, failed } = this.#deps;
    this.#cancel = timers.after(TICK_MS, () => this.look());
    try {
      if (keys.count({ now: clock.now(), isOnline: this.#isOnline })) lockOut();
    } catch (error) {
      failed(error);
    }
  }

  /** Another key of the device is in force, or on its way (SH4). */
  identityChanged(): void {
    const identity = this.#identity();
    if (identity !== null && !this.#needsShare()) this.#deps.keys.keepIdentity(identity);
  }

  stop(): void {
    this.#isOver = true;
    this.#cancel();
  }

  /** There is none yet, or it is that of the device that this was before it was enrolled again (RE8). */
  #needsShare(): boolean {
    const { keys } = this.#deps;
    return !keys.hasShare || keys.identity?.deviceId !== this.#identity()?.deviceId;
  }

  #identity(): DoorIdentity | null {
    return this.#deps.db.read((tx) => {
      const identity = identityOf(tx);
      const hubUrl = getMeta(tx, 'hubUrl');
      if (identity === null || hubUrl === null) return null;
      const next = getMeta(tx, 'nextPrivateKey');
      const privateKeys = next === null || next === '' ? [identity.privateKey] : [identity.privateKey, next];
      return { deviceId: identity.deviceId, privateKeys, hubUrl };
    });
  }

  #fetch(): void {
    const identity = this.#identity();
    if (identity === null || this.#isAsking) return;
    this.#isAsking = true;
    void askShare(identity, this.#deps)
      .then((answer) => {
        if (this.#isOver) return;
        if (answer.ok) this.#deps.keys.addShare(answer.share, identity, this.#deps.clock.now());
        else if (answer.failure.code === 'revoked-device') this.#deps.revoked();
        // Anything else: asked again with the next connection; until then the other two keep the key.
      })
      .catch((error: unknown) => {
        if (!(error instanceof ExpectedError)) this.#deps.failed(error);
      })
      .finally(() => {
        this.#isAsking = false;
      });
  }
}
