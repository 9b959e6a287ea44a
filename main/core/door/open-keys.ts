import type { Call } from '../../../shared/bridge/core.ts';
import type { Result } from '../../../shared/bridge/core-queries.ts';
import type { ToCore } from '../../../shared/bridge/host.ts';
import { ExpectedError } from '../../../shared/errors.ts';
import { isAcceptablePin } from '../../../shared/model/pin.ts';
import { identityOf } from '../db/meta.ts';
import { KeyKeeper, type KeyKeeperDeps } from './key-keeper.ts';

export type DoorWants = NonNullable<Result<'status'>['door']>['wants'];
export type KeysStart = NonNullable<Extract<ToCore, { type: 'start' }>['keys']>;

type CallOf<N extends Call['name']> = Extract<Call, { name: N }>;

interface OpenKeysDeps extends KeyKeeperDeps {
  readonly start: KeysStart;
}

/** The keys while the database is open: whether it shows anything, and to whom it shows it again (ID5). */
export class OpenKeys {
  readonly #deps: OpenKeysDeps;
  readonly #keeper: KeyKeeper;
  #isLocked = false;
  #hasLeft = false;

  constructor(deps: OpenKeysDeps) {
    this.#deps = deps;
    this.#keeper = new KeyKeeper(deps);
  }

  pin(): Result<'status'>['pin'] {
    const { keys, start } = this.#deps;
    if (keys.hasPin) return 'set';
    return start.pin === 'optional' ? 'none' : 'wanted';
  }

  wants(): DoorWants | null {
    if (this.#isLocked || this.#hasLeft) return 'pin';
    const { keys, start, db } = this.#deps;
    if (keys.hasPin || start.pin === 'optional' || (start.pin === 'asked' && !keys.choosesPin)) return null;
    return db.read(identityOf) === null ? null : 'new-pin';
  }

  connectionChanged(isOnline: boolean): void {
    this.#keeper.connectionChanged(isOnline);
  }

  identityChanged(): void {
    this.#keeper.identityChanged();
  }

  /** False where nothing could unlock it again. */
  lock(): boolean {
    if (!this.#deps.keys.hasPin || this.#isLocked) return false;
    this.#isLocked = true;
    return true;
  }

  /** Nobody comes back to this one: the program ends soon. */
  leave(): void {
    this.#hasLeft = true;
  }

  unlock(pin: string): void {
    if (this.#hasLeft) throw new ExpectedError({ code: 'core-stopped' });
    this.#deps.keys.check(pin, this.#deps.clock.now());
    this.#isLocked = false;
  }

  choosePin({ pin, former }: CallOf<'choose-pin'>): void {
    const { keys, clock } = this.#deps;
    if (this.#isLocked || this.#hasLeft) throw new ExpectedError({ code: 'invalid-request' });
    if (!isAcceptablePin(pin)) throw new ExpectedError({ code: 'weak-pin' });
    if (keys.hasPin) keys.check(former ?? '', clock.now());
    keys.setPin(pin);
  }

  /** The PIN is set once the hub knows the device: a wrong code leaves nothing behind. */
  async enrol(call: CallOf<'enrol'>, enrol: () => Promise<unknown>): Promise<unknown> {
    const { keys } = this.#deps;
    const pin = call.pin ?? null;
    const needsPin = this.pin() === 'wanted' || pin !== null;
    if (!keys.hasPin && needsPin && !isAcceptablePin(pin ?? '')) throw new ExpectedError({ code: 'weak-pin' });
    const value = await enrol();
    if (pin !== null && !keys.hasPin) keys.setPin(pin);
    return value;
  }

  forget(): void {
    this.#keeper.stop();
    this.#deps.keys.forget();
  }
}
