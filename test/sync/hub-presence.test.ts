import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Company } from '../../shared/model/directory.ts';
import type { Down } from '../../shared/protocol/down.ts';
import { PRESENCE_GATHERED_MS } from '../../shared/protocol/limits.ts';
import { enrolDevice, type TestDevice } from '../support/device.ts';
import { isOnPostgres } from '../support/hub-database.ts';
import { startTestHub, type TestHub } from '../support/hub-fixture.ts';

type Told = Extract<Down, { type: 'presence' }>;
interface Said {
  readonly state?: 'available' | 'away';
  readonly looking?: readonly string[];
  readonly typing?: string | null;
}

let hub: TestHub;
beforeEach(async () => {
  hub = await startTestHub();
});
afterEach(async () => {
  await hub.close();
});

/** Said, and heard by the hub. */
async function says(device: TestDevice, { state = 'available', looking = [], typing = null }: Said = {}) {
  device.wire.send({ type: 'presence', state, looking, typing });
  await device.run({ name: 'noop', conversationId: 'x' });
}

/** What was gathered goes out, and whoever is here has it. */
async function gathered(here: readonly TestDevice[], ms = PRESENCE_GATHERED_MS): Promise<void> {
  hub.clock.advance(ms);
  for (let turn = 0; turn < 3; turn += 1) await hub.storage.read(async () => undefined);
  for (const device of here) await device.run({ name: 'noop', conversationId: 'x' });
}

const told = ({ wire }: TestDevice): Told[] => wire.frames.filter((frame): frame is Told => frame.type === 'presence');
/** Where people are, as this device was told bit by bit. */
const whereabouts = (device: TestDevice): Record<string, string> =>
  Object.fromEntries(told(device).flatMap(({ users }) => users.map(({ userId, state }) => [userId, state])));
const company = (device: TestDevice, id: string): Company => {
  const last = told(device)
    .flatMap(({ conversations }) => conversations)
    .findLast(({ conversationId }) => conversationId === id);
  return { looking: last?.looking ?? [], typing: last?.typing ?? [] };
};
const alone: Company = { looking: [], typing: [] };

async function three(): Promise<[TestDevice, TestDevice, TestDevice]> {
  return [await enrolDevice(hub, 'Maria'), await enrolDevice(hub, 'Luca'), await enrolDevice(hub, 'Sara')];
}

test('[PR2] Available, away, offline; somebody with two devices is one person', async () => {
  const [maria, luca, sara] = await three();
  const second = await enrolDevice(hub, 'Luca');
  await says(maria);
  await gathered([maria]);
  const all = { [maria.userId]: 'available', [luca.userId]: 'available', [sara.userId]: 'available' };
  expect(whereabouts(maria)).toEqual(all);
  await says(luca, { state: 'away' });
  await gathered([maria]);
  // The other device has not said otherwise.
  expect(whereabouts(maria)).toEqual(all);
  await says(second, { state: 'away' });
  await gathered([maria]);
  expect(whereabouts(maria)[luca.userId]).toBe('away');
  await luca.wire.close();
  await second.wire.close();
  await sara.run({ name: 'noop', conversationId: 'x' });
  await gathered([maria]);
  expect(whereabouts(maria)[luca.userId]).toBe('offline');
});

test('[PR3] Writing ends by itself after 6 s, and everything with the connection', async () => {
  const [maria, luca] = await three();
  const id = await hub.receive();
  await says(maria, { looking: [id] });
  await says(luca, { looking: [id], typing: id });
  await gathered([maria]);
  expect(company(maria, id)).toEqual({ looking: [luca.userId], typing: [luca.userId] });
  await gathered([maria], 5_000);
  expect(company(maria, id).typing).toEqual([luca.userId]);
  await gathered([maria], 1_000);
  await gathered([maria]);
  expect(company(maria, id)).toEqual({ looking: [luca.userId], typing: [] });
  // Writing in what is not on the screen is nothing.
  await says(luca, { looking: [id], typing: 'another' });
  await luca.wire.close();
  await maria.run({ name: 'noop', conversationId: 'x' });
  await gathered([maria]);
  expect(company(maria, id)).toEqual(alone);
});

test('[PR3] More conversations than a screen has cost the connection', async () => {
  const maria = await enrolDevice(hub, 'Maria');
  maria.wire.send({ type: 'presence', state: 'available', looking: Array.from({ length: 9 }, String), typing: null });
  expect((await maria.wire.find('error')).failure.code).toBe('bad-frame');
});

test('[PR4] Once everything, then differences only, gathered; nothing to who never says it', async () => {
  const [maria, luca, sara] = await three();
  const id = await hub.receive();
  await says(maria, { looking: [id] });
  await gathered([maria]);
  expect(told(maria)).toHaveLength(1);
  expect(told(maria)[0]?.users).toHaveLength(3);
  for (let times = 0; times < 20; times += 1) await says(luca, { looking: times % 2 === 0 ? [id] : [] });
  await says(luca, { looking: [id] });
  await gathered([maria]);
  expect(told(maria).slice(1)).toEqual([
    { type: 'presence', users: [], conversations: [{ conversationId: id, looking: [luca.userId], typing: [] }] },
  ]);
  await says(luca, { looking: [id] });
  await gathered([maria]);
  expect(told(maria)).toHaveLength(2);
  expect(told(sara)).toEqual([]);
});

test('[PR5] Only those who show it and may read it; when the right ends, the names go', async () => {
  const [maria, luca, sara] = await three();
  const id = await hub.receive();
  await says(maria, { looking: [id] });
  await says(luca, { looking: [id] });
  await says(sara, { looking: [] });
  await gathered([maria, luca, sara]);
  expect(company(maria, id).looking).toEqual([luca.userId]);
  expect(company(luca, id).looking).toEqual([maria.userId]);
  expect(company(sara, id)).toEqual(alone);
  await maria.run({ name: 'claim', conversationId: id });
  await says(maria, { looking: [id], typing: id });
  await says(sara, { looking: [id] });
  await gathered([maria, luca, sara]);
  // Luca still shows the stub, Sara too: neither learns that Maria is there, and she not that they are.
  for (const device of [maria, luca, sara]) expect(company(device, id)).toEqual(alone);
  await maria.run({ name: 'release', conversationId: id, under: 1, handover: '' });
  await gathered([maria, luca, sara]);
  expect(company(sara, id).looking).toEqual([maria.userId, luca.userId].sort());
});

test('[PR5] Two participants of one private conversation see each other, and nobody sees them', async () => {
  const [maria, luca, sara] = await three();
  const id = await hub.receive();
  await maria.run({ name: 'claim', conversationId: id });
  await hub.storage.write(async (tx) => {
    const before = await tx.conversation(id);
    if (before === null) throw new Error('it was claimed');
    const after = { ...before, participantIds: [...before.participantIds, luca.userId] };
    await tx.saveConversation({ before, after, messages: [], mails: [] });
  });
  await says(maria, { looking: [id], typing: id });
  await says(luca, { looking: [id] });
  await says(sara, { looking: [id], typing: id });
  await gathered([maria, luca, sara]);
  expect(company(luca, id)).toEqual({ looking: [maria.userId], typing: [maria.userId] });
  expect(company(maria, id)).toEqual({ looking: [luca.userId], typing: [] });
  expect(company(sara, id)).toEqual(alone);
});

test('[PR1] [PR7] Looking through 20 cases locks none, and leaves nothing in the data', async () => {
  const [maria, luca] = await three();
  const ids = await Promise.all(Array.from({ length: 20 }, () => hub.receive()));
  await says(luca, { looking: ids.slice(0, 8) });
  const before = await hub.storage.read(async (tx) => [await tx.feedSeq(), await tx.auditCount()]);
  const commands = await hub.storage.read((tx) => tx.device(maria.deviceId));
  for (const id of ids) {
    maria.wire.send({ type: 'presence', state: 'away', looking: [id], typing: id });
    await gathered([luca]);
  }
  const after = await hub.storage.read(async (tx) => [await tx.feedSeq(), await tx.auditCount()]);
  expect(after).toEqual(before);
  expect(commands).toEqual(await hub.storage.read((tx) => tx.device(maria.deviceId)));
  for (const id of ids) {
    expect(await hub.storage.read((tx) => tx.conversation(id))).toMatchObject({ state: 'waiting', fence: 0 });
  }
  expect(hub.log.join('')).not.toContain('presence');
  expect(await luca.run({ name: 'claim', conversationId: ids[19] })).toMatchObject({ ok: true });
});

test('[PR4] 200 devices that all move at once: one frame each', async () => {
  const devices: TestDevice[] = [];
  for (let first = 0; first < 200; first += 20) {
    const names = Array.from({ length: 20 }, (_, at) => `Volontario ${first + at}`);
    devices.push(...(await Promise.all(names.map((name) => enrolDevice(hub, name)))));
  }
  const id = await hub.receive();
  for (const { wire } of devices) wire.send({ type: 'presence', state: 'available', looking: [id], typing: null });
  await Promise.all(devices.map((device) => device.run({ name: 'noop', conversationId: 'x' })));
  await gathered([]);
  await Promise.all(devices.map(({ wire }) => wire.find('presence')));
  for (const { wire } of devices) wire.send({ type: 'presence', state: 'away', looking: [], typing: null });
  await Promise.all(devices.map((device) => device.run({ name: 'noop', conversationId: 'x' })));
  await gathered(devices);
  for (const device of devices) {
    expect(told(device)).toHaveLength(2);
    expect(Object.values(whereabouts(device))).toEqual(Array.from({ length: 200 }, () => 'away'));
    // Names are cut where there are more than anybody reads.
    expect(told(device)[0]?.conversations[0]?.looking).toHaveLength(20);
  }
}, 30_000);

describe.skipIf(!isOnPostgres)('two hubs on one database', () => {
  let other: TestHub;
  beforeEach(async () => {
    other = await startTestHub({ folder: hub.folder });
  });
  afterEach(async () => {
    await other.close();
  });

  /** Until what one hub told the other has come. */
  async function until(fits: () => boolean): Promise<void> {
    for (let turn = 0; turn < 200 && !fits(); turn += 1) {
      hub.clock.advance(PRESENCE_GATHERED_MS);
      other.clock.advance(PRESENCE_GATHERED_MS);
      await Promise.all([hub, other].map(({ storage }) => storage.read(async () => undefined)));
    }
    expect(fits()).toBe(true);
  }

  test('[PR6] Who is at one hub is seen at the other, with what they look at, until they leave', async () => {
    const maria = await enrolDevice(hub, 'Maria');
    const luca = await enrolDevice(other, 'Luca');
    const id = await hub.receive();
    await says(maria, { looking: [id] });
    await says(luca, { state: 'away', looking: [id], typing: id });
    await until(() => company(maria, id).typing.includes(luca.userId));
    expect(whereabouts(maria)[luca.userId]).toBe('away');
    await luca.wire.close();
    await until(() => whereabouts(maria)[luca.userId] === 'offline');
    expect(company(maria, id)).toEqual(alone);
  });

  test('[PR6] A hub that starts asks who is there; one that is gone is forgotten', async () => {
    const luca = await enrolDevice(other, 'Luca');
    await says(luca);
    const third = await startTestHub({ folder: hub.folder });
    const sara = await enrolDevice(third, 'Sara');
    await says(sara);
    const seen = async (state: string, stepMs: number, hubs: readonly TestHub[]): Promise<boolean> => {
      for (let turn = 0; turn < 200 && whereabouts(sara)[luca.userId] !== state; turn += 1) {
        for (const each of hubs) each.clock.advance(stepMs);
        await third.storage.read(async () => undefined);
        await sara.run({ name: 'noop', conversationId: 'x' });
      }
      return whereabouts(sara)[luca.userId] === state;
    };
    expect(await seen('available', PRESENCE_GATHERED_MS, [hub, other, third])).toBe(true);
    // The other one's clock stands still: it says nothing any more, as a hub that was killed.
    expect(await seen('offline', 5_000, [third])).toBe(true);
    await third.close();
  });
});
