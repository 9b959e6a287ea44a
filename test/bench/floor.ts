import { once } from 'node:events';
import { WebSocket } from 'ws';
import { startProgram } from '../support/processes.ts';

/** What the same machine needs at least, measured beside the hub (see `floor-server.ts`). */
export interface Floor {
  /** Ms of a round trip with one durable commit, and of the commit alone; `pages`: how many it writes, if not one row. */
  roundTrip(pages?: number): Promise<{ readonly wholeMs: number; readonly commitMs: number }>;
  /** Ms until the last of so many more sockets has its frame. */
  broadcast(bytes: readonly [own: number, others: number]): Promise<number>;
  stop(): Promise<void>;
}

export async function startFloor(folder: string, listeners = 0): Promise<Floor> {
  const program = startProgram(['test/bench/floor-server.ts', folder]);
  const [, port] = await program.line(/^floor (\d+)$/m);
  const open = async (): Promise<WebSocket> => {
    const socket = new WebSocket(`ws://127.0.0.1:${port}`, { perMessageDeflate: false });
    await once(socket, 'open');
    return socket;
  };
  const client = await open();
  let heard = (): void => undefined;
  const others: WebSocket[] = [];
  for (let at = 0; at < listeners; at += 1) {
    const socket = await open();
    socket.on('message', (data: Buffer) => {
      if (!data.toString('utf8').startsWith('{"type":"said"')) return;
      heard();
      socket.send('{"type":"ack","cursor":1000,"answered":0}');
    });
    others.push(socket);
  }
  client.on('message', (data: Buffer) => data.toString('utf8').startsWith('{"type":"said"') && heard());
  return {
    async roundTrip(pages = 0) {
      const commands = '"commands":[{"seq":1,"command":{"name":"claim","conversationId":"seed-1"}}]';
      const start = performance.now();
      client.send(`{"type":"push","pages":${pages},${commands}}`);
      const [data] = (await once(client, 'message')) as [Buffer];
      const wholeMs = performance.now() - start;
      return { wholeMs, commitMs: (JSON.parse(data.toString('utf8')) as { commitMs: number }).commitMs };
    },
    broadcast: (bytes) =>
      new Promise((resolve) => {
        let left = others.length + 1;
        const start = performance.now();
        heard = () => {
          left -= 1;
          if (left === 0) resolve(performance.now() - start);
        };
        client.send(JSON.stringify({ type: 'say', bytes }));
      }),
    async stop() {
      for (const socket of [client, ...others]) socket.terminate();
      await program.stop();
    },
  };
}
