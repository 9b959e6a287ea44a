import type { Connection, Transport } from '../../hub/connection.ts';
import type { Socket } from '../../main/core/sync/link.ts';
import type { Dice } from './random.ts';
import type { SimTime } from './time.ts';

/** How a device reaches the hub: at all, with a quick refusal, or into a hole that answers nothing. */
export type Reach = 'up' | 'refused' | 'hole';
/** Who is told that a connection was cut; the others find out by silence. */
export type CutKind = 'both-know' | 'nobody-knows' | 'hub-knows' | 'device-knows';
export const cutKinds: readonly CutKind[] = ['both-know', 'nobody-knows', 'hub-knows', 'device-knows'];

/** The two ends of a wire; each runs only while its program lives. */
export interface Ends {
  reach(): Reach;
  /** Null: no hub is there. */
  accept(transport: Transport): Connection | null;
  enterHub(run: () => void): void;
  enterDevice(run: () => void): void;
  /** As they come out of the other end. */
  toDevice(text: string, deliver: (text: string) => void): void;
  toHub(text: string): string;
  /** Delivered twice, as after a connection that broke before the answer. */
  isDoubled(text: string): boolean;
}

interface NetworkDeps {
  readonly time: SimTime;
  readonly dice: Dice;
}

type Listeners = { message: ((event: { data: unknown }) => void)[]; close: (() => void)[] };

/**
 * One connection, reliable and in order while it lasts, as WebSocket is: frames are late, and are lost only together with
 * the connection.
 */
export class Wire implements Socket {
  readonly #deps: NetworkDeps;
  readonly #ends: Ends;
  readonly #listeners: Listeners = { message: [], close: [] };
  #connection: Connection | null = null;
  #isCut = false;
  #deviceIsOver = false;
  #hubIsOver = false;
  #lastUp = 0;
  #lastDown = 0;

  constructor(deps: NetworkDeps, ends: Ends) {
    this.#deps = deps;
    this.#ends = ends;
    deps.time.plan(this.#delay(), () => this.#open(), true);
  }

  get isOver(): boolean {
    return this.#isCut || (this.#deviceIsOver && this.#hubIsOver);
  }

  addEventListener(type: 'message', listener: (event: { data: unknown }) => void): void;
  addEventListener(type: 'close' | 'error', listener: () => void): void;
  addEventListener(type: 'message' | 'close' | 'error', listener: (event: { data: unknown }) => void): void {
    if (type === 'message') this.#listeners.message.push(listener);
    else if (type === 'close') this.#listeners.close.push(() => listener({ data: null }));
  }

  send(text: string): void {
    const times = this.#ends.isDoubled(text) ? 2 : 1;
    for (let time = 0; time < times; time += 1) {
      this.#up(() => this.#ends.enterHub(() => this.#connection?.received(this.#ends.toHub(text))));
    }
  }

  /** By the device. */
  close(): void {
    if (this.#deviceIsOver) return;
    this.#deviceIsOver = true;
    this.#up(() => this.#hubLoses());
  }

  cut(kind: CutKind): void {
    if (this.#isCut) return;
    this.#isCut = true;
    const { time } = this.#deps;
    if (kind === 'both-know' || kind === 'hub-knows') time.plan(this.#delay(), () => this.#hubLoses(), true);
    if (kind === 'both-know' || kind === 'device-knows') time.plan(this.#delay(), () => this.#deviceLoses());
  }

  #open(): void {
    const { reach } = this.#ends;
    if (this.#isCut || this.#deviceIsOver || reach() === 'hole') return;
    const transport: Transport = {
      address: '127.0.0.1',
      send: (text) => this.#down(() => this.#arrives(text)),
      close: () => {
        this.#hubIsOver = true;
        this.#down(() => this.#deviceLoses());
      },
    };
    this.#connection = reach() === 'up' ? this.#ends.accept(transport) : null;
    if (this.#connection === null) this.#deviceLoses();
  }

  #arrives(text: string): void {
    this.#ends.toDevice(text, (frame) => {
      if (this.#deviceIsOver) return;
      this.#ends.enterDevice(() => {
        for (const listener of this.#listeners.message) listener({ data: frame });
      });
    });
  }

  #up(run: () => void): void {
    const { time } = this.#deps;
    this.#lastUp = Math.max(this.#lastUp, time.now() + this.#delay());
    time.plan(this.#lastUp - time.now(), () => !this.#isCut && !this.#hubIsOver && run(), true);
  }

  #down(run: () => void): void {
    const { time } = this.#deps;
    this.#lastDown = Math.max(this.#lastDown, time.now() + this.#delay());
    time.plan(this.#lastDown - time.now(), () => !this.#isCut && run());
  }

  #hubLoses(): void {
    if (this.#hubIsOver) return;
    this.#hubIsOver = true;
    this.#ends.enterHub(() => this.#connection?.lost(1006));
  }

  #deviceLoses(): void {
    if (this.#deviceIsOver) return;
    this.#deviceIsOver = true;
    this.#ends.enterDevice(() => {
      for (const listener of this.#listeners.close) listener();
    });
  }

  /** Ms; now and then long. */
  #delay(): number {
    const { dice } = this.#deps;
    return dice.chance(0.04) ? dice.below(3_000) : 1 + dice.below(40);
  }
}
