import type { Connection, Transport } from '../hub/connection.ts';
import type { OpenSocket, Socket } from '../main/core/sync/link.ts';

/** What both ends of a practice need of the process: a later moment, in order. */
export type Soon = (run: () => void) => void;

type OnMessage = (event: { data: unknown }) => void;

/** Joins a device to the practice's hub inside this process: it looks like a socket to the one, like a wire to the other (PX2). */
export function createCable(connect: (transport: Transport) => Connection, soon: Soon): OpenSocket {
  return () => new CableEnd(connect, soon);
}

class CableEnd implements Socket {
  readonly #soon: Soon;
  readonly #connection: Connection;
  readonly #onMessage: OnMessage[] = [];
  readonly #onClose: (() => void)[] = [];
  #isOpen = true;

  constructor(connect: (transport: Transport) => Connection, soon: Soon) {
    this.#soon = soon;
    this.#connection = connect({
      address: 'practice',
      // Whoever opened it has not said yet who listens.
      send: (text) => soon(() => this.#isOpen && this.#deliver(text)),
      close: () => soon(() => this.close()),
    });
  }

  addEventListener(type: 'message' | 'close' | 'error', listener: OnMessage | (() => void)): void {
    if (type === 'message') this.#onMessage.push(listener);
    if (type === 'close') this.#onClose.push(listener as () => void);
  }

  send(data: string): void {
    if (this.#isOpen) this.#soon(() => this.#connection.received(data));
  }

  close(): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    this.#soon(() => {
      this.#connection.lost(NORMAL_CLOSURE);
      for (const listener of this.#onClose) listener();
    });
  }

  #deliver(data: string): void {
    for (const listener of this.#onMessage) listener({ data });
  }
}

/** RFC 6455 section 7.4.1. */
const NORMAL_CLOSURE = 1000;
