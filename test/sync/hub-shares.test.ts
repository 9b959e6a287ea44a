import { createHash, sign } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { signedRotation, signedUnlock } from '../../shared/protocol/up.ts';
import { PROTOCOL_VERSION } from '../../shared/protocol/version.ts';
import { createKey, enrolDevice, enrolFrame, signHello, type DeviceKey } from '../support/device.ts';
import { isOnPostgres } from '../support/hub-database.ts';
import { startTestHub, type TestHub } from '../support/hub-fixture.ts';
import { openWire, type Wire } from '../support/wire.ts';

/** The hub's share of the key of a device's database. */
let hub: TestHub;

beforeEach(async () => {
  hub = await startTestHub();
});

afterEach(async () => {
  await hub.close();
});

interface Known {
  readonly key: DeviceKey;
  readonly deviceId: string;
  readonly userId: string;
}

async function enrolled(name = 'Maria Rossi'): Promise<Known & { readonly wire: Wire; readonly enrolledWith: string }> {
  const key = createKey();
  const wire = await openWire(hub.syncUrl);
  wire.send(enrolFrame(await hub.code(name), key));
  const { deviceId, userId, nonce } = await wire.find('enrolled');
  return { key, wire, deviceId, userId, enrolledWith: nonce };
}

const signed = (key: DeviceKey, text: string): string =>
  sign(null, Buffer.from(text), key.privateKey).toString('base64url');

interface Asking extends Pick<Known, 'key' | 'deviceId'> {
  readonly nonce?: string;
  readonly signature?: (about: { hubId: string; nonce: string; deviceId: string }) => string;
}

/** The share, or the code of the refusal. */
async function ask({ key, deviceId, nonce, signature }: Asking): Promise<string> {
  const wire = await openWire(hub.syncUrl);
  const challenge = await wire.find('challenge');
  const about = { hubId: challenge.hubId, nonce: nonce ?? challenge.nonce, deviceId };
  const mine = signed(key, signedUnlock(about.hubId, about.nonce, deviceId));
  wire.send(unlockFrame({ key, deviceId }, signature?.(about) ?? mine));
  const answer = await Promise.race([wire.find('share'), wire.find('error')]);
  await wire.close();
  return answer.type === 'share' ? answer.share : answer.failure.code;
}

const unlockFrame = ({ key, deviceId }: Pick<Known, 'key' | 'deviceId'>, signature: string) => ({
  ...{ type: 'unlock', protocol: PROTOCOL_VERSION, deviceId, publicKey: key.publicKey, signature },
});

const kinds = async () =>
  (await hub.storage.read((tx) => tx.auditEntries({ after: 0, limit: 500 }))).map(({ kind }) => kind);

test('[SH1] A device is given the same 32 bytes whenever it proves itself, another device gets others', async () => {
  const [maria, luca] = [await enrolled(), await enrolled('Luca Bianchi')];
  const share = await ask(maria);
  expect(Buffer.from(share, 'base64url')).toHaveLength(32);
  expect(await ask(maria)).toBe(share);
  expect(await ask(luca)).not.toBe(share);
  expect((await kinds()).filter((kind) => kind === 'unlock')).toHaveLength(3);
});

test('[SH1] Asked for twice at the same moment, where there are several hubs at two of them, one is made', async () => {
  const beside = isOnPostgres ? await hub.openAgain() : hub.storage;
  try {
    for (const name of ['Maria Rossi', 'Luca Bianchi', 'Sara Conti']) {
      const { deviceId, key } = await enrolled(name);
      const owner = { deviceId, publicKey: key.publicKey };
      const asked = [hub.storage, beside].map((storage) => storage.write((tx) => tx.needShare(owner)));
      const [one, other] = await Promise.all(asked);
      expect(one?.equals(other ?? Buffer.alloc(0))).toBe(true);
    }
  } finally {
    if (isOnPostgres) await beside.close();
  }
});

test('[SH1] It is given right after the enrolment, on the same connection, and nothing after it', async () => {
  const { wire, key, deviceId, enrolledWith: nonce } = await enrolled();
  const { hubId } = await wire.find('challenge');
  wire.send(unlockFrame({ key, deviceId }, signed(key, signedUnlock(hubId, nonce, deviceId))));
  expect((await wire.find('share')).share).toHaveLength(43);
  const hello = { type: 'hello', protocol: PROTOCOL_VERSION, deviceId, epoch: null, cursor: 0, answered: 0 };
  wire.send({ ...hello, appVersion: 'test', signature: signHello(key, { hubId, nonce, deviceId }) });
  expect((await wire.find('error')).failure.code).toBe('bad-signature');
});

test('[SH1] A wrong key, a signature for hello, an old nonce and an unknown device are refused and written down', async () => {
  const { key, deviceId } = await enrolled();
  const earlier = await (await openWire(hub.syncUrl)).find('challenge');
  expect(await ask({ key: createKey(), deviceId })).toBe('bad-signature');
  expect(await ask({ key, deviceId, signature: (about) => signHello(key, about) })).toBe('bad-signature');
  expect(await ask({ key, deviceId, nonce: earlier.nonce })).toBe('bad-signature');
  expect(await ask({ key, deviceId: 'nobody' })).toBe('unknown-device');
  expect((await kinds()).filter((kind) => kind === 'login-refused')).toHaveLength(4);
});

test('[SH2] A revoked device gets no share any more, and nothing of it is in the data', async () => {
  const maria = await enrolled();
  const share = await ask(maria);
  const hex = Buffer.from(share, 'base64url').toString('hex');
  await hub.storage.write((tx) => tx.revokeDevice(maria.deviceId, hub.clock.now()));
  expect(await ask(maria)).toBe('revoked-device');
  const owner = { deviceId: maria.deviceId, publicKey: maria.key.publicKey };
  expect(await hub.storage.read((tx) => tx.deviceShare(owner))).toBeNull();
  expect((await hub.rawData()).toLowerCase()).not.toContain(hex);
});

test('[SH2] Where a device is revoked before it ever asked, none is made afterwards', async () => {
  const maria = await enrolled();
  await hub.storage.write((tx) => tx.revokeDevice(maria.deviceId, hub.clock.now()));
  const owner = { deviceId: maria.deviceId, publicKey: maria.key.publicKey };
  expect(await hub.storage.write((tx) => tx.needShare(owner))).toBeNull();
});

test('[SH2] While its user is inactive a device gets none', async () => {
  const maria = await enrolled();
  const share = await ask(maria);
  const user = { id: maria.userId, name: 'Maria Rossi', role: 'volunteer' } as const;
  await hub.storage.write((tx) => tx.putUser({ ...user, active: false }));
  expect(await ask(maria)).toBe('revoked-device');
  await hub.storage.write((tx) => tx.putUser({ ...user, active: true }));
  expect(await ask(maria)).toBe(share);
});

test('[SH3] A hub that does not know the device any more gives the share to its key, and to no other', async () => {
  const { key } = await enrolled();
  const forgotten = { deviceId: 'enrolled-after-the-backup', publicKey: key.publicKey };
  const share = await hub.storage.write((tx) => tx.needShare(forgotten));
  expect(await ask({ key, deviceId: forgotten.deviceId })).toBe(share?.toString('base64url'));
  expect(await ask({ key: createKey(), deviceId: forgotten.deviceId })).toBe('unknown-device');
});

test('[SH3] A hub that knows an earlier key of the device learns the later one', async () => {
  const maria = await enrolled();
  const later = createKey();
  const owner = { deviceId: maria.deviceId, publicKey: later.publicKey };
  const share = await hub.storage.write((tx) => tx.needShare(owner));
  expect(await ask({ key: later, deviceId: maria.deviceId })).toBe(share?.toString('base64url'));
  expect((await hub.storage.read((tx) => tx.device(maria.deviceId)))?.publicKey).toBe(later.publicKey);
});

test('[SH4] After a rotation the new key proves the device and has its share; the old one does neither', async () => {
  const device = await enrolDevice(hub, 'Maria Rossi');
  const { hubId } = await device.wire.find('challenge');
  const { deviceId } = device;
  const before = await hub.storage.read((tx) => tx.device(deviceId));
  const share = await hub.storage.write((tx) => tx.needShare({ deviceId, publicKey: before!.publicKey }));
  const next = createKey();
  const signature = signed(next, signedRotation(hubId, deviceId, next.publicKey));
  for (let time = 0; time < 2; time += 1) device.wire.send({ type: 'rotate', publicKey: next.publicKey, signature });
  expect(await device.wire.find('rotated')).toMatchObject({ publicKey: next.publicKey });
  expect(await device.run({ name: 'noop', conversationId: 'x' })).toEqual({ ok: true });
  expect(await ask({ key: next, deviceId })).toBe(share?.toString('base64url'));
  expect(await hub.storage.read((tx) => tx.deviceShare({ deviceId, publicKey: before!.publicKey }))).toBeNull();
  expect((await kinds()).filter((kind) => kind === 'rotation')).toHaveLength(1);
});

test('[SH4] A key that the device does not have is refused', async () => {
  const device = await enrolDevice(hub, 'Maria Rossi');
  const stranger = createKey();
  const signature = signed(createKey(), createHash('sha256').update('x').digest('hex'));
  device.wire.send({ type: 'rotate', publicKey: stranger.publicKey, signature });
  expect((await device.wire.find('error')).failure.code).toBe('bad-signature');
  expect((await hub.storage.read((tx) => tx.device(device.deviceId)))?.publicKey).not.toBe(stranger.publicKey);
});
