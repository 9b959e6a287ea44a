import type { ChatEnding, VisitorDown, VisitorUp } from '../../shared/chat/frames.ts';
import { visitorUpSchema } from '../../shared/chat/frames.ts';
import { CHAT_IDLE_MS, CHAT_PROTOCOL_VERSION, MAX_VISITOR_FRAME_BYTES } from '../../shared/chat/limits.ts';
import { AUTHENTICATION_TIMEOUT_MS } from '../../shared/protocol/limits.ts';
import { startLiveness, type Liveness } from '../liveness.ts';
import { createRateLimit, type RateLimit } from '../rate-limit.ts';
import { createSerial } from '../storage/serial.ts';
import { welcomeFor, type Counter } from './counter.ts';
import type { Seat } from './desk.ts';
import { hashOfSecret } from './session.ts';
import type { VisitorPlace } from './visitors.ts';

/** The wire under a visitor's connection. */
export interface VisitorTransport {
  /** For limits per address; neither stored nor logged. */
  readonly address: string;
  send(text: string): void;
  /** Ends the connection after what was sent. */
  close(code: ChatEnding): void;
}

export interface VisitorConnection {
  received(text: string): void;
  lost(): void;
  end(code: ChatEnding, retryAfterMs?: number): void;
}

type State =
  | { readonly name: 'new'; readonly cancelTimeout: () => void }
  | {
      readonly name: 'live';
      readonly secretHash: string;
      readonly language: 'it' | 'en';
      readonly seat: Seat;
    }
  | { readonly name: 'ended' };
type Live = Extract<State, { name: 'live' }>;
type FrameOf<T extends VisitorUp['type']> = Extract<VisitorUp, { type: T }>;

/** A page that types, says so every 3 s, and answers pings stays far below (CH14). */
const FRAMES = { limit: 60, windowMs: 10_000 };

export function connectVisitor(counter: Counter, transport: VisitorTransport): VisitorConnection {
  return new PageConnection(counter, transport);
}

/** One open page of a visitor (section CH). */
class PageConnection implements VisitorConnection {
  readonly #counter: Counter;
  readonly #transport: VisitorTransport;
  readonly #inOrder = createSerial();
  readonly #frames: RateLimit;
  readonly #liveness: Liveness;
  #state: State;
  #place: VisitorPlace | null = null;
  #cancelIdle = (): void => undefined;

  constructor(counter: Counter, transport: VisitorTransport) {
    this.#counter = counter;
    this.#transport = transport;
    const { clock, timers } = counter.deps;
    this.#frames = createRateLimit({ ...FRAMES, clock });
    const cancelTimeout = timers.after(AUTHENTICATION_TIMEOUT_MS, () => this.end('bad-frame'));
    this.#state = { name: 'new', cancelTimeout };
    this.#liveness = startLiveness(counter.deps, {
      ping: () => this.#send({ type: 'ping' }),
      silent: () => this.end('silence'),
    });
    this.#notIdle();
  }

  received(text: string): void {
    this.#liveness.heard();
    void this.#inOrder(() => this.#receive(text)).catch((error: unknown) => {
      this.#counter.deps.log.defect('chat', error);
      this.end('internal');
    });
  }

  lost(): void {
    this.#leave();
  }

  end(code: ChatEnding, retryAfterMs?: number): void {
    if (this.#state.name === 'ended') return;
    this.#send({ type: 'error', code, ...(retryAfterMs === undefined ? {} : { retryAfterMs }) });
    this.#leave();
    this.#transport.close(code);
  }

  async #receive(text: string): Promise<void> {
    if (this.#state.name === 'ended') return;
    const retryAfterMs = this.#frames.hit('');
    if (retryAfterMs > 0) return this.end('rate-limited', retryAfterMs);
    if (Buffer.byteLength(text) > MAX_VISITOR_FRAME_BYTES) return this.end('frame-too-large');
    const frame = parse(text);
    if (frame === null) return this.end('bad-frame');
    if (frame.type !== 'pong') this.#notIdle();
    if (this.#state.name === 'live') return this.#handle(frame, this.#state);
    if (frame.type !== 'hello') return this.end('bad-frame');
    return this.#hello(frame);
  }

  async #hello({ protocol, session, language }: FrameOf<'hello'>): Promise<void> {
    if (protocol !== CHAT_PROTOCOL_VERSION) return this.end('unsupported-version');
    const { deps, desk } = this.#counter;
    const known = session === null ? null : await deps.storage.read((tx) => this.#counter.sessionOf(tx, session));
    const secret = known === null || session === null ? deps.ids.secret() : session;
    const welcome = await welcomeFor(deps, { session: secret, lastLine: known?.lastLine ?? 0 });
    if (this.#state.name !== 'new') return;
    this.#state.cancelTimeout();
    this.#send(welcome);
    const secretHash = hashOfSecret(secret);
    const seat = desk.enter({ secretHash, send: (frame) => this.#send(frame) });
    this.#state = { name: 'live', secretHash, language, seat };
    if (known !== null && known.over === null) this.#isIn(known.conversationId);
    await seat.refresh();
  }

  async #handle(frame: VisitorUp, live: Live): Promise<void> {
    switch (frame.type) {
      case 'line':
      case 'appointment':
        return this.#line(frame, live);
      case 'typing':
        return this.#place?.types();
      case 'seen':
        return this.#place?.hasSeen(Math.min(frame.at, this.#counter.deps.clock.now()));
      case 'ticket':
      case 'end':
      case 'transcript':
        return this.#finish(frame, live);
      case 'pong':
        return undefined;
      case 'hello':
        return this.end('bad-frame');
    }
  }

  async #line(frame: FrameOf<'line'> | FrameOf<'appointment'>, { secretHash, language, seat }: Live): Promise<void> {
    const { line } = frame;
    const { address } = this.#transport;
    const isIn = this.#place !== null;
    const result = await this.#counter.line(frame, { secretHash, language, address, isIn });
    switch (result.kind) {
      case 'gap':
        return this.end('bad-frame');
      case 'stopped':
        return this.#send({ type: 'stopped', line, flags: [...result.flags] });
      case 'refused': {
        const { code, retryAfterMs } = result;
        return this.#send({ type: 'refused', line, code, ...(retryAfterMs === undefined ? {} : { retryAfterMs }) });
      }
      case 'taken':
        this.#isIn(result.conversationId);
        await seat.refresh();
        return this.#send({ type: 'ack', line, ...(result.link === null ? {} : { link: result.link }) });
    }
  }

  async #finish(frame: FrameOf<'ticket'> | FrameOf<'end'> | FrameOf<'transcript'>, { secretHash, seat }: Live) {
    const result = await this.#counter.finish(frame, secretHash);
    if (!result.ok) return this.#send({ type: 'refused', line: null, code: result.code });
    if (frame.type === 'transcript') this.#send({ type: 'transcript', address: result.address });
    else this.#isOut();
    await seat.refresh();
  }

  #isIn(conversationId: string): void {
    this.#place ??= this.#counter.deps.visitors.enter(conversationId);
  }

  #isOut(): void {
    this.#place?.leave();
    this.#place = null;
  }

  #notIdle(): void {
    this.#cancelIdle();
    this.#cancelIdle = this.#counter.deps.timers.after(CHAT_IDLE_MS, () => this.end('idle'));
  }

  #send(frame: VisitorDown): void {
    if (this.#state.name !== 'ended') this.#transport.send(JSON.stringify(frame));
  }

  #leave(): void {
    const state = this.#state;
    if (state.name === 'ended') return;
    this.#state = { name: 'ended' };
    this.#liveness.stop();
    this.#cancelIdle();
    this.#isOut();
    if (state.name === 'live') state.seat.leave();
    else state.cancelTimeout();
  }
}

function parse(text: string): VisitorUp | null {
  try {
    const parsed = visitorUpSchema.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}
