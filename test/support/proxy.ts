import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** A wire between a device and the hub that a test can pull: what comes meanwhile is refused. */
export interface Proxy {
  readonly port: number;
  pull(): void;
  plug(): void;
  close(): Promise<void>;
}

export async function openProxy(hubPort: number): Promise<Proxy> {
  const sockets = new Set<Socket>();
  let isPlugged = true;
  const server = createServer((near) => {
    if (!isPlugged) return void near.destroy();
    const far = connect(hubPort, '127.0.0.1');
    for (const [socket, other] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(socket);
      socket.pipe(other);
      socket.on('error', () => undefined);
      socket.on('close', () => {
        sockets.delete(socket);
        other.destroy();
      });
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const pull = (): void => {
    isPlugged = false;
    for (const socket of sockets) socket.destroy();
  };
  return {
    port: (server.address() as AddressInfo).port,
    pull,
    plug: () => void (isPlugged = true),
    async close() {
      pull();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
