import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** A wire that is cut when something that a test names goes over it. */
export interface CuttingProxy {
  readonly port: number;
  /** How often it was cut. */
  readonly cuts: () => number;
  /** From now on, the wire is cut once when this has been said; `passes`: the other side hears it before. */
  cutAt(said: { readonly by: 'client' | 'server'; readonly text: RegExp; readonly passes: boolean }): void;
  close(): Promise<void>;
}

type Plan = Parameters<CuttingProxy['cutAt']>[0];

export async function openCuttingProxy(target: number): Promise<CuttingProxy> {
  const sockets = new Set<Socket>();
  let plan: Plan | null = null;
  let cuts = 0;
  const server = createServer((near) => {
    const far = connect(target, '127.0.0.1');
    forward('client', near, far);
    forward('server', far, near);
  });
  const forward = (by: 'client' | 'server', from: Socket, to: Socket) => {
    let tail = '';
    sockets.add(from);
    from.on('error', () => {});
    from.on('close', () => {
      sockets.delete(from);
      to.destroy();
    });
    from.on('data', (chunk) => {
      tail = (tail + chunk.toString('latin1')).slice(-4_000);
      if (plan?.by !== by || !plan.text.test(tail)) return void to.write(chunk);
      const { passes } = plan;
      plan = null;
      cuts += 1;
      if (passes) to.write(chunk);
      // What was said before is heard; the end comes after it.
      setImmediate(() => {
        from.destroy();
        to.end();
      });
    });
  };
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    cuts: () => cuts,
    cutAt: (next) => void (plan = next),
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
