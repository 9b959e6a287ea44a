import { once } from 'node:events';
import { WebSocket } from 'ws';
import { downSchema, type Down } from '../../shared/protocol/down.ts';

type OfType<T extends Down['type']> = Extract<Down, { type: T }>;

/** One raw connection to a hub: what came, in order, and what is sent as the test wants it, right or wrong. */
export interface Wire {
  readonly frames: readonly Down[];
  /** Raw size of the longest frame that came, bytes. */
  longestFrame(): number;
  /** The first frame of a type that fits, from the past or to come. */
  find<T extends Down['type']>(type: T, fits?: (frame: OfType<T>) => boolean): Promise<OfType<T>>;
  send(frame: unknown): void;
  sendRaw(data: string | Uint8Array): void;
  /** Resolves with the close code when the connection has ended. */
  readonly closed: Promise<number>;
  onFrame(listener: (frame: Down) => void): void;
  close(): Promise<void>;
  /** Ends it without a word, as a pulled cable does. */
  cut(): void;
}

const WAIT_MS = 8_000;

export async function openWire(url: string): Promise<Wire> {
  const ws = new WebSocket(url, { perMessageDeflate: false });
  const frames: Down[] = [];
  const listeners = new Set<(frame: Down) => void>();
  let longest = 0;
  ws.on('message', (data: Buffer) => {
    longest = Math.max(longest, data.byteLength);
    const frame = downSchema.parse(JSON.parse(data.toString('utf8')));
    frames.push(frame);
    for (const listener of listeners) listener(frame);
  });
  ws.on('error', () => undefined);
  const closed = new Promise<number>((resolve) => ws.once('close', resolve));
  await Promise.race([once(ws, 'open'), closed]);
  return {
    frames,
    longestFrame: () => longest,
    find: (type, fits = () => true) => find({ frames, listeners, closed }, (frame) => isOf(frame, type) && fits(frame)),
    send: (frame) => ws.send(JSON.stringify(frame)),
    sendRaw: (data) => ws.send(data),
    closed,
    onFrame: (listener) => void listeners.add(listener),
    async close() {
      ws.close();
      await closed;
    },
    cut: () => ws.terminate(),
  };
}

const isOf = <T extends Down['type']>(frame: Down, type: T): frame is OfType<T> => frame.type === type;

interface Received {
  readonly frames: readonly Down[];
  readonly listeners: Set<(frame: Down) => void>;
  readonly closed: Promise<number>;
}

async function find<T extends Down>(received: Received, fits: (frame: Down) => boolean): Promise<T> {
  const known = received.frames.find(fits);
  if (known !== undefined) return known as T;
  let timer: NodeJS.Timeout | undefined;
  let listener: ((frame: Down) => void) | undefined;
  try {
    return await new Promise<T>((resolve, reject) => {
      listener = (frame) => fits(frame) && resolve(frame as T);
      received.listeners.add(listener);
      const seen = () =>
        received.frames
          .slice(-8)
          .map(({ type }) => type)
          .join(', ');
      void received.closed.then((code) =>
        reject(new Error(`closed with ${code} before the frame came; last were ${seen()}`)),
      );
      timer = setTimeout(() => reject(new Error(`no such frame within ${WAIT_MS} ms; last were ${seen()}`)), WAIT_MS);
    });
  } finally {
    clearTimeout(timer);
    if (listener !== undefined) received.listeners.delete(listener);
  }
}
