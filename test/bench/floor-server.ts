import { join } from 'node:path';
import Database from 'better-sqlite3';
import { WebSocketServer, type WebSocket } from 'ws';

/**
 * The least that this machine needs, as a process of its own like the hub: `echo` writes a row of a kilobyte with one
 * durable commit (same journal, same page size, same synchronous as the hub's) and answers with the commit's time; `say`
 * sends frames of given sizes to everybody, which everybody acknowledges as a device does. Prints its port.
 */
const folder = process.argv[2] ?? '.';
const database = open('floor.db');
let touchPages: ((pages: number) => void) | null = null;
database.exec('create table if not exists floor (id integer primary key, bytes blob)');
const insert = database.prepare('insert into floor (bytes) values (?)');
const row = Buffer.alloc(1_000, 0x61);
const PAGES = 2_000;

const server = new WebSocketServer({ port: 0, host: '127.0.0.1', perMessageDeflate: false });
server.on('listening', () => console.log(`floor ${(server.address() as { port: number }).port}`));
server.on('connection', (socket) => {
  socket.on('message', (data: Buffer) => {
    const text = data.toString('utf8');
    if (text.startsWith('{"type":"say"')) say(socket, text);
    else if (!text.startsWith('{"type":"ack"')) echo(socket, text);
  });
});
process.on('SIGTERM', () => process.exit(0));

function echo(socket: WebSocket, text: string): void {
  const [, pages = '0'] = /^\{"type":"push","pages":(\d+)/.exec(text) ?? [];
  const start = performance.now();
  if (pages === '0') insert.run(row);
  else (touchPages ??= openPages())(Number(pages));
  socket.send(`{"type":"echo","commitMs":${performance.now() - start},"text":${JSON.stringify(text)}}`);
}

/** The first of `bytes` goes back to whoever asked. */
function say(from: WebSocket, text: string): void {
  const { bytes } = JSON.parse(text) as { bytes: readonly [number, number] };
  const [own, others] = bytes.map((size) => `{"type":"said","x":"${'x'.repeat(Math.max(size - 24, 0))}"}`);
  for (const socket of server.clients) socket.send((socket === from ? own : others) ?? '');
}

/** In a file of its own, so that the other commits stay what they are. Rows of most of a page, so that each is a page. */
function openPages(): (pages: number) => void {
  const other = open('floor-pages.db');
  other.exec('create table pages (id integer primary key, count integer, bytes blob)');
  const fill = other.prepare('insert into pages (count, bytes) values (0, ?)');
  other.transaction(() => {
    for (let at = 0; at < PAGES; at += 1) fill.run(Buffer.alloc(3_000, 0x61));
  })();
  const touch = other.prepare('update pages set count = count + 1 where id = ?');
  return other.transaction((pages: number) => {
    for (let at = 0; at < pages; at += 1) touch.run(1 + Math.floor(Math.random() * PAGES));
  });
}

function open(name: string): Database.Database {
  const opened = new Database(join(folder, name));
  opened.pragma('journal_mode = WAL');
  opened.pragma('synchronous = FULL');
  return opened;
}
