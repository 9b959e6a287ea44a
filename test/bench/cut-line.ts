import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';

/** A line between a device and a hub that can be cut and joined, and that notes when something passes on it. */
export interface CutLine {
  readonly url: string;
  cut(): void;
  join(): void;
  /** When the next connection was made; `performance.now()`. */
  connected(): Promise<number>;
  /** When the hub's frame with this text has passed. */
  passed(text: string): Promise<number>;
  close(): Promise<void>;
}

interface Waiting {
  readonly text: string;
  readonly resolve: (at: number) => void;
}

export async function cutLine(hubPort: number): Promise<CutLine> {
  const sockets = new Set<Socket>();
  const waiting = new Set<Waiting>();
  let isCut = false;
  // Both ends send at once what they have; a line that waited for acknowledgements (Nagle) would add 40 ms now and then.
  const server = createServer({ noDelay: true }, (device) => {
    if (isCut) return void device.destroy();
    note(waiting, CONNECTED);
    const hub = connect({ port: hubPort, host: '127.0.0.1', noDelay: true });
    for (const socket of [device, hub]) follow(socket, sockets);
    let tail = '';
    hub.on('data', (bytes) => {
      tail = note(waiting, tail + bytes.toString('latin1'));
      device.write(bytes);
    });
    device.on('data', (bytes) => hub.write(bytes));
    device.on('close', () => hub.destroy());
    hub.on('close', () => device.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const cut = (): void => {
    isCut = true;
    for (const socket of sockets) socket.destroy();
  };
  const passed = (text: string): Promise<number> => new Promise((resolve) => waiting.add({ text, resolve }));
  return {
    url: `ws://127.0.0.1:${portOf(server)}/v1/sync`,
    cut,
    join: () => void (isCut = false),
    connected: () => passed(CONNECTED),
    passed,
    async close() {
      cut();
      server.close();
      await once(server, 'close');
    },
  };
}

const CONNECTED = '(connected)';
/** A text may come in two pieces. */
const TAIL = 200;

function note(waiting: Set<Waiting>, seen: string): string {
  for (const each of waiting) {
    if (!seen.includes(each.text)) continue;
    waiting.delete(each);
    each.resolve(performance.now());
  }
  return seen.slice(-TAIL);
}

function follow(socket: Socket, sockets: Set<Socket>): void {
  sockets.add(socket);
  socket.setNoDelay(true);
  socket.on('error', () => undefined);
  socket.on('close', () => sockets.delete(socket));
}

const portOf = (server: Server): number => (server.address() as { port: number }).port;
