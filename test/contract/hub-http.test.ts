import { connect } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { errorCodes } from '../../shared/errors.ts';
import { enrolDevice } from '../support/device.ts';
import { startTestHub, type TestHub } from '../support/hub-fixture.ts';

let hub: TestHub;

beforeAll(async () => {
  hub = await startTestHub();
});

afterAll(async () => {
  await hub.close();
});

const port = () => Number(new URL(hub.httpUrl).port);

/** What comes back for these bytes, until the hub closes or has answered. */
async function raw(bytes: string): Promise<{ readonly status: number; readonly body: string }> {
  const socket = connect(port(), '127.0.0.1');
  let text = '';
  socket.setEncoding('utf8').on('data', (part: string) => (text += part));
  const ended = new Promise<void>((resolve) => socket.once('close', () => resolve()));
  socket.on('error', () => undefined);
  socket.end(bytes);
  await ended;
  const [head = '', ...body] = text.split('\r\n\r\n');
  return { status: Number(/^HTTP\/1\.1 (\d{3})/.exec(head)?.[1]), body: body.join('\r\n\r\n') };
}

const get = (path: string, headers = '') => `GET ${path} HTTP/1.1\r\nHost: x\r\n${headers}Connection: close\r\n\r\n`;
const upgrade = (path: string, headers = '') =>
  `GET ${path} HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n` +
  `Sec-WebSocket-Key: ${Buffer.alloc(16, 1).toString('base64')}\r\n${headers}\r\n`;

test.each<readonly [string, string, { status: number; code: string }]>([
  ['an unknown path', get('/nothing'), { status: 404, code: 'invalid-request' }],
  ['an unknown method', 'BREW /healthz HTTP/1.1\r\nHost: x\r\n\r\n', { status: 400, code: 'invalid-request' }],
  [
    'another method of a known path',
    'DELETE /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n',
    { status: 404, code: 'invalid-request' },
  ],
  ['no HTTP at all', '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03', { status: 400, code: 'invalid-request' }],
  ['a broken escape in the path', get('/v1/attachments/%E0%A4%A'), { status: 400, code: 'invalid-request' }],
  ['a path that climbs', get('/v1/attachments/..%2f..%2fhub.db'), { status: 401, code: 'unknown-device' }],
  ['an attachment without a token', get('/v1/attachments/x'), { status: 401, code: 'unknown-device' }],
  [
    'an attachment with a made-up token',
    get('/v1/attachments/x', 'Authorization: Bearer AAAAAAAA\r\n'),
    { status: 401, code: 'unknown-device' },
  ],
  [
    'an attachment with another scheme',
    get('/v1/attachments/x', 'Authorization: Basic QTpC\r\n'),
    { status: 401, code: 'unknown-device' },
  ],
  [
    'a body of broken JSON',
    'POST /healthz HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{]',
    { status: 400, code: 'invalid-request' },
  ],
  ['headers of 100 kB', get('/healthz', `X: ${'a'.repeat(100_000)}\r\n`), { status: 400, code: 'invalid-request' }],
  [
    'two lengths',
    'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\na',
    { status: 400, code: 'invalid-request' },
  ],
  [
    'a handshake from a web page',
    upgrade('/v1/sync', 'Origin: https://evil.example\r\n'),
    { status: 403, code: 'forbidden' },
  ],
  ['a handshake at another path', upgrade('/v1/other'), { status: 404, code: 'invalid-request' }],
])('[ME1] %s is refused with a code', async (_what, bytes, { status, code }) => {
  const answer = await raw(bytes);
  expect(answer.status).toBe(status);
  expect(JSON.parse(answer.body)).toEqual({ code });
  expect(errorCodes).toContain(code);
  expect((await fetch(`${hub.httpUrl}/healthz`)).status).toBe(200);
});

test('A plain GET of the sync path is no handshake', async () => {
  expect(await raw(get('/v1/sync'))).toMatchObject({ status: 404 });
});

test('An attachment that is not there is missing, for a device that is known', async () => {
  const device = await enrolDevice(hub, 'Maria Rossi');
  const headers = { authorization: `Bearer ${device.welcome.blobToken}` };
  const response = await fetch(`${hub.httpUrl}/v1/attachments/none`, { headers });
  expect([response.status, await response.json()]).toEqual([404, { code: 'attachment-missing' }]);
});

test('Every answer is strict about what a browser may do with it', async () => {
  for (const path of ['/healthz', '/nothing']) {
    const { headers } = await fetch(`${hub.httpUrl}${path}`);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('cache-control')).toBe('no-store');
  }
});

test('[ME1] Handshakes from one address are limited before the handshake, with the wait', async () => {
  const answers: number[] = [];
  for (let attempt = 0; attempt < 1_100; attempt += 1) answers.push((await raw(upgrade('/v1/other'))).status);
  expect(answers.at(-1)).toBe(429);
  const refused = await raw(upgrade('/v1/sync'));
  expect(JSON.parse(refused.body)).toMatchObject({ code: 'rate-limited', retryAfterMs: 60_000 });
  hub.clock.set(hub.clock.now() + 60_001);
  expect(await raw(upgrade('/v1/other'))).toMatchObject({ status: 404 });
}, 30_000);
