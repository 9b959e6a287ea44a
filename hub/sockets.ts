import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocket, WebSocketServer } from 'ws';
import type { Clock, Timers } from '../shared/effects.ts';
import type { ErrorCode, Failure } from '../shared/errors.ts';
import type { Down } from '../shared/protocol/down.ts';
import { MAX_FRAME_BYTES } from '../shared/protocol/limits.ts';
import { clientAddress, type IsTrustedProxy } from './client-address.ts';
import type { Connection, Transport } from './connection.ts';
import { textFrame } from './text-frame.ts';
import { createRateLimit, type RateLimit } from './rate-limit.ts';

export interface SocketsDeps {
  readonly server: Server;
  readonly isTrustedProxy: IsTrustedProxy;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly connect: (transport: Transport) => Connection;
  /** Doors of other paths: true when it is one of theirs. */
  readonly others?: (request: IncomingMessage, socket: Duplex, head: Buffer) => boolean;
}

export interface Sockets {
  /** Open ones. */
  count(): number;
  /** Ends every connection with this failure and takes no more; resolves when all are gone. */
  close(failure: Failure): Promise<void>;
}

const SYNC_PATH = '/v1/sync';
const MAX_CONNECTIONS = 2_000;
/** Handshakes from one address: an office behind one address may have fifty PCs that reconnect at once. */
const HANDSHAKES = { limit: 1_000, windowMs: 60_000 };
/** How long the other side may take to answer a close frame. */
const CLOSE_TIMEOUT_MS = 1_500;

/** The WebSocket door: limits come before the handshake, and a frame that is too large is answered before the end. */
export function openSockets(deps: SocketsDeps): Sockets {
  const wss = new WebSocketServer({
    noServer: true,
    maxPayload: MAX_FRAME_BYTES,
    perMessageDeflate: false,
    WebSocket: AnsweringSocket,
  });
  const framed = framing();
  const later = gathering();
  const handshakes = createRateLimit({ ...HANDSHAKES, clock: deps.clock });
  const connections = new Set<Connection>();
  let isClosing = false;
  const upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer): void => {
    socket.on('error', () => socket.destroy());
    if (deps.others?.(request, socket, head) === true) return;
    const refusal = isClosing
      ? stopping
      : refusalOf(request, {
          address: clientAddress(request, deps.isTrustedProxy),
          handshakes,
          open: wss.clients.size,
        });
    if (refusal !== null) return refuse(socket, refusal);
    wss.handleUpgrade(request, socket, head, (ws) => serve(ws, request, { deps, connections, framed, later }));
  };
  deps.server.on('upgrade', upgrade);
  return {
    count: () => wss.clients.size,
    async close(failure) {
      isClosing = true;
      const gone = [...wss.clients].map((ws) => new Promise((resolve) => ws.once('close', resolve)));
      for (const connection of connections) connection.end(failure);
      await Promise.all(gone);
      deps.server.off('upgrade', upgrade);
      wss.close();
    },
  };
}

interface Refusal {
  readonly status: string;
  readonly failure: Failure;
}

const stopping: Refusal = { status: '503 Service Unavailable', failure: { code: 'hub-stopping' } };

/** A browser page names its origin and has no business here: devices are programs. */
function refusalOf(
  request: IncomingMessage,
  { address, handshakes, open }: { readonly address: string; readonly handshakes: RateLimit; readonly open: number },
): Refusal | null {
  const retryAfterMs = handshakes.hit(address);
  if (retryAfterMs > 0) return { status: '429 Too Many Requests', failure: { code: 'rate-limited', retryAfterMs } };
  if (open >= MAX_CONNECTIONS) {
    return { status: '503 Service Unavailable', failure: { code: 'rate-limited', retryAfterMs: 10_000 } };
  }
  if (pathOf(request) !== SYNC_PATH) return { status: '404 Not Found', failure: { code: 'invalid-request' } };
  if (request.headers.origin !== undefined) return { status: '403 Forbidden', failure: { code: 'forbidden' } };
  return null;
}

const pathOf = ({ url = '' }: IncomingMessage): string => url.split('?', 1)[0] ?? '';

function refuse(socket: Duplex, { status, failure }: Refusal): void {
  const body = JSON.stringify(failure);
  const head = [
    `HTTP/1.1 ${status}`,
    'Content-Type: application/json; charset=utf-8',
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Connection: close',
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
}

interface Serving {
  readonly deps: SocketsDeps;
  readonly connections: Set<Connection>;
  readonly framed: (text: string) => Buffer;
  readonly later: (job: () => void) => void;
}

function serve(ws: WebSocket, request: IncomingMessage, { deps, connections, framed, later }: Serving): void {
  let cancelTerminate = (): void => undefined;
  const { write, flush } = writingTogether(ws, request.socket, { framed, later });
  const connection = deps.connect({
    address: clientAddress(request, deps.isTrustedProxy),
    send: write,
    flush,
    close: ({ code }) => {
      flush();
      ws.close(closeCodeOf(code), code);
      cancelTerminate = deps.timers.after(CLOSE_TIMEOUT_MS, () => ws.terminate());
    },
  });
  connections.add(connection);
  ws.on('message', (data: Buffer, isBinary) => {
    if (isBinary) connection.end({ code: 'bad-frame' });
    else connection.received(data.toString('utf8'));
  });
  // Broken frames end the connection by themselves; there is nobody to tell.
  ws.on('error', () => undefined);
  ws.on('close', (closeCode) => {
    cancelTerminate();
    connections.delete(connection);
    connection.lost(closeCode);
  });
}

/**
 * What is sent in one go, pages and the answers to a whole frame, leaves in one piece: each piece costs as much as a large one.
 * At the latest when nothing is at work any more; frames that came together are carried out without a pause between them. Until
 * then texts stay texts: whoever waits for an answer does not wait for what others are sent to be put into frames.
 */
function writingTogether(
  ws: WebSocket,
  socket: Duplex,
  { framed, later }: Pick<Serving, 'framed' | 'later'>,
): { write(text: string): void; flush(): void } {
  let texts: string[] = [];
  const flush = (): void => {
    if (texts.length === 0) return;
    const frames = texts.map(framed);
    texts = [];
    // What `ws` sends by itself (pongs, the close frame) goes through the same socket, past nothing but what a tick has gathered.
    if (ws.readyState === WebSocket.OPEN) writeAll(socket, frames);
  };
  return {
    write(text) {
      if (texts.length === 0) later(flush);
      texts.push(text);
    },
    flush,
  };
}

/** For all connections together, when nothing is at work any more. */
function gathering(): (job: () => void) => void {
  let jobs: (() => void)[] = [];
  const run = (): void => {
    const all = jobs;
    jobs = [];
    for (const job of all) job();
  };
  return (job) => {
    if (jobs.length === 0) process.nextTick(run);
    jobs.push(job);
  };
}

/** Small ones are copied together, which costs less than the way of several through the stream. */
function writeAll(socket: Duplex, frames: readonly Buffer[]): void {
  const [first] = frames;
  const bytes = frames.reduce((sum, frame) => sum + frame.length, 0);
  if (first !== undefined && frames.length === 1) socket.write(first);
  else if (bytes <= COPIED_BYTES) socket.write(Buffer.concat(frames, bytes));
  else {
    socket.cork();
    for (const frame of frames) socket.write(frame);
    socket.uncork();
  }
}

const COPIED_BYTES = 64 * 1024;

/** What goes to a thousand devices, one after the other, is put into a frame once. */
function framing(): (text: string) => Buffer {
  let last = { text: '', frame: textFrame('') };
  return (text) => {
    if (last.text !== text) last = { text, frame: textFrame(text) };
    return last.frame;
  };
}

function closeCodeOf(code: ErrorCode): number {
  if (code === 'hub-stopping') return 1001;
  if (code === 'frame-too-large') return TOO_LARGE;
  return code === 'internal' ? 1011 : 1008;
}

/** RFC 6455 section 7.4.1: message too big. `ws` closes with it as soon as a header announces too much. */
const TOO_LARGE = 1009;

class AnsweringSocket extends WebSocket {
  override close(code?: number, reason?: string | Buffer): void {
    if (code === TOO_LARGE && reason === undefined && this.readyState === WebSocket.OPEN) {
      const failure = { code: 'frame-too-large' as const, limit: MAX_FRAME_BYTES };
      this.send(JSON.stringify({ type: 'error', failure } satisfies Down));
    }
    super.close(code, reason);
  }
}
