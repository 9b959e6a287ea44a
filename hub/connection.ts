import type { Clock, Ids, Timers } from '../shared/effects.ts';
import type { Failure } from '../shared/errors.ts';
import type { Down } from '../shared/protocol/down.ts';
import { AUTHENTICATION_TIMEOUT_MS, LEASED_NUMBERS } from '../shared/protocol/limits.ts';
import type { Up } from '../shared/protocol/up.ts';
import { OLDEST_PROTOCOL_VERSION, PROTOCOL_VERSION } from '../shared/protocol/version.ts';
import { yearOf } from './acknowledgement.ts';
import type { RefusalTally } from './audit/refusal-tally.ts';
import { push } from './commands/push.ts';
import { compareDigest } from './compare-digest.ts';
import { rotate, unlock } from './device-keys.ts';
import { parseFrame } from './frames.ts';
import { greet } from './greeting.ts';
import { readCommands } from './guard/read-commands.ts';
import type { Identity } from './identity.ts';
import type { Contact } from './contacts.ts';
import type { Leases } from './leases.ts';
import { startLiveness, type Liveness } from './liveness.ts';
import type { Log } from './log.ts';
import type { Place, Presence } from './presence/presence.ts';
import { takeReceipts } from './receipts.ts';
import { createRateLimit, type RateLimit } from './rate-limit.ts';
import type { Room, Seat } from './room.ts';
import { frameForVersion1, kindsUnknownToVersion1 } from './version-1.ts';
import { createSerial } from './storage/serial.ts';
import type { Meta, Storage } from './storage/storage.ts';

/** The wire under a connection: a WebSocket, or two queues in a test. */
export interface Transport {
  /** For limits per address; not logged. */
  readonly address: string;
  send(text: string): void;
  /** Of a wire that gathers what is sent: it leaves now. */
  flush?(): void;
  /** Ends the connection after what was sent. */
  close(failure: Failure): void;
}

export interface ConnectionDeps {
  readonly storage: Storage;
  readonly room: Room;
  readonly leases: Leases;
  readonly presence: Presence;
  readonly identity: Identity;
  readonly refusals: RefusalTally;
  readonly blobTokens: BlobTokens;
  readonly meta: Meta;
  readonly mailDomain: string;
  readonly publicUrl?: () => string | null;
  /** Told to the devices (EX1). */
  readonly textExpiresAfterMs: number;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly ids: Ids;
  readonly log: Log;
}

/** Who may fetch attachments with which token, while its connection lives. */
export type BlobTokens = Map<string, { readonly userId: string; readonly deviceId: string }>;

export interface Connection {
  received(text: string): void;
  /** The wire is gone. */
  lost(closeCode: number): void;
  /** The hub ends it: tells the device why first. */
  end(failure: Failure): void;
}

/** Everything that a connection knows exists only in the state in which it can be used. */
type State =
  | { readonly name: 'challenged'; readonly nonce: string; readonly cancelTimeout: () => void }
  | { readonly name: 'greeted'; readonly nonce: string; readonly cancelTimeout: () => void }
  | {
      readonly name: 'live';
      readonly deviceId: string;
      readonly userId: string;
      readonly seat: Seat;
      readonly contact: Contact;
      readonly place: Place;
      readonly blobToken: string;
    }
  | { readonly name: 'ended' };

const FRAMES = { limit: 200, windowMs: 10_000 };

export function connect(deps: ConnectionDeps, transport: Transport): Connection {
  return new HubConnection(deps, transport);
}

class HubConnection implements Connection {
  readonly #deps: ConnectionDeps;
  readonly #transport: Transport;
  readonly #id: string;
  readonly #inOrder = createSerial();
  readonly #frames: RateLimit;
  readonly #liveness: Liveness;
  #state: State;
  /** Pages that were sent and not acknowledged yet: their acknowledgements don't count as frames (LIM2). */
  #pagesSent = 0;
  /** The version that the device speaks, once it has said so. */
  #protocol = PROTOCOL_VERSION;

  constructor(deps: ConnectionDeps, transport: Transport) {
    this.#deps = deps;
    this.#transport = transport;
    this.#id = deps.ids.next();
    this.#frames = createRateLimit({ ...FRAMES, clock: deps.clock });
    const nonce = deps.ids.secret();
    const timeout = (): void => this.end({ code: 'authentication-timeout' });
    this.#state = { name: 'challenged', nonce, cancelTimeout: deps.timers.after(AUTHENTICATION_TIMEOUT_MS, timeout) };
    this.#liveness = startLiveness(deps, {
      ping: (hubTime) => this.#state.name === 'live' && this.#send({ type: 'ping', hubTime }),
      silent: () => this.end({ code: 'silence' }),
    });
    deps.log.info('connected', { connectionId: this.#id });
    this.#challenge(nonce);
  }

  received(text: string): void {
    this.#liveness.heard();
    if (this.#state.name === 'live') this.#state.contact.heard();
    void this.#inOrder(() => this.#receive(text)).catch((error: unknown) => {
      this.#deps.log.defect('connection', error);
      this.end({ code: 'internal' });
    });
  }

  lost(closeCode: number): void {
    if (this.#leave()) this.#deps.log.info('disconnected', { connectionId: this.#id, closeCode });
  }

  end(failure: Failure): void {
    if (!this.#leave()) return;
    this.#deps.log.info('refused', { connectionId: this.#id, code: failure.code });
    this.#sendText(JSON.stringify({ type: 'error', failure } satisfies Down));
    this.#transport.close(failure);
  }

  async #receive(text: string): Promise<void> {
    if (this.#state.name === 'ended') return;
    const parsed = parseFrame(text);
    const retryAfterMs = this.#countFrame(parsed.ok ? parsed.value : null);
    if (retryAfterMs > 0) return this.end({ code: 'rate-limited', retryAfterMs });
    if (!parsed.ok) return this.end(parsed.failure);
    if ('protocol' in parsed.value) this.#protocol = parsed.value.protocol;
    await this.#handle(parsed.value);
  }

  async #handle(frame: Up): Promise<void> {
    const state = this.#state;
    switch (state.name) {
      case 'challenged':
      case 'greeted':
        if (frame.type === 'hello') return this.#hello(frame, state.nonce);
        if (frame.type === 'unlock') return this.#unlock(frame, state.nonce);
        if (frame.type === 'enrol' && state.name === 'challenged') return this.#enrol(frame);
        return this.end({ code: 'bad-frame' });
      case 'live':
        return this.#handleLive(frame, state);
      case 'ended':
        return undefined;
    }
  }

  async #handleLive(frame: Up, live: Extract<State, { name: 'live' }>): Promise<void> {
    switch (frame.type) {
      case 'push':
        return this.#push(frame, live);
      case 'ack':
        return live.seat.acknowledged(frame.cursor);
      case 'evicted':
        return this.#evicted(frame, live);
      case 'lease':
        return this.#lease(live.deviceId);
      case 'fetch':
        return live.seat.fetch(frame.conversationIds);
      case 'digest':
        return this.#digest(frame, live);
      case 'presence':
        return live.place.says(frame);
      case 'rotate':
        return this.#rotate(frame, live.deviceId);
      case 'pong':
        return undefined;
      case 'enrol':
      case 'unlock':
      case 'hello':
        return this.end({ code: 'bad-frame' });
    }
  }

  async #enrol(frame: Extract<Up, { type: 'enrol' }>): Promise<void> {
    const result = await this.#deps.identity.enrol(frame, this.#transport.address);
    if (!result.ok) return this.end(result.failure);
    if (this.#state.name !== 'challenged') return;
    const nonce = this.#deps.ids.secret();
    this.#state = { ...this.#state, name: 'greeted', nonce };
    this.#deps.log.info('enrolled', { connectionId: this.#id, ...result.value });
    this.#send({ type: 'enrolled', ...result.value, nonce });
  }

  /** What comes after it would be signed over a nonce that nobody was told. */
  async #unlock(frame: Extract<Up, { type: 'unlock' }>, nonce: string): Promise<void> {
    const { storage, meta, clock, ids, refusals } = this.#deps;
    const facts = { hubId: meta.hubId, nonce, now: clock.now(), address: this.#transport.address, refusals };
    const result = await storage.write((tx) => unlock(tx, frame, facts));
    if (!result.ok) return this.end(result.failure);
    if (this.#state.name !== 'challenged' && this.#state.name !== 'greeted') return;
    this.#state = { ...this.#state, name: 'greeted', nonce: ids.secret() };
    this.#send({ type: 'share', share: result.value });
  }

  async #rotate(frame: Extract<Up, { type: 'rotate' }>, deviceId: string): Promise<void> {
    const { storage, meta, clock } = this.#deps;
    const by = { hubId: meta.hubId, deviceId, now: clock.now() };
    const failure = await storage.write((tx) => rotate(tx, frame, by));
    if (failure !== null) return this.end(failure);
    this.#send({ type: 'rotated', publicKey: frame.publicKey });
  }

  async #hello(frame: Extract<Up, { type: 'hello' }>, nonce: string): Promise<void> {
    const { storage, meta, clock, ids, room, leases, presence, log, refusals, textExpiresAfterMs } = this.#deps;
    const { address } = this.#transport;
    const publicUrl = this.#deps.publicUrl?.() ?? null;
    const facts = { now: clock.now(), address, refusals, textExpiresAfterMs, publicUrl, ids };
    const greeting = { meta, nonce, blobToken: ids.secret(), ...facts };
    const result = await storage.write((tx) => greet(tx, frame, greeting));
    if (!result.ok) return this.end(result.failure);
    if (this.#state.name !== 'challenged' && this.#state.name !== 'greeted') return;
    this.#state.cancelTimeout();
    const { deviceId, userId, connection, cursor, welcome } = result.value;
    this.#send(welcome);
    // Before its first page is made.
    this.#transport.flush?.();
    const seat = room.enter({ ...this.#guest(deviceId, userId), connection }, cursor, welcome.behind);
    const contact = leases.enter(userId);
    const place = presence.enter({ userId, tell: (frame) => this.#send(frame) });
    this.#state = { name: 'live', deviceId, userId, seat, contact, place, blobToken: greeting.blobToken };
    this.#deps.blobTokens.set(greeting.blobToken, { userId, deviceId });
    log.info('welcomed', { connectionId: this.#id, deviceId, userId });
  }

  #guest(deviceId: string, userId: string) {
    return {
      deviceId,
      userId,
      send: (text: string): void => {
        this.#pagesSent += 1;
        this.#sendText(text);
      },
      replaced: (): void => this.end({ code: 'replaced' }),
      barred: (): void => this.end({ code: 'revoked-device' }),
    };
  }

  /** The effects go out before the answer, so that a device never shows the state between the two. */
  async #push(frame: Extract<Up, { type: 'push' }>, { deviceId, userId, seat }: Extract<State, { name: 'live' }>) {
    const { storage, clock, ids, mailDomain } = this.#deps;
    const commands = await readCommands(storage, frame.commands);
    const by = { deviceId, userId, now: clock.now(), ids, mailDomain };
    const result = await seat.commit((tx) => push(tx, commands, by));
    await seat.settled();
    for (const { seq, outcome } of result.answers) this.#send({ type: 'answer', seq, outcome });
    // The device takes them in while the hub carries out its next frame.
    this.#transport.flush?.();
    if (result.isBarred) return this.end({ code: 'revoked-device' });
    if (result.hasGap) this.end({ code: 'sequence-gap' });
  }

  async #lease(deviceId: string): Promise<void> {
    const { storage, clock } = this.#deps;
    const numbers = await storage.write(async (tx) => {
      await tx.leaseNumbers(deviceId, yearOf(clock.now()), LEASED_NUMBERS);
      return tx.leasedNumbers(deviceId);
    });
    this.#send({ type: 'numbers', numbers: [...numbers] });
  }

  async #digest(
    { cursor, count, sum }: Extract<Up, { type: 'digest' }>,
    { userId, seat }: Extract<State, { name: 'live' }>,
  ): Promise<void> {
    const leftOut = this.#protocol === 1 ? kindsUnknownToVersion1 : [];
    const asked = { cursor, count, sum, userId, leftOut };
    const isSame = await this.#deps.storage.read((tx) => compareDigest(tx, seat, asked));
    if (isSame !== null) this.#send({ type: 'digest', cursor, isSame });
  }

  async #evicted(
    frame: Extract<Up, { type: 'evicted' }>,
    { deviceId, userId }: Extract<State, { name: 'live' }>,
  ): Promise<void> {
    const { room, clock } = this.#deps;
    await room.commit((tx) => takeReceipts(tx, frame.items, { deviceId, userId, now: clock.now() }));
  }

  #challenge(nonce: string): void {
    const { meta, clock } = this.#deps;
    this.#send({
      type: 'challenge',
      oldestProtocol: OLDEST_PROTOCOL_VERSION,
      newestProtocol: PROTOCOL_VERSION,
      hubId: meta.hubId,
      nonce,
      hubTime: clock.now(),
    });
  }

  #countFrame(frame: Up | null): number {
    if (frame?.type === 'ack' && this.#pagesSent > 0) {
      this.#pagesSent -= 1;
      return 0;
    }
    return this.#frames.hit('');
  }

  #send(frame: Down): void {
    if (this.#state.name !== 'ended') this.#sendText(JSON.stringify(frame));
  }

  #sendText(text: string): void {
    const readable = this.#protocol === 1 ? frameForVersion1(text) : text;
    if (readable !== null) this.#transport.send(readable);
  }

  /** Gives everything back; false when that was done before. */
  #leave(): boolean {
    const state = this.#state;
    if (state.name === 'ended') return false;
    this.#state = { name: 'ended' };
    this.#liveness.stop();
    if (state.name === 'live') {
      this.#deps.blobTokens.delete(state.blobToken);
      state.seat.leave();
      state.contact.leave();
      state.place.leave();
    } else state.cancelTimeout();
    return true;
  }
}
