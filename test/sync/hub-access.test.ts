import { expect, test } from 'vitest';
import type { Storage } from '../../hub/storage/storage.ts';
import { enrolDevice, type TestDevice } from '../support/device.ts';
import { twoVolunteers } from '../support/two-volunteers.ts';

/** Who may not come in any more is not kept in either. */
const office = twoVolunteers();

const inactive = async (storage: Storage, { userId }: TestDevice) =>
  storage.write(async (tx) => tx.putUser({ ...(await tx.user(userId))!, active: false }));
const refusal = async (device: TestDevice) => (await device.wire.find('error')).failure.code;

test('[HS10] A device that is revoked while it is connected is disconnected before anything else is sent', async () => {
  await Promise.all([
    office.hub.storage.write((tx) => tx.revokeDevice(office.luca.deviceId, office.hub.clock.now())),
    office.hub.receive({ subject: 'Arrivata dopo' }),
  ]);
  expect(await refusal(office.luca)).toBe('revoked-device');
  await office.luca.wire.closed;
  await office.maria.until(() =>
    [...office.maria.held.values()].some(({ conversation }) => conversation?.subject === 'Arrivata dopo'),
  );
  expect(JSON.stringify(office.luca.wire.frames)).not.toContain('Arrivata dopo');
});

test('[HS10] All devices of a user who is made inactive are disconnected, and nobody else', async () => {
  const second = await enrolDevice(office.hub, 'Luca Bianchi');
  await inactive(office.hub.storage, office.luca);
  expect(await Promise.all([office.luca, second].map(refusal))).toEqual(['revoked-device', 'revoked-device']);
  const id = await office.hub.receive();
  expect(await office.maria.run({ name: 'claim', conversationId: id })).toMatchObject({ ok: true });
});

test('[HS10] A command that comes after the commit is not applied, even where its connection still stands', async () => {
  const id = await office.hub.receive();
  await office.luca.until(() => office.luca.held.has(id));
  const revoked = office.hub.storage.write((tx) => tx.revokeDevice(office.luca.deviceId, office.hub.clock.now()));
  void office.luca.run({ name: 'claim', conversationId: id }).catch(() => undefined);
  await revoked;
  await office.luca.wire.closed;
  expect(await office.hub.storage.read((tx) => tx.conversation(id))).toMatchObject({ state: 'waiting' });
});

test('[HS10] What another program changed on the same data is seen, too', async () => {
  const other = await office.hub.openAgain();
  await other.write((tx) => tx.revokeDevice(office.luca.deviceId, office.hub.clock.now()));
  await other.close();
  office.hub.clock.advance(1_000);
  expect(await refusal(office.luca)).toBe('revoked-device');
  await office.luca.wire.closed;
  expect(await office.maria.run({ name: 'noop', conversationId: 'x' })).toEqual({ ok: true });
});

test('[HS10] [EV7] The token for attachments ends with the connection', async () => {
  const headers = { authorization: `Bearer ${office.luca.welcome.blobToken}` };
  const ask = async () => (await fetch(`${office.hub.httpUrl}/v1/attachments/none`, { headers })).status;
  expect(await ask()).not.toBe(401);
  await office.hub.storage.write((tx) => tx.revokeDevice(office.luca.deviceId, office.hub.clock.now()));
  await office.luca.wire.closed;
  expect(await ask()).toBe(401);
});
