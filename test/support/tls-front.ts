import { readFileSync } from 'node:fs';
import { createServer as createHttp, type Server } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { createServer as createTls } from 'node:tls';

const fixtures = 'test/fixtures/tls';

export interface Door {
  readonly port: number;
  close(): Promise<void>;
}

/** What stands before a hub in the world: TLS ends here (certificate for `localhost`, signed by the test authority). */
export async function openTlsFront(target: number): Promise<Door> {
  const options = { key: readFileSync(`${fixtures}/hub.key`), cert: readFileSync(`${fixtures}/hub.pem`) };
  const server = createTls(options, (socket) => join(socket, connect(target, '127.0.0.1')));
  return await listening(server);
}

export interface ForwardProxy extends Door {
  /** Targets that were asked for, `host:port`. */
  readonly asked: readonly string[];
}

/** An HTTP proxy that knows CONNECT, or answers every one with `refusal`. */
export async function openProxy(refusal: number | null = null): Promise<ForwardProxy> {
  const asked: string[] = [];
  const server = createHttp();
  server.on('connect', (request, socket: Socket) => {
    asked.push(request.url ?? '');
    if (refusal !== null) return socket.end(`HTTP/1.1 ${String(refusal)} No\r\n\r\n`);
    const [, port] = (request.url ?? '').split(':');
    const target = connect(Number(port), '127.0.0.1', () => socket.write('HTTP/1.1 200 OK\r\n\r\n'));
    return join(socket, target);
  });
  return { asked, ...(await listening(server)) };
}

function join(a: Socket, b: Socket): void {
  a.pipe(b);
  b.pipe(a);
  for (const [one, other] of [[a, b] as const, [b, a] as const]) {
    one.on('error', () => other.destroy());
    one.on('close', () => other.destroy());
  }
}

async function listening(server: Server | ReturnType<typeof createTls>): Promise<Door> {
  const open = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    open.add(socket);
    socket.once('close', () => open.delete(socket));
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of open) socket.destroy();
      }),
  };
}
