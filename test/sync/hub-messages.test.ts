import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import type { ErrorCode } from '../../shared/errors.ts';
import { MAX_FRAME_BYTES } from '../../shared/protocol/limits.ts';
import { PROTOCOL_VERSION } from '../../shared/protocol/version.ts';
import { createKey, enrolDevice, signHello } from '../support/device.ts';
import { startTestHub, type TestHub } from '../support/hub-fixture.ts';
import { openWire } from '../support/wire.ts';

let hub: TestHub;

beforeEach(async () => {
  hub = await startTestHub();
});

afterEach(async () => {
  await hub.close();
});

/** What a program sees that was written from the specification and from nothing else. */
interface Seen {
  readonly frames: readonly { readonly type: string; readonly failure?: { readonly code: string } }[];
  readonly closeCode: number;
  readonly reason: string;
}

/** Sends this instead of `hello` and waits for the end. */
async function seenAfter(send: (socket: WebSocket) => void): Promise<Seen> {
  const socket = new WebSocket(hub.syncUrl);
  const frames: Seen['frames'][number][] = [];
  const closed = once(socket, 'close') as Promise<[number, Buffer]>;
  await new Promise<void>((resolve) => {
    socket.on('message', (data: Buffer) => {
      frames.push(JSON.parse(data.toString('utf8')) as Seen['frames'][number]);
      resolve();
    });
  });
  send(socket);
  const [closeCode, reason] = await closed;
  return { frames, closeCode, reason: reason.toString('utf8') };
}

test('[ME1] A device that offers compression and a subprotocol is greeted without compression', async () => {
  const socket = new WebSocket(hub.syncUrl, ['sportello', 'other'], { perMessageDeflate: true });
  const upgraded = once(socket, 'upgrade') as Promise<[{ headers: Record<string, string | undefined> }]>;
  const [data] = (await once(socket, 'message')) as [Buffer];
  expect(JSON.parse(data.toString('utf8'))).toMatchObject({ type: 'challenge' });
  const [{ headers }] = await upgraded;
  expect(headers['sec-websocket-extensions']).toBeUndefined();
  socket.terminate();
});

test('[ME1] A frame is text: the same hello as bytes is refused', async () => {
  const seen = await seenAfter((socket) => socket.send(Buffer.from('{"type":"hello"}'), { binary: true }));
  expect(seen).toMatchObject({ closeCode: 1008, reason: 'bad-frame' });
});

test('[ME2] Members that no schema names are left out, in frames as in commands', async () => {
  const key = createKey();
  const wire = await openWire(hub.syncUrl);
  const { hubId } = await wire.find('challenge');
  const code = await hub.code('Maria Rossi');
  const later = { fromALaterProgram: { nested: ['anything'] } };
  const protocol = PROTOCOL_VERSION;
  wire.send({ type: 'enrol', protocol, code, publicKey: key.publicKey, deviceName: 'PC', appVersion: '1', ...later });
  const { deviceId, nonce } = await wire.find('enrolled');
  const signature = signHello(key, { hubId, nonce, deviceId });
  const place = { epoch: null, cursor: 0, answered: 0, appVersion: '1' };
  wire.send({ type: 'hello', protocol, deviceId, signature, ...place, ...later });
  await wire.find('welcome');
  const conversationId = await hub.receive();
  const command = { name: 'claim', conversationId, force: true, ...later };
  wire.send({ type: 'push', commands: [{ seq: 1, command, ...later }], ...later });
  expect((await wire.find('answer')).outcome).toEqual({ ok: true, fence: 1 });
  await wire.close();
});

/** Of the table of ME4: `GET /v1/board`. */
function doors(): readonly string[] {
  const [, after = ''] = readFileSync('docs/sync-spec.md', 'utf8').split('| path | method | for | rules |\n');
  return after
    .split('\n\n', 1)
    .flatMap((rows) => rows.split('\n').slice(1))
    .flatMap((row) => {
      const [, path = '', methods = ''] = row.split('|').map((cell) => cell.trim().replaceAll('`', ''));
      return methods.split(', ').map((method) => `${method} ${path}`);
    });
}

/** What the hub listens to, out of the tree that the framework prints. */
function routes(): readonly string[] {
  const parents: string[] = [];
  return hub.hub.app
    .printRoutes({ commonPrefix: false })
    .split('\n')
    .flatMap((line) => {
      const [, indent = '', part = '', methods = ''] = /^([\s│├└─]*)(\S+) \(([^)]*)\)/u.exec(line) ?? [];
      parents.splice(indent.length / 4 - 1, parents.length, part);
      const known = methods.split(', ').filter((method) => ['GET', 'PUT', 'POST', 'DELETE'].includes(method));
      return known.map((method) => `${method} ${parents.join('')}`);
    });
}

test('[ME4] The table names every door for devices; each asks for the token of a connection that lives', async () => {
  const forDevices = routes().filter((route) => route.includes(' /v1/') && !route.includes('/v1/chat/'));
  expect(doors().toSorted()).toEqual(forDevices.toSorted());
  const device = await enrolDevice(hub, 'Maria Rossi', { role: 'coordinator' });
  const { blobToken } = device.welcome;
  const ask = async (door: string, token: string) => {
    const [method = '', path = ''] = door.split(' ');
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
    const url = `${hub.httpUrl}${path.replace(/:\w+/, '2026-11-23')}`;
    const answer = await fetch(url, { method, headers, ...(method === 'GET' ? {} : { body: '{}' }) });
    return { status: answer.status, text: await answer.text() };
  };
  for (const door of doors()) {
    const made = await ask(door, 'x'.repeat(43));
    expect([door, made.status, JSON.parse(made.text)]).toEqual([door, 401, { code: 'unknown-device' }]);
    expect([door, (await ask(door, blobToken)).status]).not.toEqual([door, 401]);
  }
  await device.wire.close();
  for (const door of doors()) expect((await ask(door, blobToken)).status).toBe(401);
});

test.each<readonly [ErrorCode, number, (socket: WebSocket) => void]>([
  ['bad-frame', 1008, (socket) => socket.send('{')],
  ['unsupported-version', 1008, (socket) => socket.send('{"type":"hello","protocol":99}')],
  ['frame-too-large', 1009, (socket) => socket.send('x'.repeat(MAX_FRAME_BYTES + 1))],
  ['authentication-timeout', 1008, () => hub.clock.advance(5_001)],
  ['hub-stopping', 1001, () => void hub.hub.close()],
])('[ER2] %s is said before the end, and the end is %i with the code as its reason', async (code, closeCode, act) => {
  const seen = await seenAfter(act);
  expect(seen.frames.at(-1)).toMatchObject({ type: 'error', failure: { code } });
  // Where a header alone announces too much, the library ends the connection with its own words.
  expect([seen.closeCode, code === 'frame-too-large' ? code : seen.reason]).toEqual([closeCode, code]);
});

test('[ER2] A defect of the hub is internal, and 1011', async () => {
  const { storage } = hub;
  const device = await enrolDevice(hub, 'Maria Rossi');
  await storage.close();
  const reason = new Promise((resolve) => device.wire.onFrame((frame) => frame.type === 'error' && resolve(frame)));
  device.wire.send({ type: 'push', commands: [{ seq: 1, command: { name: 'noop', conversationId: 'x' } }] });
  expect(await reason).toMatchObject({ failure: { code: 'internal' } });
  expect(await device.wire.closed).toBe(1011);
});

test('[ER2] What comes after the frame that ended a connection is not carried out', async () => {
  const maria = await enrolDevice(hub, 'Maria Rossi');
  const luca = await enrolDevice(hub, 'Luca Bianchi');
  const id = await hub.receive();
  await maria.until(() => maria.held.has(id));
  maria.wire.sendRaw('{');
  maria.wire.send({ type: 'push', commands: [{ seq: 1, command: { name: 'claim', conversationId: id } }] });
  expect(await maria.wire.closed).toBe(1008);
  expect(await luca.run({ name: 'claim', conversationId: id })).toMatchObject({ ok: true });
});

test('[ER3] A refused command costs its number only: those after it are decided by themselves', async () => {
  const maria = await enrolDevice(hub, 'Maria Rossi');
  const id = await hub.receive();
  await maria.until(() => maria.held.has(id));
  const nonsense = [{ name: 'no-such-command' }, { name: 'claim' }, { name: 'claim', conversationId: 'none' }];
  const outcomes = await maria.push(...nonsense, { name: 'claim', conversationId: id });
  const codes = outcomes.map((outcome) => (outcome.ok ? 'ok' : outcome.failure.code));
  expect(codes).toEqual(['unknown-command', 'invalid-command', 'unknown-conversation', 'ok']);
  expect(await maria.run({ name: 'noop', conversationId: id })).toEqual({ ok: true });
});
