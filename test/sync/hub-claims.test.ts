import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { enrolDevice, type TestDevice } from '../support/device.ts';
import { startTestHub, type TestHub } from '../support/hub-fixture.ts';

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

const claim = (conversationId: string) => ({ name: 'claim', conversationId });
const reply = (conversationId: string, under: unknown, messageId = 'm1') => ({
  name: 'reply',
  conversationId,
  under,
  messageId,
  text: 'Buongiorno',
});
const stored = (id: string) => hub.storage.read((tx) => tx.conversation(id));

test('[CL1] A claim succeeds only while the conversation waits', async () => {
  const id = await hub.receive();
  const [first, second] = await Promise.all([maria.run(claim(id)), luca.run(claim(id))]);
  expect([first, second].filter(({ ok }) => ok)).toHaveLength(1);
});

test('[CO3] [EV1] A claim costs one commit: number, effect, answer, audit, and the holds of what shows it', async () => {
  const id = await hub.receive();
  await Promise.all([maria, luca].map((device) => device.until(() => device.held.has(id))));
  const write = vi.spyOn(hub.storage, 'write');
  expect(await maria.run(claim(id))).toMatchObject({ ok: true });
  expect(write).toHaveBeenCalledTimes(1);
  await luca.until(() => luca.held.get(id)?.stub.assigneeId === maria.userId);
  expect(write).toHaveBeenCalledTimes(1);
});

test('[CL2] A refused claim says by whom and when it was taken, also after it was resolved', async () => {
  const id = await hub.receive();
  const at = hub.clock.now();
  await maria.run(claim(id));
  hub.clock.set(hub.clock.now() + 5_000);
  const taken = { ok: false, failure: { code: 'taken', userId: maria.userId, at } };
  expect(await luca.run(claim(id))).toEqual(taken);
  await maria.run({ name: 'resolve', conversationId: id, under: 1 });
  expect(await luca.run(claim(id))).toEqual(taken);
  expect(await maria.run(claim(id))).toMatchObject({ failure: { code: 'wrong-state' } });
});

test('[CL3] A granted claim raises the fence and makes the claimer assignee and only participant', async () => {
  const id = await hub.receive();
  expect(await maria.run(claim(id))).toEqual({ ok: true, fence: 1 });
  const { userId } = maria;
  expect(await stored(id)).toMatchObject({ state: 'claimed', fence: 1, assigneeId: userId, participantIds: [userId] });
});

test('[CL4] A write under another fence is stale and names the assignee; a stranger is no participant', async () => {
  const id = await hub.receive();
  const at = hub.clock.now();
  await maria.run(claim(id));
  const stale = { ok: false, failure: { code: 'stale', userId: maria.userId, at } };
  const writes = (under: number) => [
    reply(id, under),
    { ...reply(id, under), name: 'note' },
    { name: 'release', conversationId: id, under, handover: '' },
    { name: 'transfer', conversationId: id, under, to: { userId: luca.userId }, handover: '' },
    { name: 'resolve', conversationId: id, under },
  ];
  for (const write of [...writes(0), ...writes(2)]) expect(await maria.run(write)).toEqual(stale);
  for (const write of writes(1)) {
    expect(await luca.run(write)).toEqual({ ok: false, failure: { code: 'not-participant' } });
  }
  expect(await stored(id)).toMatchObject({ state: 'claimed', fence: 1 });
});

test('[CL5] Writes made under a claim asked for offline are applied when it is granted', async () => {
  const id = await hub.receive();
  const outcomes = await maria.push(claim(id), reply(id, { claim: 1 }), {
    name: 'resolve',
    conversationId: id,
    under: { claim: 1 },
  });
  expect(outcomes).toEqual([{ ok: true, fence: 1 }, { ok: true }, { ok: true }]);
});

test('[CL5] Writes made under a claim that was not granted, or was lost since, are refused as stale', async () => {
  const [lost, held] = [await hub.receive(), await hub.receive()];
  await luca.run(claim(lost));
  const at = hub.clock.now();
  const [refused, write] = await maria.push(claim(lost), reply(lost, { claim: 1 }));
  expect(refused).toMatchObject({ failure: { code: 'taken' } });
  expect(write).toEqual({ ok: false, failure: { code: 'stale', userId: luca.userId, at } });
  await maria.push(claim(held), { name: 'release', conversationId: held, under: { claim: 3 }, handover: '' });
  await luca.run(claim(held));
  expect(await maria.run(reply(held, { claim: 3 }))).toMatchObject({ failure: { code: 'stale', userId: luca.userId } });
  expect(await maria.run(reply(held, { claim: 99 }))).toMatchObject({ failure: { code: 'stale' } });
});

test('[CL5] A granted claim of one conversation is no right to another one', async () => {
  const [one, other] = [await hub.receive(), await hub.receive()];
  await maria.push(claim(one), claim(other));
  expect(await maria.run(reply(other, { claim: 1 }))).toMatchObject({ failure: { code: 'stale' } });
});

test('[CL6] Claiming what one holds succeeds without effect, with the current fence', async () => {
  const id = await hub.receive();
  await maria.run(claim(id));
  const before = await hub.storage.read((tx) => tx.feedSeq());
  expect(await maria.run(claim(id))).toEqual({ ok: true, fence: 1 });
  expect(await hub.storage.read((tx) => tx.feedSeq())).toBe(before);
});

test('[CL7] Release makes it wait again at its place, raises the fence, removes the participants', async () => {
  const id = await hub.receive();
  const { arrivedAt } = (await stored(id)) ?? {};
  hub.clock.set(hub.clock.now() + 60_000);
  await maria.run(claim(id));
  expect(await maria.run({ name: 'release', conversationId: id, under: 1, handover: 'Manca la data' })).toEqual({
    ok: true,
  });
  expect(await stored(id)).toMatchObject({
    state: 'waiting',
    fence: 2,
    assigneeId: null,
    participantIds: [],
    claimedAt: null,
    arrivedAt,
  });
});

test('[CL8] Transfer to a user makes that user the only participant and keeps the note', async () => {
  const id = await hub.receive();
  await maria.run(claim(id));
  const to = { userId: luca.userId };
  expect(await maria.run({ name: 'transfer', conversationId: id, under: 1, to, handover: 'Tocca a te' })).toEqual({
    ok: true,
  });
  expect(await stored(id)).toMatchObject({
    state: 'claimed',
    fence: 2,
    assigneeId: luca.userId,
    participantIds: [luca.userId],
  });
  await luca.until(() => textsOf(luca, id).includes('Tocca a te'));
  expect(await maria.run(reply(id, 1))).toMatchObject({ failure: { code: 'stale', userId: luca.userId } });
});

test('[CL8] Transfer to a group makes it wait there', async () => {
  const id = await hub.receive();
  await maria.run(claim(id));
  const to = { groupId: 'cassa' };
  await maria.run({ name: 'transfer', conversationId: id, under: 1, to, handover: 'È una quota' });
  expect(await stored(id)).toMatchObject({ state: 'waiting', fence: 2, groupId: 'cassa', participantIds: [] });
  await luca.until(() => textsOf(luca, id).includes('È una quota'));
});

test('[CL8] Transfer to nobody known is refused', async () => {
  const id = await hub.receive();
  await maria.run(claim(id));
  const gone = { id: 'gone', name: 'Ex volontaria', role: 'volunteer' as const, active: false };
  await hub.storage.write((tx) => tx.putUser(gone));
  const transfer = (to: object) => maria.run({ name: 'transfer', conversationId: id, under: 1, to, handover: '' });
  expect(await transfer({ userId: 'nobody' })).toMatchObject({ failure: { code: 'unknown-user' } });
  expect(await transfer({ userId: 'gone' })).toMatchObject({ failure: { code: 'unknown-user' } });
  expect(await transfer({ groupId: 'nothing' })).toMatchObject({ failure: { code: 'unknown-group' } });
});

test('[CL11] Whoever is added sees all of it, writes under the same fence, and is gone after a release', async () => {
  const sara = await enrolDevice(hub, 'Sara Neri');
  const id = await hub.receive();
  const outcome = await maria.run(claim(id));
  const fence = outcome.ok ? (outcome.fence ?? -1) : -1;
  const add = (userId: string, under = fence) => ({ name: 'add-participant', conversationId: id, under, userId });
  await maria.run(reply(id, fence));
  await luca.until(() => luca.held.get(id)?.conversation === null);
  expect(await luca.run(add(luca.userId))).toMatchObject({ ok: false, failure: { code: 'not-participant' } });
  expect(await maria.run(add('nobody'))).toMatchObject({ ok: false, failure: { code: 'unknown-user' } });
  expect(await maria.run(add(luca.userId))).toEqual({ ok: true });
  await luca.until(() => luca.held.get(id)?.conversation != null);
  const held = luca.held.get(id);
  expect(held?.conversation).toMatchObject({ assigneeId: maria.userId, fence });
  const texts = [...(held?.messages.values() ?? [])].map(({ text }) => text);
  expect(texts).toContain('Buongiorno');
  expect(await luca.run(reply(id, fence, 'm2'))).toEqual({ ok: true });
  const before = (await stored(id))?.lastMessageAt;
  expect(await luca.run(add(maria.userId))).toEqual({ ok: true });
  expect((await stored(id))?.lastMessageAt).toBe(before);
  expect(await maria.run(add(luca.userId, fence + 1))).toMatchObject({ failure: { code: 'stale' } });
  expect(sara.held.get(id)?.conversation).toBeNull();
  await maria.run({ name: 'transfer', conversationId: id, under: fence, to: { userId: sara.userId }, handover: '' });
  expect((await stored(id))?.participantIds).toEqual([sara.userId]);
  await luca.until(() => luca.held.get(id)?.conversation === null);
});

test('[CL13] [EV2] Whoever is taken out loses it at once, and the others go on; nobody else may', async () => {
  const sara = await enrolDevice(hub, 'Sara Neri');
  const id = await hub.receive();
  await maria.run(claim(id));
  const about = { conversationId: id, under: 1 };
  for (const { userId } of [luca, sara]) await maria.run({ name: 'add-participant', ...about, userId });
  await luca.until(() => luca.held.get(id)?.conversation != null);
  const remove = (userId: string, under = 1) => ({ name: 'remove-participant', conversationId: id, under, userId });
  expect(await luca.run(remove(sara.userId))).toMatchObject({ failure: { code: 'forbidden' } });
  expect(await maria.run(remove(maria.userId))).toMatchObject({ failure: { code: 'invalid-command' } });
  expect(await maria.run(remove('nobody'))).toEqual({ ok: true });
  expect(await maria.run(remove(luca.userId))).toEqual({ ok: true });
  await luca.until(() => luca.held.get(id)?.conversation === null);
  expect(await luca.run(reply(id, 2, 'm9'))).toMatchObject({ failure: { code: 'not-participant' } });
  expect(await stored(id)).toMatchObject({
    fence: 2,
    assigneeId: maria.userId,
    participantIds: [maria.userId, sara.userId],
  });
  expect(await maria.run(remove(sara.userId, 1))).toMatchObject({ failure: { code: 'stale' } });
  expect(await sara.run(remove(sara.userId, 2))).toEqual({ ok: true });
  expect(await stored(id)).toMatchObject({ fence: 3, participantIds: [maria.userId] });
  expect(await maria.run(reply(id, 3, 'm10'))).toEqual({ ok: true });
});

test('[CL9] Resolve ends it and its participant keeps it; reopen makes them assignee again with a new fence', async () => {
  const id = await hub.receive();
  await maria.run(claim(id));
  await maria.run({ name: 'resolve', conversationId: id, under: 1 });
  expect(await stored(id)).toMatchObject({ state: 'resolved', fence: 1, participantIds: [maria.userId] });
  expect(await maria.run(reply(id, 1))).toMatchObject({ failure: { code: 'wrong-state' } });
  expect(await luca.run({ name: 'reopen', conversationId: id })).toMatchObject({
    failure: { code: 'not-participant' },
  });
  expect(await maria.run({ name: 'reopen', conversationId: id })).toEqual({ ok: true, fence: 2 });
  expect(await stored(id)).toMatchObject({ state: 'claimed', fence: 2, assigneeId: maria.userId, resolvedAt: null });
  expect(await maria.run({ name: 'reopen', conversationId: id })).toMatchObject({ failure: { code: 'wrong-state' } });
});

test('[CL10] A message within 30 days reopens for the same assignee; later, a new one names the old', async () => {
  const id = await hub.receive();
  await maria.run(claim(id));
  await maria.run({ name: 'resolve', conversationId: id, under: 1 });
  const { replyToken = '', number } = (await stored(id)) ?? {};
  hub.clock.set(hub.clock.now() + 30 * 24 * 60 * 60_000);
  expect(await hub.receive({ replyToken: replyToken.toUpperCase(), text: 'Ancora io' })).toBe(id);
  expect(await stored(id)).toMatchObject({ state: 'claimed', fence: 2, assigneeId: maria.userId });
  await maria.run({ name: 'resolve', conversationId: id, under: 2 });
  hub.clock.set(hub.clock.now() + 30 * 24 * 60 * 60_000 + 1);
  const later = await hub.receive({ replyToken, text: 'Dopo molto' });
  expect(later).not.toBe(id);
  expect(await stored(later)).toMatchObject({ state: 'waiting', linkedNumber: number });
  expect(await stored(id)).toMatchObject({ state: 'resolved' });
});

test('[CL10] Automatic mail reopens nothing', async () => {
  const id = await hub.receive();
  await maria.run(claim(id));
  await maria.run({ name: 'resolve', conversationId: id, under: 1 });
  const { replyToken = '' } = (await stored(id)) ?? {};
  expect(await hub.receive({ replyToken, automatic: true, text: 'Sono in ferie' })).toBe(id);
  expect(await stored(id)).toMatchObject({ state: 'resolved', fence: 1 });
});

test('[CL1] 50 devices claim one conversation at once, 20 rounds: one winner each, 49 told by whom', async () => {
  const others = Array.from({ length: 48 }, (_, index) => enrolDevice(hub, `Volontario ${index}`));
  const devices = [maria, luca, ...(await Promise.all(others))];
  for (let round = 0; round < 20; round += 1) {
    const id = await hub.receive();
    const outcomes = await Promise.all(devices.map((device) => device.run(claim(id))));
    const winners = devices.filter((_, index) => outcomes[index]?.ok === true);
    expect(winners).toHaveLength(1);
    const failures = outcomes.flatMap((outcome) => (outcome.ok ? [] : [outcome.failure]));
    const taken = { code: 'taken', userId: winners[0]?.userId, at: hub.clock.now() };
    expect(failures).toEqual(Array.from({ length: 49 }, () => taken));
    expect(await stored(id)).toMatchObject({ assigneeId: winners[0]?.userId, fence: 1 });
  }
}, 60_000);

const textsOf = (device: TestDevice, id: string): string[] =>
  [...(device.held.get(id)?.messages.values() ?? [])].map(({ text }) => text);
