import { afterEach, beforeEach, expect, test } from 'vitest';
import { enrolDevice, type TestDevice } from '../support/device.ts';
import { startTestHub, type TestHub } from '../support/hub-fixture.ts';

let hub: TestHub;
let maria: TestDevice;
let luca: TestDevice;
let giulia: TestDevice;

beforeEach(async () => {
  hub = await startTestHub();
  maria = await enrolDevice(hub, 'Maria Rossi');
  luca = await enrolDevice(hub, 'Luca Bianchi', { evicts: true });
  giulia = await enrolDevice(hub, 'Giulia Ferri');
});

afterEach(async () => {
  await hub.close();
});

const claim = (conversationId: string) => ({ name: 'claim', conversationId });
const evictionAt = (device: TestDevice, id: string) => device.held.get(id)?.conversation?.eviction;
const everywhere = (id: string) =>
  Promise.all([maria, luca, giulia].map((device) => device.until(() => device.held.get(id)?.conversation != null)));

async function evicted(id: string) {
  return (await hub.storage.read((tx) => tx.evictions([id]))).get(id);
}

test('[EV1] A hold is recorded and committed before content leaves', async () => {
  const id = await hub.receive();
  await luca.wire.find('patch', ({ changes }) => changes.some((change) => change.kind === 'put'));
  await maria.run(claim(id));
  const holds = await evicted(id);
  expect((holds?.pending ?? 0) + (holds?.removed ?? 0)).toBe(2);
});

test('[EV1] A device that gets only the stub is recorded as holding nothing', async () => {
  const id = await hub.receive();
  await everywhere(id);
  await maria.run(claim(id));
  const late = await enrolDevice(hub, 'Arrivato Dopo');
  await late.until(() => late.held.has(id));
  expect(await evicted(id)).toMatchObject({ pending: 1 });
});

test('[EV4] A receipt ends the hold only if no newer content was sent since', async () => {
  const id = await hub.receive();
  await everywhere(id);
  await maria.run(claim(id));
  await giulia.until(() => giulia.held.get(id)?.stub.fence === 1);
  await maria.run({ name: 'release', conversationId: id, under: 1, handover: '' });
  await giulia.until(() => giulia.held.get(id)?.conversation?.fence === 2);
  giulia.wire.send({ type: 'evicted', items: [{ conversationId: id, fence: 1 }] });
  await giulia.run({ name: 'noop', conversationId: 'x' });
  await maria.run(claim(id));
  await luca.until(() => luca.held.get(id)?.stub.fence === 3);
  await maria.until(() => evictionAt(maria, id)?.removed === 1);
  expect(evictionAt(maria, id)).toMatchObject({ pending: 1 });
  giulia.wire.send({ type: 'evicted', items: [{ conversationId: id, fence: 3 }] });
  await maria.until(() => evictionAt(maria, id)?.removed === 2);
  expect(evictionAt(maria, id)).toMatchObject({ pending: 0 });
});

test('[EV4] A receipt for what is unknown or held rightly changes nothing', async () => {
  const id = await hub.receive();
  await everywhere(id);
  await maria.run(claim(id));
  const before = await hub.storage.read((tx) => tx.feedSeq());
  maria.wire.send({
    type: 'evicted',
    items: [
      { conversationId: 'unknown', fence: 9 },
      { conversationId: id, fence: 1 },
    ],
  });
  await maria.run({ name: 'noop', conversationId: 'x' });
  expect(await hub.storage.read((tx) => tx.feedSeq())).toBeLessThanOrEqual(before + 1);
  await maria.until(() => evictionAt(maria, id)?.removed === 1);
  expect(evictionAt(maria, id)).toMatchObject({ pending: 1 });
});

test('[EV5] Participants are told how many removed the text, how many have still to, how many had opened it', async () => {
  const id = await hub.receive();
  await everywhere(id);
  await giulia.run({ name: 'open', conversationId: id });
  await giulia.run({ name: 'open', conversationId: id });
  await maria.run({ name: 'open', conversationId: id });
  await maria.run(claim(id));
  await maria.until(() => evictionAt(maria, id)?.removed === 1);
  expect(evictionAt(maria, id)).toEqual({ removed: 1, pending: 1, opened: 1 });
  giulia.wire.send({ type: 'evicted', items: [{ conversationId: id, fence: 1 }] });
  await maria.until(() => evictionAt(maria, id)?.removed === 2);
  expect(evictionAt(maria, id)).toEqual({ removed: 2, pending: 0, opened: 1 });
});

test('[EV5] An opening that is reported after the claim is counted, and told to the participants', async () => {
  const id = await hub.receive();
  await everywhere(id);
  await maria.run(claim(id));
  await maria.until(() => evictionAt(maria, id)?.removed === 1);
  expect(await giulia.run({ name: 'open', conversationId: id })).toEqual({ ok: true });
  await maria.until(() => evictionAt(maria, id)?.opened === 1);
});

test('[EV5] After a transfer the earlier assignee is one of those who have to remove it', async () => {
  const id = await hub.receive();
  await everywhere(id);
  await maria.run(claim(id));
  await maria.run({ name: 'transfer', conversationId: id, under: 1, to: { userId: luca.userId }, handover: '' });
  await luca.until(() => evictionAt(luca, id) != null);
  expect(evictionAt(luca, id)).toMatchObject({ pending: 2 });
  maria.wire.send({ type: 'evicted', items: [{ conversationId: id, fence: 2 }] });
  await luca.until(() => evictionAt(luca, id)?.pending === 1);
});

test('[EV5] Devices of the participant are not counted', async () => {
  const second = await enrolDevice(hub, 'Maria Rossi');
  const id = await hub.receive();
  await everywhere(id);
  await second.until(() => second.held.has(id));
  await maria.run(claim(id));
  await second.until(() => evictionAt(second, id) != null);
  expect(evictionAt(second, id)).toMatchObject({ opened: 0 });
  await maria.until(() => evictionAt(maria, id)?.removed === 1);
  expect(evictionAt(maria, id)).toMatchObject({ pending: 1 });
});

test('[EV4] A device that comes back holding nothing has nothing left to evict', async () => {
  const id = await hub.receive();
  await everywhere(id);
  await maria.run(claim(id));
  await maria.until(() => evictionAt(maria, id)?.pending === 1);
  await giulia.reconnect({ epoch: null });
  await maria.until(() => evictionAt(maria, id)?.pending === 0);
});

test('[EV7] Attachments are given only to participants, checked at every request', async () => {
  const bytes = Buffer.from('%PDF-1.7 prova');
  const id = await hub.receive({ attachments: [{ name: 'certificato è "qui".pdf', type: 'application/pdf', bytes }] });
  await everywhere(id);
  const attachmentId = [...(maria.held.get(id)?.messages.values() ?? [])].flatMap(({ attachments }) => attachments)[0]
    ?.id;
  const get = (device: TestDevice) =>
    fetch(`${hub.httpUrl}/v1/attachments/${attachmentId}`, {
      headers: { authorization: `Bearer ${device.welcome.blobToken}` },
    });
  expect((await get(maria)).status).toBe(403);
  await maria.run(claim(id));
  const given = await get(maria);
  expect(given.status).toBe(200);
  expect(Buffer.from(await given.arrayBuffer())).toEqual(bytes);
  expect(given.headers.get('content-disposition')).toBe(
    "attachment; filename*=UTF-8''certificato%20%C3%A8%20%22qui%22.pdf",
  );
  expect(given.headers.get('x-content-type-options')).toBe('nosniff');
  const refused = await get(luca);
  expect([refused.status, await refused.json()]).toEqual([403, { code: 'not-participant' }]);
  await maria.run({ name: 'transfer', conversationId: id, under: 1, to: { userId: luca.userId }, handover: '' });
  expect([(await get(maria)).status, (await get(luca)).status]).toEqual([403, 200]);
  await luca.wire.close();
  await luca.wire.closed;
  expect((await get(luca)).status).toBe(401);
});
