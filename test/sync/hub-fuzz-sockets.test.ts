import { connect, type Socket } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { verified } from '../support/audit.ts';
import { createKey, enrolDevice, enrolFrame, type TestDevice } from '../support/device.ts';
import {
  damaged,
  distorted,
  foreignVersion,
  garbage,
  randomCommand,
  tooLarge,
  type FuzzFrame,
} from '../support/fuzz-frames.ts';
import { startTestHub, type TestHub } from '../support/hub-fixture.ts';
import { seededRandom } from '../support/seeded-random.ts';
import { openWire } from '../support/wire.ts';

let hub: TestHub;
let bystander: TestDevice;

beforeEach(async () => {
  hub = await startTestHub();
  bystander = await enrolDevice(hub, 'Maria Rossi');
});

afterEach(async () => {
  await hub.close();
});

const random = seededRandom(20_260_330);
const inBatchesOf = 50;

/** Far from the limits of frames and handshakes, which are tests of their own; nobody is silent for long. */
const later = (ms: number): void => hub.clock.set(hub.clock.now() + ms);

/** The same device on the same connection: sees what arrives, and its claim is granted. */
async function bystanderWorks(): Promise<void> {
  later(10_000);
  const id = await hub.receive();
  await bystander.until(() => bystander.held.has(id));
  expect(await bystander.run({ name: 'claim', conversationId: id })).toEqual({ ok: true, fence: 1 });
}

async function checkEnd(): Promise<void> {
  await bystanderWorks();
  expect(bystander.wire.frames.some(({ type }) => type === 'error')).toBe(false);
  expect(hub.log.filter((line) => line.includes('"defect"'))).toEqual([]);
  expect(await verified(hub.storage)).toMatchObject({ ok: true });
}

const key = createKey();

function firstFrame():
  | FuzzFrame
  | { readonly what: string; readonly text: Uint8Array; readonly codes: FuzzFrame['codes'] } {
  const valid = enrolFrame('AAAAA-AAAAA', key);
  const codes = ['bad-frame', 'unsupported-version', 'wrong-code', 'rate-limited'] as const;
  const roll = random.next();
  if (roll < 0.5) return garbage(random);
  if (roll < 0.55) return { what: 'binary', text: random.bytes(50), codes: ['bad-frame'] };
  if (roll < 0.58) return tooLarge(random);
  if (roll < 0.65) return foreignVersion(random, valid);
  if (roll < 0.85) return { what: 'damaged', text: damaged(random, JSON.stringify(valid)), codes };
  return { what: 'distorted', text: JSON.stringify(distorted(random, valid)), codes };
}

test('[LIM1] 2,000 wrong first frames over real sockets: each is answered with its code and ended', async () => {
  for (let sent = 0; sent < 2_000; sent += inBatchesOf) {
    later(4_000);
    const batch = Array.from({ length: inBatchesOf }, async () => {
      const frame = firstFrame();
      const wire = await openWire(hub.syncUrl);
      await wire.find('challenge');
      wire.sendRaw(frame.text);
      const { failure } = await wire.find('error');
      expect(frame.codes, `${frame.what} ${String(frame.text).slice(0, 200)}`).toContain(failure.code);
      await wire.closed;
    });
    await Promise.all(batch);
    if (sent % 500 === 0) await bystanderWorks();
  }
  await checkEnd();
}, 40_000);

test('[LIM1][CO4] 3,000 frames by devices that are known: answered or refused, others go on', async () => {
  let lastId = 0;
  let offender = await enrolDevice(hub, 'Luca Bianchi');
  let seq = 0;
  const ids = [await hub.receive(), await hub.receive(), await hub.receive()];
  for (let sent = 0; sent < 3_000; sent += inBatchesOf) {
    later(10_000);
    for (let frame = 0; frame < inBatchesOf; frame += 1) {
      const command = randomCommand(random, ids, `sockets-${(lastId += 1)}`);
      const push = JSON.stringify({ type: 'push', commands: [{ seq: seq + 1, command }] });
      const isWrong = frame === inBatchesOf - 1;
      offender.wire.sendRaw(isWrong ? damaged(random, push).slice(1) : push);
      if (!isWrong) seq += 1;
    }
    const { failure } = await offender.wire.find('error');
    expect(failure.code).toBe('bad-frame');
    expect(offender.wire.frames.filter(({ type }) => type === 'answer')).toHaveLength(inBatchesOf - 1);
    offender = await offender.reconnect();
    expect(offender.welcome.lastCommand).toBe(seq);
    if (sent % 500 === 0) await bystanderWorks();
  }
  await checkEnd();
}, 40_000);

test('[LIM1] 200 sockets with broken bytes, halves of handshakes, and none at all: nobody else notices', async () => {
  const port = Number(new URL(hub.httpUrl).port);
  const upgrade = (nonce: Buffer): string =>
    `GET /v1/sync HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n` +
    `Sec-WebSocket-Key: ${nonce.toString('base64')}\r\n\r\n`;
  const sockets: Socket[] = [];
  for (let opened = 0; opened < 200; opened += 1) {
    later(100);
    const socket = connect(port, '127.0.0.1');
    sockets.push(socket);
    socket.on('error', () => undefined);
    socket.on('data', () => undefined);
    const hello = upgrade(random.bytes(16));
    const roll = random.below(4);
    if (roll === 0) socket.write(hello.slice(0, random.below(hello.length)));
    if (roll === 1) socket.write(random.bytes(100));
    if (roll === 2) socket.write(hello + random.bytes(60).toString('latin1'));
    if (roll === 3) socket.write(hello);
    if (opened % 50 === 0) await bystanderWorks();
  }
  await checkEnd();
  for (const socket of sockets) socket.destroy();
}, 40_000);
