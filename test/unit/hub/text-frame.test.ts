import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import { textFrame } from '../../../hub/text-frame.ts';

const lengths = [0, 1, 125, 126, 127, 65_535, 65_536, 200_000];

test('A text arrives whole in a frame of our own, at every length at which the header changes', async () => {
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1', perMessageDeflate: false });
  await once(server, 'listening');
  const client = new WebSocket(`ws://127.0.0.1:${(server.address() as AddressInfo).port}`);
  const [, request] = (await once(server, 'connection')) as [WebSocket, IncomingMessage];
  const received: string[] = [];
  const all = new Promise<void>((resolve) => {
    client.on('message', (data: Buffer, isBinary) => {
      received.push(isBinary ? 'binary' : data.toString('utf8'));
      if (received.length === lengths.length + 1) resolve();
    });
  });
  const texts = [...lengths.map((length) => 'x'.repeat(length)), 'perché ci siamo trasferiti a Città Alta 🙂'];
  for (const text of texts) request.socket.write(textFrame(text));
  await all;
  expect(received).toEqual(texts);
  client.terminate();
  server.close();
});
