import type { Clock, Random, Timers } from '../../../shared/effects.ts';
import { ExpectedError, type Failure } from '../../../shared/errors.ts';
import type { Down } from '../../../shared/protocol/down.ts';
import type { CoreDb } from '../db/database.ts';
import { getMeta, identityOf, setMeta, type Identity } from '../db/meta.ts';
import { storageFailure } from '../db/storage-failure.ts';
import type { Log } from '../log.ts';
import type { AttachmentDeps } from './attachments.ts';
import { delayBefore, isFinal } from './back-off.ts';
import { greet, helloFacts, wasRescued } from './greet.ts';
import { commonVersion, createDeviceKey, helloFrame, type Challenge, type DeviceKey } from './handshake.ts';
import { LinkFacts } from './link-facts.ts';
import { openLink, type Link, type OpenSocket } from './link.ts';
import type { Presence } from './presence.ts';
import { resynchronise } from './resynchronise.ts';
import { adoptNextKey, rotated, rotationFrame } from './rotation.ts';
import { Session, type Progress, type SessionFrame, type SessionListener } from './session.ts';

export interface SyncDeps {
  readonly db: CoreDb;
  readonly clock: Clock;
  readonly timers: Timers;
  /** Runs something after all that has arrived was read. */
  readonly soon: (run: () => void) => void;
  readonly random: Random;
  readonly log: Log;
  readonly openSocket: OpenSocket;
  readonly fetch: AttachmentDeps['fetch'];
  readonly deviceName: string;
  readonly appVersion: string;
  readonly presence: Pick<Presence, 'online' | 'offline' | 'told'>;
  readonly listener: Omit<SessionListener, 'progress' | 'diverged'> & {
    statusChanged(): void;
    enrolled(hubUrl: string): void;
    /** This device goes on with a database that was begun anew; says whether nothing is left of the old one (EV8). */
    rebuilt(): boolean;
    /** The hub withdrew this device's access (SH5). */
    revoked(): void;
    /** Another key of the device is in force, or on its way (SH4). */
    keyChanged(): void;
    /** The database can't be trusted any more. */
    broken(failure: Failure): void;
  };
}

export interface SyncStatus {
  readonly connection: 'not-enrolled' | 'connecting' | 'online' | 'offline';
  readonly localSinceAt: number;
  readonly hubOffsetMs: number;
  readonly syncing: Progress | null;
  readonly problem: Failure | null;
  readonly hubUrl: string | null;
}

const HEAL_INTERVAL_MS = 60 * 60_000;

interface EnrolRequest {
  readonly code: string;
  readonly hubUrl: string;
  /** Tries again while waiting can help. */
  readonly keepTrying?: boolean;
}

interface Enrolment {
  readonly code: string;
  readonly key: DeviceKey;
  readonly keepTrying: boolean;
  resolve(userId: string): void;
  reject(error: ExpectedError): void;
}

type Phase =
  | { readonly kind: 'idle' }
  | { readonly kind: 'waiting'; readonly cancel: () => void }
  | { readonly kind: 'connecting'; readonly link: Link }
  | { readonly kind: 'online'; readonly link: Link; readonly session: Session; readonly blobToken: string };

/** Keeps one connection to the hub: opens it, proves who this is, hands over to a session, and begins again. */
export class SyncClient {
  readonly #deps: SyncDeps;
  readonly facts = new LinkFacts();
  #phase: Phase = { kind: 'idle' };
  #hubUrl: string | null = null;
  #enrolment: Enrolment | null = null;
  #challenge: (Challenge & { readonly protocol: number }) | null = null;
  #attempt = 0;
  #status: Omit<SyncStatus, 'hubUrl'>;

  constructor(deps: SyncDeps) {
    this.#deps = deps;
    const connection = this.#identity() === null ? 'not-enrolled' : 'connecting';
    this.#status = { connection, localSinceAt: deps.clock.now(), hubOffsetMs: 0, syncing: null, problem: null };
  }

  get status(): SyncStatus {
    return { ...this.#status, hubUrl: this.#hubUrl };
  }

  /** Connects, when this device is enrolled. */
  start(hubUrl: string | null): void {
    this.#hubUrl = hubUrl ?? this.#deps.db.read((tx) => getMeta(tx, 'hubUrl'));
    if (this.#identity() === null) this.#change({ connection: 'not-enrolled' });
    else if (this.#hubUrl === null) this.#change({ connection: 'offline', problem: { code: 'hub-address' } });
    else this.#connect();
  }

  /**
   * Makes this device known, or known again where the hub has forgotten it (RE8); resolves with the user's id, rejects
   * with an `ExpectedError`.
   */
  enrol({ code, hubUrl, keepTrying = false }: EnrolRequest): Promise<string> {
    if (!this.#mayEnrol() || this.#enrolment?.keepTrying === false) {
      return Promise.reject(new ExpectedError({ code: 'invalid-request' }));
    }
    this.#enrolment?.reject(new ExpectedError({ code: 'invalid-request' }));
    this.#hubUrl = hubUrl;
    this.#attempt = 0;
    // Nobody has to type anything, so nobody is asked to unless it fails.
    if (keepTrying) this.#change({ connection: 'connecting' });
    return new Promise((resolve, reject) => {
      this.#enrolment = { code, keepTrying, resolve, reject, key: createDeviceKey() };
      this.#connect();
    });
  }

  retryNow(): void {
    if (this.#phase.kind === 'connecting' || this.#phase.kind === 'online') return;
    if (this.#identity() === null && this.#enrolment === null) return;
    this.#attempt = 0;
    this.#connect();
  }

  commandStored(): void {
    this.#guarded(() => {
      if (this.#phase.kind === 'online') this.#phase.session.commandStored();
    });
  }

  /** A case number was given out: there may be too few left. */
  numberTaken(): void {
    this.#guarded(() => {
      if (this.#phase.kind === 'online') this.#phase.session.askNumbers();
    });
  }

  /** What fetching attachments takes; null while offline. */
  blobAccess(): { readonly hubUrl: string; readonly token: string } | null {
    const phase = this.#phase;
    return phase.kind === 'online' && this.#hubUrl !== null ? { hubUrl: this.#hubUrl, token: phase.blobToken } : null;
  }

  stop(): void {
    this.#leavePhase();
  }

  #mayEnrol(): boolean {
    return this.#identity() === null || this.#status.problem?.code === 'unknown-device';
  }

  #identity(): Identity | null {
    return this.#deps.db.read(identityOf);
  }

  #change(next: Partial<Omit<SyncStatus, 'hubUrl'>>): void {
    const isMoved = next.connection !== undefined && next.connection !== this.#status.connection;
    this.#status = { ...this.#status, ...next, ...(isMoved ? { localSinceAt: this.#deps.clock.now() } : {}) };
    this.#deps.listener.statusChanged();
  }

  #leavePhase(): void {
    const phase = this.#phase;
    this.#phase = { kind: 'idle' };
    this.#challenge = null;
    if (phase.kind === 'waiting') phase.cancel();
    if (phase.kind === 'online') {
      phase.session.end();
      this.#deps.presence.offline();
    }
    if (phase.kind === 'connecting' || phase.kind === 'online') phase.link.close();
  }

  #connect(): void {
    this.#leavePhase();
    if (this.#hubUrl === null) return;
    this.#deps.log({ event: 'connecting', attempt: this.#attempt });
    const isCurrent = (): boolean =>
      (this.#phase.kind === 'connecting' || this.#phase.kind === 'online') && this.#phase.link === link;
    const listener = {
      onFrame: (frame: Down) => this.#guarded(() => this.#handle(link, frame)),
      onEnd: (failure: Failure) => {
        if (isCurrent()) this.#lost(failure);
      },
    };
    const link = openLink(this.#hubUrl, listener, this.#deps);
    this.#phase = { kind: 'connecting', link };
  }

  /** Storage that fails in the middle of a frame: nothing was stored or acknowledged, so it comes again. */
  #guarded(run: () => void): void {
    try {
      run();
    } catch (error) {
      const failure = storageFailure(error);
      if (failure === null) throw error;
      if (failure.code === 'database-unreadable') this.#deps.listener.broken(failure);
      else this.#lost(failure);
    }
  }

  #lost(failure: Failure): void {
    this.#leavePhase();
    const enrolment = this.#enrolment;
    if (enrolment !== null && (!enrolment.keepTrying || isFinal(failure))) {
      this.#enrolment = null;
      this.#notEnrolled(this.#identity() === null ? failure : { code: 'unknown-device' });
      enrolment.reject(new ExpectedError(failure));
      return;
    }
    if (failure.code === 'bad-signature' && this.#hasAnotherKey()) return this.#connect();
    const { random, timers, log } = this.#deps;
    const delay = isFinal(failure) ? null : delayBefore(this.#attempt, { random: random.next(), failure });
    log({ event: 'offline', code: failure.code, retryInMs: delay });
    if (enrolment === null) this.#change({ connection: 'offline', problem: failure, syncing: null });
    else this.#notEnrolled(failure);
    if (failure.code === 'revoked-device') return this.#deps.listener.revoked();
    if (delay === null) return;
    this.#attempt += 1;
    this.#phase = { kind: 'waiting', cancel: timers.after(delay, () => this.#connect()) };
  }

  /** A device that was known once stays at work, offline. */
  #notEnrolled(problem: Failure): void {
    const connection = this.#identity() === null ? 'not-enrolled' : 'offline';
    this.#change({ connection, problem, syncing: null });
  }

  #handle(link: Link, frame: Down): void {
    this.facts.heard(this.#deps.clock.now());
    switch (frame.type) {
      case 'challenge':
        return this.#challenged(link, frame);
      case 'enrolled':
        return this.#enrolled(link, frame);
      case 'welcome':
        return this.#welcomed(link, frame);
      case 'ping':
        this.#status = { ...this.#status, hubOffsetMs: frame.hubTime - this.#deps.clock.now() };
        return this.#inSession(frame);
      case 'patch':
      case 'answer':
      case 'digest':
      case 'numbers':
        return this.#inSession(frame);
      case 'presence':
        return this.#phase.kind === 'online' ? this.#deps.presence.told(frame) : this.#lost({ code: 'bad-frame' });
      case 'share': // never on this connection
        return this.#lost({ code: 'bad-frame' });
      case 'rotated':
        return this.#rotated(frame.publicKey);
      case 'error':
        return undefined; // ends the link
    }
  }

  #inSession(frame: Extract<Down, { type: SessionFrame }>): void {
    if (this.#phase.kind === 'online') this.#phase.session.handle(frame);
    else if (frame.type !== 'ping') this.#lost({ code: 'bad-frame' });
  }

  /** Fetches everything anew, at most once an hour, so that a defect on either side costs no endless download (DI3). */
  #diverged(): void {
    const { db, clock, log, listener } = this.#deps;
    const now = clock.now();
    const last = db.read((tx) => getMeta(tx, 'divergedAt'));
    const heals = last === null || Math.abs(now - last) >= HEAL_INTERVAL_MS;
    log({ event: 'diverged', heals });
    const epoch = db.read((tx) => getMeta(tx, 'epoch'));
    if (!heals || epoch === null) return;
    const left = db.write((tx) => {
      setMeta(tx, 'divergedAt', now);
      return resynchronise(tx, epoch);
    });
    if (left.length > 0) listener.left(left);
    db.truncateLog();
    this.#connect();
  }

  #challenged(link: Link, frame: Extract<Down, { type: 'challenge' }>): void {
    const protocol = commonVersion(frame);
    if (typeof protocol !== 'number') return this.#lost(protocol);
    this.#challenge = { hubId: frame.hubId, nonce: frame.nonce, protocol };
    return this.#introduce(link, this.#challenge);
  }

  #introduce(link: Link, { protocol, ...proof }: Challenge & { readonly protocol: number }): void {
    const { appVersion, deviceName, db, clock } = this.#deps;
    this.facts.asked(clock.now(), protocol);
    if (this.#enrolment !== null) {
      const { code, key } = this.#enrolment;
      return link.send({ type: 'enrol', protocol, code, publicKey: key.publicKey, deviceName, appVersion });
    }
    const identity = this.#identity();
    if (identity === null) return this.#lost({ code: 'not-enrolled' });
    return link.send(helloFrame({ protocol, appVersion, ...helloFacts(db, identity) }, proof));
  }

  #enrolled(link: Link, { deviceId, userId, nonce }: Extract<Down, { type: 'enrolled' }>): void {
    const enrolment = this.#enrolment;
    const challenge = this.#challenge;
    const hubUrl = this.#hubUrl;
    if (enrolment === null || challenge === null || hubUrl === null) return this.#lost({ code: 'bad-frame' });
    // What is kept here is one person's; nobody else may go on with it.
    if ((this.#identity()?.userId ?? userId) !== userId) return this.#lost({ code: 'other-user' });
    this.#deps.db.write((tx) => {
      setMeta(tx, 'deviceId', deviceId);
      setMeta(tx, 'userId', userId);
      setMeta(tx, 'privateKey', enrolment.key.privateKey);
      setMeta(tx, 'hubUrl', hubUrl);
    });
    this.#enrolment = null;
    this.#deps.log({ event: 'enrolled' });
    this.#change({ connection: 'connecting', problem: null });
    this.#deps.listener.enrolled(hubUrl);
    this.#introduce(link, { ...challenge, nonce });
    enrolment.resolve(userId);
  }

  #welcomed(link: Link, welcome: Extract<Down, { type: 'welcome' }>): void {
    const { clock, db, log, presence } = this.#deps;
    const protocol = this.#challenge?.protocol ?? 1;
    if (this.#phase.kind !== 'connecting') return this.#lost({ code: 'bad-frame' });
    const isRebuilt = db.read(wasRescued);
    const isClean = !isRebuilt || this.#deps.listener.rebuilt();
    const { resync, earlierEpoch, left } = greet(db, welcome, clock.now());
    if (left.length > 0) this.#deps.listener.left(left);
    this.#attempt = 0;
    this.facts.welcomed(clock.now(), welcome.hubTime);
    log({ event: 'online', behind: welcome.behind, resync });
    const session = this.#sessionOver(link, welcome, isClean && (isRebuilt || earlierEpoch !== null));
    this.#phase = { kind: 'online', link, session, blobToken: welcome.blobToken };
    this.#change({ connection: 'online', problem: null, hubOffsetMs: welcome.hubTime - clock.now() });
    session.start();
    if (protocol > 1) presence.online((said) => link.send(said));
    if (protocol > 1) this.#rotate(link);
  }

  #rotate(link: Link): void {
    const { db, clock, listener } = this.#deps;
    const hubId = this.#challenge?.hubId ?? '';
    const frame = db.write((tx) => rotationFrame(tx, { hubId, localNow: clock.now() }));
    if (frame === null) return;
    listener.keyChanged();
    link.send(frame);
  }

  #rotated(publicKey: string): void {
    const { db, clock, listener } = this.#deps;
    db.write((tx) => rotated(tx, { publicKey, localNow: clock.now() }));
    listener.keyChanged();
  }

  #hasAnotherKey(): boolean {
    const { db, clock, listener } = this.#deps;
    const isAdopted = db.write((tx) => adoptNextKey(tx, { localNow: clock.now() }));
    if (isAdopted) listener.keyChanged();
    return isAdopted;
  }

  #sessionOver(link: Link, { userId, behind }: Extract<Down, { type: 'welcome' }>, confirmsAll: boolean): Session {
    const { listener } = this.#deps;
    const progress = (syncing: Progress | null): void => {
      if (syncing !== this.#status.syncing) this.#change({ syncing });
    };
    return new Session({
      ...this.#deps,
      listener: {
        left: (ids) => listener.left(ids),
        put: (ids) => listener.put(ids),
        isOpen: (id) => listener.isOpen(id),
        progress,
        diverged: () => this.#diverged(),
      },
      userId,
      behind,
      confirmsAll,
      hubOffset: () => this.#status.hubOffsetMs,
      send: (frame) => link.send(frame),
      access: () => this.blobAccess(),
      soon: (run) => this.#deps.soon(() => this.#guarded(run)),
    });
  }
}
