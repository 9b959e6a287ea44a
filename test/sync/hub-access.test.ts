import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Storage } from '../../hub/storage/storage.ts';
import { enrolDevice, type TestDevice } from '../support/device.ts';
import { startTestHub, type TestHub } from '../support/hub-fixture.ts';

/** Who may not come in any more is not kept in either. */
let hub: TestHub;
let maria: TestDevice;
let luca: TestDevice;

beforeEach(async () => {
  hub = await startTestHub();
  maria = await enrolDevice(hub, 'Maria Rossi');
  luca = await enrolDevice(hub, 'Luca Bianchi');
});

afterEach(async () => {
  await hub.close();
});

const inactive = async (storage: Storage, { userId }: TestDevice) =>
  storage.write(async (tx) => tx.putUser({ ...(await tx.user(userId))!, active: false }));
const refusal = async (device: TestDevice) => (await device.wire.find('error')).failure.code;

test('[HS10] A device that is revoked while it is connected is disconnected before anything else is sent', async () => {
  await Promise.all([
    hub.storage.write((tx) => tx.revokeDevice(luca.deviceId, hub.clock.now())),
    hub.receive({ subject: 'Arrivata dopo' }),
  ]);
  expect(await refusal(luca)).toBe('revoked-device');
  await luca.wire.closed;
  await maria.until(() =>
    [...maria.held.values()].some(({ conversation }) => conversation?.subject === 'Arrivata dopo'),
  );
  expect(JSON.stringify(luca.wire.frames)).not.toContain('Arrivata dopo');
});

test('[HS10] All devices of a user who is made inactive are disconnected, and nobody else', async () => {
  const second = await enrolDevice(hub, 'Luca Bianchi');
  await inactive(hub.storage, luca);
  expect(await Promise.all([luca, second].map(refusal))).toEqual(['revoked-device', 'revoked-device']);
  const id = await hub.receive();
  expect(await maria.run({ name: 'claim', conversationId: id })).toMatchObject({ ok: true });
});

test('[HS10] A command that comes after the commit is not applied, even where its connection still stands', async () => {
  const id = await hub.receive();
  await luca.until(() => luca.held.has(id));
  const revoked = hub.storage.write((tx) => tx.revokeDevice(luca.deviceId, hub.clock.now()));
  void luca.run({ name: 'claim', conversationId: id }).catch(() => undefined);
  await revoked;
  await luca.wire.closed;
  expect(await hub.storage.read((tx) => tx.conversation(id))).toMatchObject({ state: 'waiting' });
});

test('[HS10] What another program changed on the same data is seen, too', async () => {
  const other = await hub.openAgain();
  await other.write((tx) => tx.revokeDevice(luca.deviceId, hub.clock.now()));
  await other.close();
  hub.clock.advance(1_000);
  expect(await refusal(luca)).toBe('revoked-device');
  await luca.wire.closed;
  expect(await maria.run({ name: 'noop', conversationId: 'x' })).toEqual({ ok: true });
});

test('[HS10] [EV7] The token for attachments ends with the connection', async () => {
  const headers = { authorization: `Bearer ${luca.welcome.blobToken}` };
  const ask = async () => (await fetch(`${hub.httpUrl}/v1/attachments/none`, { headers })).status;
  expect(await ask()).not.toBe(401);
  await hub.storage.write((tx) => tx.revokeDevice(luca.deviceId, hub.clock.now()));
  await luca.wire.closed;
  expect(await ask()).toBe(401);
});
