import { afterEach, beforeEach, expect, test } from 'vitest';
import { createKey, enrolDevice, enrolFrame, signHello, type DeviceKey } from '../support/device.ts';
import { startTestHub, type TestHub } from '../support/hub-fixture.ts';
import { openWire, type Wire } from '../support/wire.ts';

let hub: TestHub;

beforeEach(async () => {
  hub = await startTestHub();
});

afterEach(async () => {
  await hub.close();
});

test('[HS1] The first frame is a challenge with versions, hub, a nonce used once, and the time', async () => {
  const challenges = await Promise.all([1, 2].map(async () => (await openWire(hub.syncUrl)).find('challenge')));
  for (const challenge of challenges) {
    expect(challenge).toMatchObject({ oldestProtocol: 1, newestProtocol: 2, hubTime: hub.clock.now() });
    expect(challenge.hubId).toBe(challenges[0]?.hubId);
  }
  expect(challenges[0]?.nonce).not.toBe(challenges[1]?.nonce);
});

test.each([
  ['pong', { type: 'pong' }],
  ['push', { type: 'push', commands: [{ seq: 1, command: { name: 'claim', conversationId: 'x' } }] }],
  ['ack', { type: 'ack', cursor: 0, answered: 0 }],
  ['evicted', { type: 'evicted', items: [{ conversationId: 'x', fence: 1 }] }],
])('[HS2] %s before hello is refused and costs the connection', async (_name, frame) => {
  expect(await refusalOf(frame)).toMatchObject({ code: 'bad-frame' });
});

test('[HS2] A second enrol or hello on one connection is refused', async () => {
  const wire = await openWire(hub.syncUrl);
  wire.send(enrolFrame(await hub.code('Maria Rossi'), createKey()));
  await wire.find('enrolled');
  wire.send(enrolFrame(await hub.code('Maria Rossi'), createKey()));
  expect((await wire.find('error')).failure.code).toBe('bad-frame');
  const device = await enrolDevice(hub, 'Maria Rossi');
  device.wire.send(enrolFrame('AAAAA-AAAAA', createKey()));
  expect((await device.wire.find('error')).failure.code).toBe('bad-frame');
});

test('[HS3] A connection that is not authenticated within 5 s is closed', async () => {
  const wire = await openWire(hub.syncUrl);
  await wire.find('challenge');
  hub.clock.advance(4_999);
  expect(wire.frames).toHaveLength(1);
  hub.clock.advance(1);
  expect((await wire.find('error')).failure.code).toBe('authentication-timeout');
  await wire.closed;
});

test('[HS4] A wrong signature, an unknown device and a revoked one are refused with their own codes', async () => {
  const { key, deviceId } = await enrolled('Maria Rossi');
  expect(await helloRefusal({ key: createKey(), deviceId })).toBe('bad-signature');
  expect(await helloRefusal({ key, deviceId: 'nobody' })).toBe('unknown-device');
  await hub.storage.write((tx) => tx.revokeDevice(deviceId, hub.clock.now()));
  expect(await helloRefusal({ key, deviceId })).toBe('revoked-device');
});

test("[HS4] A signature over another connection's nonce proves nothing", async () => {
  const { key, deviceId } = await enrolled('Maria Rossi');
  const earlier = await (await openWire(hub.syncUrl)).find('challenge');
  expect(await helloRefusal({ key, deviceId, nonce: earlier.nonce })).toBe('bad-signature');
});

test('[HS4] A device of somebody who is no longer active is refused', async () => {
  const { key, deviceId, userId } = await enrolled('Maria Rossi');
  await hub.storage.write((tx) => tx.putUser({ id: userId, name: 'Maria Rossi', role: 'volunteer', active: false }));
  expect(await helloRefusal({ key, deviceId })).toBe('revoked-device');
});

test.each([0, 3, 99])('[HS5] Version %i is refused before anything else of the frame is read', async (protocol) => {
  expect(await refusalOf({ type: 'hello', protocol, somethingNew: [] })).toEqual({ code: 'unsupported-version' });
  expect(await refusalOf({ type: 'enrol', protocol })).toEqual({ code: 'unsupported-version' });
});

test('[HS6] A code works once, without regard to case, spaces and hyphens', async () => {
  const code = await hub.code('Maria Rossi');
  expect(code).toMatch(/^[A-HJ-KM-NP-TV-Z2-9]{5}-[A-HJ-KM-NP-TV-Z2-9]{5}$/);
  expect(await enrolWith(` ${code.toLowerCase().replace('-', ' - ')} `)).toBe('enrolled');
  expect(await enrolWith(code)).toBe('used-code');
});

test('[HS6] A code works for 15 minutes; an expired and a wrong one are told apart', async () => {
  const [early, late] = [await hub.code('Maria Rossi'), await hub.code('Maria Rossi')];
  hub.clock.advance(15 * 60_000 - 1);
  expect(await enrolWith(early)).toBe('enrolled');
  hub.clock.advance(1);
  expect(await enrolWith(late)).toBe('expired-code');
  expect(await enrolWith('ABCDE-FGHJK')).toBe('wrong-code');
});

test('[HS6] The hub stores only the hash of a code', async () => {
  const code = await hub.code('Maria Rossi');
  const everything = await hub.rawData();
  expect(everything).toContain('Maria Rossi');
  expect(everything).not.toContain(code);
  expect(everything).not.toContain(code.replace('-', ''));
});

test('[HS7] Five wrong codes within a minute make the hub refuse codes, with the wait', async () => {
  const good = await hub.code('Maria Rossi');
  for (let wrong = 0; wrong < 5; wrong += 1) {
    expect(await enrolWith('ABCDE-FGHJK')).toBe('wrong-code');
    hub.clock.advance(1_000);
  }
  const wire = await openWire(hub.syncUrl);
  wire.send(enrolFrame(good, createKey()));
  expect((await wire.find('error')).failure).toEqual({ code: 'rate-limited', retryAfterMs: 55_000 });
  hub.clock.advance(55_000);
  expect(await enrolWith(good)).toBe('enrolled');
});

test('[HS8] A second connection of the same device closes the first one', async () => {
  const { key, deviceId } = await enrolled('Luca Bianchi');
  const [a, b] = [await hello({ key, deviceId }), await hello({ key, deviceId })];
  expect((await a.find('error')).failure.code).toBe('replaced');
  await a.closed;
  await b.find('welcome');
  expect(b.frames.some(({ type }) => type === 'error')).toBe(false);
});

test('[HS9] Welcome names user, epoch, last command, and how much is behind the cursor', async () => {
  await hub.receive();
  const device = await enrolDevice(hub, 'Maria Rossi');
  const head = await hub.storage.read((tx) => tx.feedSeq());
  expect(device.welcome).toMatchObject({ userId: device.userId, lastCommand: 0, resync: false });
  expect(device.welcome.behind).toBe(await hub.storage.read((tx) => tx.feedCount(0)));
  await device.until(() => device.cursor() === head);
  await device.run({ name: 'noop', conversationId: 'x' });
  const again = await device.reconnect({ cursor: head, epoch: device.welcome.epoch });
  expect(again.welcome).toMatchObject({ lastCommand: 1, behind: 0, resync: false, epoch: device.welcome.epoch });
});

/** The failure with which a connection ends that sends this first. */
async function refusalOf(frame: unknown) {
  const wire = await openWire(hub.syncUrl);
  wire.send(frame);
  const { failure } = await wire.find('error');
  await wire.closed;
  return failure;
}

async function enrolWith(code: string): Promise<string> {
  const wire = await openWire(hub.syncUrl);
  wire.send(enrolFrame(code, createKey()));
  const result = await Promise.race([wire.find('enrolled').then(() => 'enrolled'), errorOf(wire)]);
  await wire.close();
  return result;
}

const errorOf = async (wire: Wire): Promise<string> => {
  try {
    return (await wire.find('error')).failure.code;
  } catch {
    return 'closed';
  }
};

async function enrolled(name: string): Promise<{ key: DeviceKey; deviceId: string; userId: string }> {
  const key = createKey();
  const wire = await openWire(hub.syncUrl);
  wire.send(enrolFrame(await hub.code(name), key));
  const { deviceId, userId } = await wire.find('enrolled');
  await wire.close();
  return { key, deviceId, userId };
}

interface Claimed {
  readonly key: DeviceKey;
  readonly deviceId: string;
  readonly nonce?: string;
}

async function hello({ key, deviceId, nonce }: Claimed): Promise<Wire> {
  const wire = await openWire(hub.syncUrl);
  const challenge = await wire.find('challenge');
  const about = { hubId: challenge.hubId, nonce: nonce ?? challenge.nonce, deviceId };
  const rest = { epoch: null, cursor: 0, answered: 0, appVersion: 'test' };
  wire.send({ type: 'hello', protocol: 1, deviceId, signature: signHello(key, about), ...rest });
  return wire;
}

async function helloRefusal(claimed: Claimed): Promise<string> {
  const wire = await hello(claimed);
  const { failure } = await wire.find('error');
  await wire.closed;
  return failure.code;
}
