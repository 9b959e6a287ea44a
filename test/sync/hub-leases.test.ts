import { rmSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { incomingMail, startTestHub, type TestHub } from '../support/hub-fixture.ts';
import { enrolDevice, type TestDevice } from '../support/device.ts';
import { isOnPostgres } from '../support/hub-database.ts';

/** A look of the hub at its leases, and what it does then. */
const STEP_MS = 5_000;
const DAY_MS = 24 * 60 * 60_000;

let hub: TestHub;

beforeEach(async () => {
  hub = await startTestHub();
});

afterEach(async () => {
  await hub.close();
});

const openChat = (over: object = {}): Promise<string> => hub.receive({ channel: 'chat', origin: 'chat', ...over });

/** Reading and writing that was begun has ended. */
async function settled({ storage }: TestHub): Promise<void> {
  for (let turn = 0; turn < 3; turn += 1) await storage.read(async () => undefined);
}

/** Time goes by in small steps; who is given here says something at each. */
async function pass(ms: number, { hubs = [hub], present = [] }: Passing = {}): Promise<void> {
  for (let left = ms; left > 0; left -= STEP_MS) {
    for (const each of hubs) {
      each.clock.advance(Math.min(STEP_MS, left));
      await settled(each);
    }
    for (const device of present) await device.run({ name: 'noop', conversationId: 'x' });
  }
}

interface Passing {
  readonly hubs?: readonly TestHub[];
  readonly present?: readonly TestDevice[];
}

const stored = (id: string) => hub.storage.read((tx) => tx.conversation(id));
async function claimed(device: TestDevice, id: string): Promise<void> {
  expect(await device.run({ name: 'claim', conversationId: id })).toMatchObject({ ok: true });
}
const note = (device: TestDevice, id: string, under: number) =>
  device.run({ name: 'note', conversationId: id, under, messageId: hub.ids.next(), text: 'Ci penso io.' });

test('[LE1] [LE3] A chat whose assignee is out of reach for longer than 90 s waits again; before, it does not', async () => {
  const [maria, luca] = [await enrolDevice(hub, 'Maria'), await enrolDevice(hub, 'Luca')];
  const id = await openChat();
  await claimed(maria, id);
  await note(maria, id, 1);
  await maria.wire.close();
  await pass(85_000, { present: [luca] });
  expect(await stored(id)).toMatchObject({ state: 'claimed', fence: 1 });
  await pass(20_000, { present: [luca] });
  expect(await stored(id)).toMatchObject({ state: 'waiting', fence: 2, assigneeId: null, participantIds: [] });
  await luca.until(() => luca.held.get(id)?.conversation != null, 'the chat is there again');
  const lines = [...(luca.held.get(id)?.messages.values() ?? [])];
  const line = lines.at(-1);
  expect(line).toMatchObject({ kind: 'system', automatic: true, delivery: null });
  expect(line?.event).toEqual({ code: 'lease-expired', userId: maria.userId });
  expect(line?.text).toContain('ha perso il collegamento');
  // The private thread is hidden, as after a release.
  expect(lines.map(({ kind }) => kind)).not.toContain('note');
  await claimed(luca, id);
});

test('[LE1] Nothing but a claimed chat has a lease: tickets, resolved and waiting chats stay as they are', async () => {
  const maria = await enrolDevice(hub, 'Maria');
  const [ticket, resolved, waiting] = [await hub.receive(), await openChat(), await openChat()];
  await claimed(maria, ticket);
  await claimed(maria, resolved);
  await maria.run({ name: 'resolve', conversationId: resolved, under: 1 });
  await maria.wire.close();
  await pass(300_000);
  expect((await stored(ticket))?.state).toBe('claimed');
  expect((await stored(resolved))?.state).toBe('resolved');
  expect(await stored(waiting)).toMatchObject({ state: 'waiting', fence: 0 });
});

test('[LE1] Every new fence begins a lease: who is passed a chat while away has all of it', async () => {
  const [maria, luca] = [await enrolDevice(hub, 'Maria'), await enrolDevice(hub, 'Luca')];
  const id = await openChat();
  await claimed(maria, id);
  await luca.wire.close();
  await pass(120_000, { present: [maria] });
  const to = { userId: luca.userId };
  await maria.run({ name: 'transfer', conversationId: id, under: 1, to, handover: '' });
  await pass(85_000, { present: [maria] });
  expect(await stored(id)).toMatchObject({ state: 'claimed', assigneeId: luca.userId });
  await pass(25_000, { present: [maria] });
  expect(await stored(id)).toMatchObject({ state: 'waiting', fence: 3, expiredFence: 2 });
});

test('[LE1] Who is passed a chat shortly after leaving has all of the lease, too', async () => {
  const [maria, luca] = [await enrolDevice(hub, 'Maria'), await enrolDevice(hub, 'Luca')];
  const id = await openChat();
  await claimed(maria, id);
  await luca.wire.close();
  await pass(60_000, { present: [maria] });
  const to = { userId: luca.userId };
  await maria.run({ name: 'transfer', conversationId: id, under: 1, to, handover: '' });
  await pass(85_000, { present: [maria] });
  expect(await stored(id)).toMatchObject({ state: 'claimed', assigneeId: luca.userId });
});

test('[LE2] Contact with any device of the assignee renews it, also one that only answers pings', async () => {
  const maria = await enrolDevice(hub, 'Maria');
  const second = await enrolDevice(hub, 'Maria');
  const id = await openChat();
  await claimed(maria, id);
  await maria.wire.close();
  for (let pings = 0; pings < 20; pings += 1) {
    hub.clock.advance(10_000);
    const hubTime = hub.clock.now();
    await second.wire.find('ping', (frame) => frame.hubTime === hubTime);
    // The pong went out before this, in order.
    await second.run({ name: 'noop', conversationId: 'x' });
    await settled(hub);
  }
  expect((await stored(id))?.state).toBe('claimed');
  await second.wire.close();
  await pass(110_000);
  expect((await stored(id))?.state).toBe('waiting');
});

test('[LE2] A device that comes back in time has a whole lease again', async () => {
  const maria = await enrolDevice(hub, 'Maria');
  const id = await openChat();
  await claimed(maria, id);
  await maria.wire.close();
  await pass(85_000);
  const back = await maria.reconnect();
  await back.wire.close();
  await pass(85_000);
  expect((await stored(id))?.state).toBe('claimed');
  await pass(25_000);
  expect((await stored(id))?.state).toBe('waiting');
});

test('[LE3] [AU1] It is written down, once, and the chain holds', async () => {
  const maria = await enrolDevice(hub, 'Maria');
  const id = await openChat();
  await claimed(maria, id);
  await maria.wire.close();
  await pass(200_000);
  const entries = await hub.storage.read((tx) => tx.auditEntries({ after: 0, limit: 1_000 }));
  const expired = entries.filter(({ kind }) => kind === 'lease-expired');
  expect(expired).toMatchObject([{ userId: null, deviceId: null, conversationId: id }]);
  expect(JSON.parse(expired[0]?.facts ?? '')).toEqual({ fence: 2, formerUserId: maria.userId });
});

test('[LE4] A hub that starts again gives a whole lease to come back, however long it was down', async () => {
  const maria = await enrolDevice(hub, 'Maria');
  const id = await openChat();
  await claimed(maria, id);
  const { folder, clock } = hub;
  await pass(80_000);
  // Closed without its folder being removed.
  await hub.hub.close();
  await hub.storage.close();
  hub = await startTestHub({ folder, startAt: clock.now() + 3 * DAY_MS });
  await pass(85_000);
  expect((await stored(id))?.state).toBe('claimed');
  await pass(25_000);
  expect((await stored(id))?.state).toBe('waiting');
  rmSync(folder, { recursive: true, force: true });
});

test('[LE4] A hub that was suspended, or whose clock is set by a day, ends no lease for what it did not see', async () => {
  const maria = await enrolDevice(hub, 'Maria');
  const id = await openChat();
  await claimed(maria, id);
  await pass(80_000, { present: [maria] });
  for (const jumpMs of [DAY_MS, -DAY_MS, 50_000]) {
    hub.clock.set(hub.clock.now() + jumpMs);
    await pass(60_000, { present: [] });
    expect([jumpMs, (await stored(id))?.state]).toEqual([jumpMs, 'claimed']);
  }
});

test('[LE6] The former assignee’s write is refused as stale with the reason, and by whom it is held now', async () => {
  const [maria, luca] = [await enrolDevice(hub, 'Maria'), await enrolDevice(hub, 'Luca')];
  const id = await openChat();
  await claimed(maria, id);
  await maria.wire.close();
  await pass(110_000, { present: [luca] });
  const back = await maria.reconnect();
  await back.until(() => back.held.get(id)?.stub.fence === 2, 'it waits');
  expect(back.held.get(id)?.stub.expiredFence).toBe(1);
  expect(await note(back, id, 1)).toEqual({ ok: false, failure: { code: 'stale', why: 'lease-expired' } });
  // Under another token the reason would be a lie.
  expect(await note(back, id, 7)).toEqual({ ok: false, failure: { code: 'stale' } });
  await claimed(luca, id);
  await back.until(() => back.held.get(id)?.conversation === null, 'it is private again');
  expect(back.held.get(id)?.stub).toMatchObject({ fence: 3, expiredFence: 1, assigneeId: luca.userId });
  expect(await note(back, id, 1)).toMatchObject({ failure: { why: 'lease-expired', userId: luca.userId } });
});

test('[IN5] A chat is acknowledged in its own line, and a reply leaves by no mail', async () => {
  const maria = await enrolDevice(hub, 'Maria');
  const id = await openChat({ contact: { name: 'Anna', email: 'anna@posta.example', phone: null } });
  await claimed(maria, id);
  const messageId = hub.ids.next();
  const reply = { name: 'reply', conversationId: id, under: 1, messageId, text: 'Buongiorno!' };
  expect(await maria.run(reply)).toEqual({ ok: true });
  await maria.until(() => maria.held.get(id)?.messages.has(messageId) === true, 'the reply is there');
  expect(maria.held.get(id)?.messages.get(messageId)).toMatchObject({ kind: 'reply', delivery: null });
  const opened = [...(maria.held.get(id)?.messages.values() ?? [])].find(({ event }) => event?.code === 'opened');
  expect(opened).toMatchObject({ automatic: true, delivery: null });
  expect(opened?.text).toContain('conferma automatica');
  expect(await hub.storage.read((tx) => tx.unsentMails())).toEqual([]);
  // The contact goes on by the chat's token.
  const { replyToken } = (await stored(id)) ?? {};
  const more = incomingMail({ channel: 'chat', origin: 'chat', replyToken: replyToken ?? null, text: 'Grazie' });
  expect(await hub.hub.intake.receive(more)).toMatchObject({ kind: 'joined', conversationId: id });
});

describe.skipIf(!isOnPostgres)('two hubs on one database, their clocks a day apart', () => {
  let other: TestHub;

  beforeEach(async () => {
    other = await startTestHub({ folder: hub.folder, startAt: hub.clock.now() + DAY_MS });
  });

  afterEach(async () => {
    await other.close();
  });

  test('[LE2] [LE4] A device at one hub keeps a lease that the other would end', async () => {
    const maria = await enrolDevice(hub, 'Maria');
    const id = await openChat();
    await claimed(maria, id);
    await pass(300_000, { hubs: [hub, other], present: [maria] });
    expect(await stored(id)).toMatchObject({ state: 'claimed', fence: 1 });
    const there = await maria.reconnectAt(other.syncUrl);
    await pass(300_000, { hubs: [other, hub], present: [there] });
    expect(await stored(id)).toMatchObject({ state: 'claimed', fence: 1 });
    await there.wire.close();
  });

  test('[LE5] When nobody renews it, exactly one hub ends it', async () => {
    const maria = await enrolDevice(hub, 'Maria');
    const ids = [await openChat(), await openChat(), await openChat()];
    for (const id of ids) await claimed(maria, id);
    await maria.wire.close();
    for (let step = 0; step < 30; step += 1) {
      // Both look at once.
      hub.clock.advance(STEP_MS);
      other.clock.advance(STEP_MS);
      await Promise.all([settled(hub), settled(other)]);
    }
    for (const id of ids) expect(await stored(id)).toMatchObject({ state: 'waiting', fence: 2 });
    const entries = await hub.storage.read((tx) => tx.auditEntries({ after: 0, limit: 1_000 }));
    expect(entries.filter(({ kind }) => kind === 'lease-expired')).toHaveLength(ids.length);
  });
});
