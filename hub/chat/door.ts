import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocket, WebSocketServer } from 'ws';
import type { ChatEnding } from '../../shared/chat/frames.ts';
import { CHAT_PATH, MAX_VISITOR_FRAME_BYTES } from '../../shared/chat/limits.ts';
import type { Clock, Timers } from '../../shared/effects.ts';
import { createRateLimit } from '../rate-limit.ts';
import type { VisitorConnection, VisitorTransport } from './visitor-connection.ts';
import type { Origins } from './origins.ts';
import { clientAddress, type IsTrustedProxy } from '../client-address.ts';

export interface ChatDoorDeps {
  readonly origins: Origins;
  readonly isTrustedProxy: IsTrustedProxy;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly connect: (transport: VisitorTransport) => VisitorConnection;
  readonly limits?: { readonly atOnce?: number; readonly perAddress?: number };
}

/** The WebSocket door of visitors, beside that of devices. */
export interface ChatDoor {
  /** False: it is not for this door. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): boolean;
  close(): Promise<void>;
}

/** Pages open at once, in all and from one address: an office or a school may sit behind one. */
const AT_ONCE = 1_000;
const PER_ADDRESS = 20;
const HANDSHAKES = { limit: 60, windowMs: 60_000 };
const CLOSE_TIMEOUT_MS = 1_500;
/** A page that does not read what it is sent. */
const MAX_BUFFERED_BYTES = 4 * 1024 * 1024;

export function openChatDoor(deps: ChatDoorDeps): ChatDoor {
  const wss = new WebSocketServer({
    noServer: true,
    maxPayload: MAX_VISITOR_FRAME_BYTES * 2,
    perMessageDeflate: false,
  });
  const handshakes = createRateLimit({ ...HANDSHAKES, clock: deps.clock });
  const connections = new Set<VisitorConnection>();
  const openByAddress = new Map<string, number>();
  let isClosing = false;
  const count = (address: string, by: 1 | -1): void => {
    const open = (openByAddress.get(address) ?? 0) + by;
    if (open === 0) openByAddress.delete(address);
    else openByAddress.set(address, open);
  };
  const refusal = async (request: IncomingMessage, address: string): Promise<string | null> => {
    if (!(await deps.origins.allows(request.headers.origin))) return '403 Forbidden';
    if (isClosing) return '503 Service Unavailable';
    if (handshakes.hit(address) > 0) return '429 Too Many Requests';
    const limits = { atOnce: AT_ONCE, perAddress: PER_ADDRESS, ...deps.limits };
    const isFull = wss.clients.size >= limits.atOnce || (openByAddress.get(address) ?? 0) >= limits.perAddress;
    return isFull ? '503 Service Unavailable' : null;
  };
  return {
    upgrade(request, socket, head) {
      if (pathOf(request) !== CHAT_PATH) return false;
      const address = clientAddress(request, deps.isTrustedProxy);
      refusal(request, address).then(
        (status) => {
          if (socket.destroyed) return;
          if (status !== null)
            return void socket.end(`HTTP/1.1 ${status}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n`);
          wss.handleUpgrade(request, socket, head, (ws) => {
            count(address, 1);
            ws.on('close', () => count(address, -1));
            serve(ws, { address, deps, connections });
          });
        },
        () => socket.destroy(),
      );
      return true;
    },
    async close() {
      isClosing = true;
      const gone = [...wss.clients].map((ws) => new Promise((resolve) => ws.once('close', resolve)));
      for (const connection of connections) connection.end('hub-stopping');
      await Promise.all(gone);
      wss.close();
    },
  };
}

const pathOf = ({ url = '' }: IncomingMessage): string => url.split('?', 1)[0] ?? '';

interface Serving {
  readonly address: string;
  readonly deps: ChatDoorDeps;
  readonly connections: Set<VisitorConnection>;
}

function serve(ws: WebSocket, { address, deps, connections }: Serving): void {
  let cancelTerminate = (): void => undefined;
  const connection = deps.connect({
    address,
    send(text) {
      if (ws.readyState !== WebSocket.OPEN) return;
      if (ws.bufferedAmount > MAX_BUFFERED_BYTES) ws.terminate();
      else ws.send(text);
    },
    close(code) {
      ws.close(closeCodeOf(code), code);
      cancelTerminate = deps.timers.after(CLOSE_TIMEOUT_MS, () => ws.terminate());
    },
  });
  connections.add(connection);
  ws.on('message', (data: Buffer, isBinary) => {
    if (isBinary) connection.end('bad-frame');
    else connection.received(data.toString('utf8'));
  });
  // Broken frames end the connection by themselves; there is nobody to tell.
  ws.on('error', () => undefined);
  ws.on('close', () => {
    cancelTerminate();
    connections.delete(connection);
    connection.lost();
  });
}

function closeCodeOf(code: ChatEnding): number {
  if (code === 'hub-stopping') return 1001;
  return code === 'internal' ? 1011 : 1008;
}
