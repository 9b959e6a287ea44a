import { once } from 'node:events';
import { WebSocketServer, type WebSocket } from 'ws';
import type { Change, Down } from '../../shared/protocol/down.ts';
import { PATCH_TARGET_BYTES, PATCH_WINDOW } from '../../shared/protocol/limits.ts';
import { OLDEST_PROTOCOL_VERSION, PROTOCOL_VERSION } from '../../shared/protocol/version.ts';
import { upSchema } from '../../shared/protocol/up.ts';

/** Plays pages that were made before, as far ahead as the hub would: what is measured against it is the device alone. */
export interface RecordedHub {
  readonly url: string;
  /** When the device was welcomed, and when it had acknowledged the last page; `performance.now()`. */
  readonly welcomedAt: Promise<number>;
  readonly storedAt: Promise<number>;
  close(): Promise<void>;
}

export interface Recording {
  readonly pages: readonly { readonly text: string; readonly cursor: number }[];
  readonly entities: number;
}

/** Pages as the hub makes them. */
export function recordingOf(changes: Iterable<Change>): Recording {
  const pages: { text: string; cursor: number }[] = [];
  let texts: string[] = [];
  let bytes = 0;
  let cursor = 0;
  const flush = (done: boolean): void => {
    pages.push({ text: `{"type":"patch","changes":[${texts.join(',')}],"cursor":${cursor},"done":${done}}`, cursor });
    texts = [];
    bytes = 0;
  };
  for (const change of changes) {
    const text = JSON.stringify(change);
    if (bytes + text.length > PATCH_TARGET_BYTES) flush(false);
    texts.push(text);
    bytes += Buffer.byteLength(text) + 1;
    cursor += 1;
  }
  flush(true);
  return { pages, entities: cursor };
}

export async function playRecording(recording: Recording): Promise<RecordedHub> {
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1', perMessageDeflate: false });
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  const welcomed = instant();
  const stored = instant();
  server.on('connection', (socket) => play(socket, recording, { welcomed: welcomed.resolve, stored: stored.resolve }));
  return {
    url: `ws://127.0.0.1:${port}/v1/sync`,
    welcomedAt: welcomed.promise,
    storedAt: stored.promise,
    async close() {
      for (const client of server.clients) client.terminate();
      server.close();
      await once(server, 'close');
    },
  };
}

function instant(): { readonly promise: Promise<number>; resolve(at: number): void } {
  let resolve = (_at: number): void => undefined;
  const promise = new Promise<number>((done) => (resolve = done));
  return { promise, resolve: (at) => resolve(at) };
}

interface Times {
  welcomed(at: number): void;
  stored(at: number): void;
}

function play(socket: WebSocket, { pages, entities }: Recording, times: Times): void {
  const say = (frame: Down): void => socket.send(JSON.stringify(frame));
  const nonce = 'n'.repeat(32);
  const last = pages.at(-1)?.cursor;
  let sent = 0;
  let acknowledged = 0;
  const send = (): void => {
    for (; sent < pages.length && sent - acknowledged < PATCH_WINDOW; sent += 1) socket.send(pages[sent]?.text ?? '');
  };
  const [oldestProtocol, newestProtocol] = [OLDEST_PROTOCOL_VERSION, PROTOCOL_VERSION];
  say({ type: 'challenge', oldestProtocol, newestProtocol, hubId: 'hub-1', nonce, hubTime: 1 });
  socket.on('message', (data: Buffer) => {
    const frame = upSchema.parse(JSON.parse(data.toString('utf8')));
    if (frame.type === 'enrol') say({ type: 'enrolled', deviceId: 'd-1', userId: 'u-1', nonce });
    if (frame.type === 'hello') {
      say({
        ...{ type: 'welcome', userId: 'u-1', epoch: 'e-1', resync: false, lastCommand: 0, blobToken: nonce },
        ...{ behind: entities, textExpiresAfterMs: 172_800_000, association: { name: 'Prova' }, hubTime: 1 },
      });
      times.welcomed(performance.now());
      send();
    }
    if (frame.type !== 'ack') return;
    while (acknowledged < sent && (pages[acknowledged]?.cursor ?? Number.POSITIVE_INFINITY) <= frame.cursor) {
      acknowledged += 1;
    }
    if (frame.cursor === last) times.stored(performance.now());
    send();
  });
}
