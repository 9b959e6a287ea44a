import { once } from 'node:events';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { WebSocket, WebSocketServer } from 'ws';
import { enrolDevice } from '../support/device.ts';
import { enrolCode } from '../support/processes.ts';
import type { Bench } from './core-bench.ts';
import { repeat, timed, type Figure } from './figures.ts';

/** Below the frames that a device may send in ten seconds. */
const CLAIMS = 150;

/** A claim over a real socket to the hub's process and back, against what the same machine needs at least. */
export async function measureClaims(bench: Bench): Promise<Figure[]> {
  const claims = await claimRoundTrips(bench);
  const floor = await floorRoundTrips(bench.folder);
  const ratio = claims.map((ms, at) => ms / (floor[at] ?? Number.NaN));
  return [
    { name: 'claim round trip', unit: 'ms', values: claims, how: 'one device, hub as its own process, 20,000 waiting' },
    {
      name: 'the same, at least',
      unit: 'ms',
      values: floor,
      how: 'raw ws echo and one SQLite commit with synchronous=FULL',
    },
    { name: 'claim ÷ least', unit: '×', values: ratio, how: 'pair by pair' },
  ];
}

async function claimRoundTrips({ hub, data }: Bench): Promise<number[]> {
  const device = await enrolDevice(
    { syncUrl: `ws://127.0.0.1:${hub.httpPort}/v1/sync`, code: (name) => enrolCode(data, name) },
    'Misura',
  );
  await device.until(() => device.held.size > CLAIMS, 'enough conversations');
  const waiting = [...device.held.values()].filter(({ stub }) => stub.state === 'waiting').map(({ stub }) => stub.id);
  await device.until(() => device.held.size >= device.welcome.behind - 100, 'all of them');
  const values = await repeat(CLAIMS, (run) =>
    timed(async () => {
      const outcome = await device.run({ name: 'claim', conversationId: waiting[run + 1] });
      if (!outcome.ok) throw new Error(`claim refused: ${outcome.failure.code}`);
    }),
  );
  await device.wire.close();
  return values;
}

async function floorRoundTrips(scratch: string): Promise<number[]> {
  const database = new Database(join(scratch, 'floor.db'));
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = FULL');
  database.exec('create table floor (id integer primary key, bytes blob)');
  const insert = database.prepare('insert into floor (bytes) values (?)');
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1', perMessageDeflate: false });
  server.on('connection', (socket) => {
    socket.on('message', (message: Buffer) => {
      insert.run(message);
      socket.send(message);
    });
  });
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  const client = new WebSocket(`ws://127.0.0.1:${port}`, { perMessageDeflate: false });
  await once(client, 'open');
  const values = await repeat(CLAIMS, () =>
    timed(async () => {
      client.send('{"type":"push","commands":[{"seq":1,"command":{"name":"claim","conversationId":"seed-1"}}]}');
      await once(client, 'message');
    }),
  );
  client.close();
  server.close();
  database.close();
  return values;
}
