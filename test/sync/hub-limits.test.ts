import { afterEach, beforeEach, expect, test } from 'vitest';
import { MAX_FRAME_BYTES } from '../../shared/protocol/limits.ts';
import { enrolDevice } from '../support/device.ts';
import { startTestHub, type TestHub } from '../support/hub-fixture.ts';
import { openWire } from '../support/wire.ts';

let hub: TestHub;

beforeEach(async () => {
  hub = await startTestHub();
});

afterEach(async () => {
  await hub.close();
});

const deep = '['.repeat(50_000) + ']'.repeat(50_000);

test.each<readonly [string, string | Uint8Array, string]>([
  ['longer than 256 KiB', `"${'x'.repeat(MAX_FRAME_BYTES)}"`, 'frame-too-large'],
  ['far longer', 'x'.repeat(5 * 1024 * 1024), 'frame-too-large'],
  ['empty', '', 'bad-frame'],
  ['no JSON', '{"type":"pong"', 'bad-frame'],
  ['binary', Buffer.from([0, 1, 2, 255]), 'bad-frame'],
  ['not an object', '[1,2,3]', 'bad-frame'],
  ['nested deeply', deep, 'bad-frame'],
  ['of an unknown type', '{"type":"shutdown"}', 'bad-frame'],
  ['polluting', '{"__proto__":{"type":"pong"},"constructor":1}', 'bad-frame'],
  ['a push of nothing', '{"type":"push","commands":[]}', 'bad-frame'],
  ['a push with a negative number', '{"type":"push","commands":[{"seq":-1,"command":{}}]}', 'bad-frame'],
  ['an ack beyond numbers', '{"type":"ack","cursor":1e400,"answered":0}', 'bad-frame'],
  ['a receipt with a text for a fence', '{"type":"evicted","items":[{"conversationId":"a","fence":"1"}]}', 'bad-frame'],
  ['of the other direction', '{"type":"welcome","userId":"me"}', 'bad-frame'],
])('[LIM1] A frame %s is refused and costs its sender and nobody else', async (_what, frame, code) => {
  const bystander = await enrolDevice(hub, 'Maria Rossi');
  const offender = await enrolDevice(hub, 'Luca Bianchi');
  offender.wire.sendRaw(frame);
  expect((await offender.wire.find('error')).failure.code).toBe(code);
  await offender.wire.closed;
  const id = await hub.receive();
  await bystander.until(() => bystander.held.has(id));
  expect(await bystander.run({ name: 'claim', conversationId: id })).toMatchObject({ ok: true });
});

test('[LIM1] Broken WebSocket bytes end that connection only', async () => {
  const { connect } = await import('node:net');
  const port = Number(new URL(hub.httpUrl).port);
  const socket = connect(port, '127.0.0.1');
  const key = Buffer.alloc(16, 7).toString('base64');
  socket.write(
    `GET /v1/sync HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: ${key}\r\n\r\n`,
  );
  const ended = new Promise((resolve) => socket.once('close', resolve));
  socket.once('data', () => socket.write(Buffer.from([0xff, 0xff, 0xff, 0xff, 0x00, 0x01])));
  socket.on('data', () => undefined);
  await ended;
  const device = await enrolDevice(hub, 'Maria Rossi');
  expect(await device.run({ name: 'noop', conversationId: 'x' })).toEqual({ ok: true });
});

test('[LIM2] More than 200 frames in 10 s are refused, with the wait', async () => {
  const device = await enrolDevice(hub, 'Maria Rossi');
  // enrol and hello were two of them
  for (let frame = 0; frame < 198; frame += 1) device.wire.send({ type: 'pong' });
  expect(await waitForError(device.wire, 50)).toBeNull();
  hub.clock.set(hub.clock.now() + 4_000);
  device.wire.send({ type: 'pong' });
  expect((await device.wire.find('error')).failure).toEqual({ code: 'rate-limited', retryAfterMs: 6_000 });
  await device.wire.closed;
});

test('[LIM2] A device at a steady pace, and one that only acknowledges pages, are not limited', async () => {
  const device = await enrolDevice(hub, 'Maria Rossi');
  for (let frame = 0; frame < 250; frame += 1) {
    hub.clock.set(hub.clock.now() + 51);
    await device.run({ name: 'noop', conversationId: 'x' });
  }
  for (let arrival = 0; arrival < 250; arrival += 1) {
    const id = await hub.receive();
    await device.until(() => device.held.has(id));
  }
  expect(await device.run({ name: 'noop', conversationId: 'x' })).toEqual({ ok: true });
});

test('[LI1] The hub pings every 10 s and gives up 25 s after the last frame', async () => {
  const silent = await openSilent();
  for (let tens = 1; tens <= 2; tens += 1) {
    hub.clock.advance(10_000);
    await silent.find('ping', ({ hubTime }) => hubTime === hub.clock.now());
  }
  hub.clock.advance(4_999);
  expect(await waitForError(silent, 30)).toBeNull();
  hub.clock.advance(1);
  expect((await silent.find('error')).failure.code).toBe('silence');
  await silent.closed;
});

test('[LI1] A device that answers pings is kept', async () => {
  const device = await enrolDevice(hub, 'Maria Rossi');
  for (let tens = 0; tens < 6; tens += 1) {
    hub.clock.advance(10_000);
    await device.wire.find('ping', ({ hubTime }) => hubTime === hub.clock.now());
    await device.run({ name: 'noop', conversationId: 'x' });
  }
  expect(device.wire.frames.some(({ type }) => type === 'error')).toBe(false);
});

test('[LI3] A hub that stops tells its devices, and what they pushed before is stored', async () => {
  const device = await enrolDevice(hub, 'Maria Rossi');
  const id = await hub.receive();
  device.wire.send({ type: 'push', commands: [{ seq: 1, command: { name: 'claim', conversationId: id } }] });
  await device.answer(1);
  await hub.hub.close();
  expect((await device.wire.find('error')).failure.code).toBe('hub-stopping');
  expect(await device.wire.closed).toBe(1001);
  expect((await hub.storage.read((tx) => tx.conversation(id)))?.state).toBe('claimed');
});

test('[LI3] A device that does not answer the farewell holds the hub up for no more than 1.5 s', async () => {
  const { connect } = await import('node:net');
  const socket = connect(Number(new URL(hub.httpUrl).port), '127.0.0.1');
  const key = Buffer.alloc(16, 7).toString('base64');
  socket.write(
    `GET /v1/sync HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: ${key}\r\n\r\n`,
  );
  await new Promise((resolve) => socket.once('data', resolve));
  const closed = hub.hub.close();
  hub.clock.advance(1_500);
  await closed;
});

/** Enrolled and welcomed, but deaf to pings. */
async function openSilent() {
  const { createKey, enrolFrame, signHello } = await import('../support/device.ts');
  const key = createKey();
  const wire = await openWire(hub.syncUrl);
  const { hubId } = await wire.find('challenge');
  wire.send(enrolFrame(await hub.code('Sorda'), key));
  const { deviceId, nonce } = await wire.find('enrolled');
  const signature = signHello(key, { hubId, nonce, deviceId });
  const rest = { epoch: null, cursor: 0, answered: 0, appVersion: 'test' };
  wire.send({ type: 'hello', protocol: 1, deviceId, signature, ...rest });
  await wire.find('welcome');
  return wire;
}

/** Bounded look for something that must not come. */
async function waitForError(wire: { readonly frames: readonly { type: string }[] }, withinMs: number) {
  await new Promise((resolve) => setTimeout(resolve, withinMs));
  return wire.frames.find(({ type }) => type === 'error') ?? null;
}
