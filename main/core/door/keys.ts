import { randomBytes } from 'node:crypto';
import { ExpectedError, type Failure } from '../../../shared/errors.ts';
import { isAcceptablePin } from '../../../shared/model/pin.ts';
import {
  identitySchema,
  keptShareSchema,
  writeKeyFile,
  type DoorIdentity,
  type KeptShare,
  type KeyFile,
} from './key-file.ts';
import { derive, KEY_BYTES, keyOfPin, seal, SCRYPT, unseal, type ScryptCost } from './wrap.ts';
import { waitAfterWrongPins } from './wrong-pins.ts';

export interface KeysPlace {
  readonly file: string;
  /** What the operating system keeps for this account; where it offers nothing, it lies in a file beside (ID2). */
  readonly osSecret: Uint8Array;
  /** The share may stay on this PC, for so long without contact; null: never (ID4). */
  readonly offlineWindowMs: number | null;
  /** Of `SCRYPT`; tests take less. */
  readonly cost?: ScryptCost;
}

/** The key file with the key that opens what is sealed in it: the PIN was right, or there is none. */
export class Keys {
  readonly #place: KeysPlace;
  #file: KeyFile;
  #sealKey: Buffer;
  #share: string | null;
  #databaseKey: Buffer | null;

  private constructor(place: KeysPlace, file: KeyFile, sealKey: Buffer) {
    this.#place = place;
    this.#file = file;
    this.#sealKey = sealKey;
    this.#share = null;
    this.#databaseKey = file.hasShare ? null : unseal(sealKey, 'database', file.databaseKey);
  }

  /** For a database that has no key file yet; `databaseKey`: of one that was there before. */
  static create(place: KeysPlace, databaseKey: Uint8Array | null): Keys {
    const salt = randomBytes(KEY_BYTES);
    const sealKey = derive([place.osSecret], salt, 'seal');
    const file: KeyFile = {
      version: 1,
      salt: salt.toString('base64'),
      pin: null,
      choosesPin: databaseKey !== null,
      databaseKey: seal(sealKey, 'database', databaseKey ?? randomBytes(KEY_BYTES)),
      hasShare: false,
      check: seal(sealKey, 'check', Buffer.alloc(1)),
      identity: null,
      share: null,
      wrong: { count: 0, localAt: 0 },
    };
    writeKeyFile(place.file, file);
    return new Keys(place, file, sealKey);
  }

  /** @param pin null where there is none. Throws `wrong-pin`, with the wait (ID3). */
  static open(place: KeysPlace, file: KeyFile, attempt: Attempt): Keys {
    const tried = tryPin(place, file, attempt);
    if (!tried.ok) throw new ExpectedError(tried.failure);
    return new Keys(place, tried.file, tried.sealKey);
  }

  get hasPin(): boolean {
    return this.#file.pin !== null;
  }

  get choosesPin(): boolean {
    return this.#file.choosesPin;
  }

  get hasShare(): boolean {
    return this.#file.hasShare;
  }

  get identity(): DoorIdentity | null {
    const { identity } = this.#file;
    const bytes = identity === null ? null : unseal(this.#sealKey, 'identity', identity);
    return bytes === null ? null : identitySchema.parse(JSON.parse(bytes.toString('utf8')));
  }

  /** The database's key, as SQLite takes it; null: it takes the hub's share. */
  databaseKey(): string | null {
    return this.#databaseKey?.toString('hex') ?? null;
  }

  /** Throws `wrong-pin`, with the same waits, where it is not this one: somebody comes back to a PC that is locked. */
  check(pin: string, now: number): void {
    const tried = tryPin(this.#place, this.#file, { pin, now });
    this.#file = tried.file;
    if (!tried.ok) throw new ExpectedError(tried.failure);
    tried.sealKey.fill(0);
  }

  /** Seals everything anew under another PIN. */
  setPin(pin: string): void {
    if (!isAcceptablePin(pin)) throw new ExpectedError({ code: 'weak-pin' });
    const { databaseKey, identity } = { databaseKey: this.#mustKnow(), identity: this.identity };
    const kept = this.#kept();
    const salt = randomBytes(KEY_BYTES).toString('base64');
    const { N, r, p } = this.#place.cost ?? SCRYPT;
    const file = { ...this.#file, salt, choosesPin: false, pin: { N, r, p } };
    const before = this.#sealKey;
    this.#file = file;
    this.#sealKey = sealKeyOf(this.#place, file, pin);
    before.fill(0);
    this.#write({
      databaseKey: this.#wrapped(databaseKey),
      check: seal(this.#sealKey, 'check', Buffer.alloc(1)),
      identity: identity === null ? null : this.#sealed('identity', identity),
      share: kept === null ? null : this.#sealed('share', kept),
    });
  }

  /** Who this device is now, and the hub's share: from now on the database does not open without it. */
  addShare(share: string, identity: DoorIdentity, now: number): void {
    const databaseKey = this.#mustKnow();
    this.#share = share;
    this.#write({
      hasShare: true,
      databaseKey: this.#wrapped(databaseKey),
      identity: this.#sealed('identity', identity),
      share: this.#shareToKeep({ share, seenAt: now, awayMs: 0 }),
    });
  }

  keepIdentity(identity: DoorIdentity): void {
    this.#write({ identity: this.#sealed('identity', identity) });
  }

  /** The hub gave it: opens the database's key. Throws `key-lost` where it is not the one that wrapped it. */
  useShare(share: string, now: number): void {
    const key = unseal(this.#databaseWrapKey(share), 'database', this.#file.databaseKey);
    if (key === null) throw new ExpectedError({ code: 'key-lost' });
    this.#share = share;
    this.#databaseKey = key;
    this.#write({ share: this.#shareToKeep({ share, seenAt: now, awayMs: 0 }) });
  }

  /** Opens with what is kept here, unless it was without contact for too long; says whether it did (ID4). */
  useKeptShare(now: number): boolean {
    const kept = this.#kept();
    if (kept === null || this.#place.offlineWindowMs === null) return false;
    const awayMs = kept.awayMs + Math.max(0, now - kept.seenAt);
    const counted = { ...kept, awayMs, seenAt: now };
    this.#write({ share: this.#sealed('share', counted) });
    if (awayMs >= this.#place.offlineWindowMs) return false;
    const key = unseal(this.#databaseWrapKey(kept.share), 'database', this.#file.databaseKey);
    this.#databaseKey = key;
    this.#share = key === null ? null : kept.share;
    return key !== null;
  }

  /** Counts time without contact; says whether it is too much by now (ID4). */
  count({ now, isOnline }: { now: number; isOnline: boolean }): boolean {
    const kept = this.#kept();
    const { offlineWindowMs } = this.#place;
    if (kept === null || offlineWindowMs === null) return false;
    const awayMs = isOnline ? 0 : kept.awayMs + Math.max(0, now - kept.seenAt);
    this.#write({ share: this.#sealed('share', { ...kept, awayMs, seenAt: now }) });
    return awayMs >= offlineWindowMs;
  }

  /** Overwrites what it holds in memory. */
  forget(): void {
    this.#sealKey.fill(0);
    this.#databaseKey?.fill(0);
    this.#databaseKey = null;
    this.#share = null;
  }

  #mustKnow(): Buffer {
    if (this.#databaseKey === null) throw new Error('the database key is not open');
    return this.#databaseKey;
  }

  #databaseWrapKey(share: string): Buffer {
    const salt = Buffer.from(this.#file.salt, 'base64');
    return derive([this.#sealKey, Buffer.from(share, 'base64url')], salt, 'database');
  }

  #wrapped(databaseKey: Buffer): string {
    return seal(this.#share === null ? this.#sealKey : this.#databaseWrapKey(this.#share), 'database', databaseKey);
  }

  #sealed(what: 'identity' | 'share', value: DoorIdentity | KeptShare): string {
    return seal(this.#sealKey, what, Buffer.from(JSON.stringify(value), 'utf8'));
  }

  #shareToKeep(kept: KeptShare): string | null {
    return this.#place.offlineWindowMs === null ? null : this.#sealed('share', kept);
  }

  #kept(): KeptShare | null {
    const { share } = this.#file;
    const bytes = share === null ? null : unseal(this.#sealKey, 'share', share);
    return bytes === null ? null : keptShareSchema.parse(JSON.parse(bytes.toString('utf8')));
  }

  #write(change: Partial<KeyFile>): void {
    const next = { ...this.#file, ...change };
    writeKeyFile(this.#place.file, next);
    this.#file = next;
  }
}

interface Attempt {
  readonly pin: string | null;
  readonly now: number;
}

type Tried =
  | { readonly ok: true; readonly file: KeyFile; readonly sealKey: Buffer }
  | { readonly ok: false; readonly file: KeyFile; readonly failure: Failure };

/** A try is on the disk before it is made, so that ending the program at the right moment gives nobody another one (ID3). */
function tryPin(place: KeysPlace, file: KeyFile, { pin, now }: Attempt): Tried {
  const waitMs = waitAfterWrongPins(file.wrong, now);
  if (waitMs > 0) return { ok: false, file, failure: { code: 'wrong-pin', retryAfterMs: waitMs } };
  const counted = { ...file, wrong: { count: file.wrong.count + 1, localAt: now } };
  if (file.pin !== null) writeKeyFile(place.file, counted);
  const sealKey = sealKeyOf(place, file, pin);
  if (unseal(sealKey, 'check', file.check) !== null) {
    const clean = { ...file, wrong: { count: 0, localAt: 0 } };
    if (file.pin !== null) writeKeyFile(place.file, clean);
    return { ok: true, file: clean, sealKey };
  }
  // Without a PIN the system's part is another one than the file was sealed with: nobody can put that right here.
  if (file.pin === null) return { ok: false, file, failure: { code: 'key-lost' } };
  const retryAfterMs = waitAfterWrongPins(counted.wrong, now);
  return { ok: false, file: counted, failure: { code: 'wrong-pin', ...(retryAfterMs > 0 ? { retryAfterMs } : {}) } };
}

function sealKeyOf({ osSecret }: KeysPlace, file: Pick<KeyFile, 'salt' | 'pin'>, pin: string | null): Buffer {
  const salt = Buffer.from(file.salt, 'base64');
  if (file.pin === null) return derive([osSecret], salt, 'seal');
  const stretched = keyOfPin(pin ?? '', salt, file.pin);
  const key = derive([osSecret, stretched], salt, 'seal');
  stretched.fill(0);
  return key;
}
