import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Command } from '../../shared/protocol/commands.ts';
import { LEASED_NUMBERS } from '../../shared/protocol/limits.ts';
import { parseDeskForm } from '../../shared/model/desk.ts';
import { createCable, type Cable } from '../support/core-cable.ts';
import { openTestCore, type TestCore, type TestRenderer } from '../support/core-fixture.ts';
import { enrolDevice } from '../support/device.ts';
import { startTestHub, type TestHub } from '../support/hub-fixture.ts';
import { eventually } from '../support/processes.ts';

interface Desk {
  readonly core: TestCore;
  readonly cable: Cable;
  readonly window: TestRenderer;
}

type Create = Extract<Command, { name: 'create' }>;

let hub: TestHub;
let desks: Desk[];

async function openDesk(name: string): Promise<Desk> {
  const cable = createCable();
  const start = { hubUrl: hub.syncUrl, enrolCode: await hub.code(name) };
  const core = openTestCore({ start, deps: { openSocket: cable.openSocket } });
  const desk = { core, cable, window: core.renderer() };
  await status(desk, 'online');
  return desk;
}

const status = ({ window }: Desk, connection: 'online' | 'offline') =>
  window.watch({ name: 'status' }).until((value) => value.connection === connection && value.me !== null, connection);
const settled = ({ window }: Desk) =>
  window
    .watch({ name: 'status' })
    .until(({ outboxCount, connection }) => connection === 'online' && outboxCount === 0, 'settled');
const leased = () =>
  hub.storage.read(async (tx) => {
    const entries = await tx.auditEntries({ after: 0, limit: 50 });
    const devices = entries.filter(({ kind }) => kind === 'enrolment').map(({ deviceId }) => deviceId ?? '');
    return Promise.all(devices.map((id) => tx.leasedNumbers(id)));
  });
const take = async ({ window }: Desk): Promise<string> => (await window.call({ name: 'take-number' })).number;

const creating = (number: string, over: Partial<Create> = {}): Create => ({
  ...{ name: 'create', conversationId: `desk-${number}`, number, channel: 'ticket', groupId: 'segreteria' },
  ...{ contact: { name: 'Anna Belotti', email: 'anna@posta.example', phone: null }, subject: 'Allo sportello' },
  ...{ messageId: `m-${number}`, text: 'Chiede come iscriversi.', numberTold: true },
  ...over,
});
const run = ({ window }: Desk, command: Command) => window.call({ name: 'command', command });

async function away(desk: Desk): Promise<void> {
  desk.cable.pull();
  await status(desk, 'offline');
}

async function back(desk: Desk): Promise<void> {
  desk.cable.plug();
  await desk.window.call({ name: 'retry-now' });
  await settled(desk);
}

beforeEach(async () => {
  hub = await startTestHub();
  desks = [];
  for (const name of ['Maria Rossi', 'Luca Bianchi', 'Giulia Conti']) desks.push(await openDesk(name));
  await eventually('numbers are leased', async () => (await leased()).every(({ length }) => length === LEASED_NUMBERS));
});

afterEach(async () => {
  for (const { core } of desks) core.remove();
  await hub.close();
});

test('[NB1] [NB2] [NB3] three desks without network open 50 cases each: 150 numbers, none twice, none changed', async () => {
  const told = new Map<string, string>();
  for (const desk of desks) await away(desk);
  for (const desk of desks) {
    for (let count = 0; count < 50; count += 1) {
      const number = await take(desk);
      told.set(`desk-${number}`, number);
      await run(desk, creating(number));
    }
    const shown = desk.window.watch({ name: 'list', view: 'to-take', groupId: null, offset: 0, limit: 200 }).now();
    expect(shown.total).toBe(50);
  }
  expect(new Set(told.values()).size).toBe(150);
  const arrived = await hub.receive();
  for (const desk of desks) await back(desk);
  const atHub = await hub.storage.read((tx) => tx.conversations({ after: '', limit: 500 }));
  expect(atHub.filter(({ id }) => id !== arrived).map(({ id, number }) => [id, number])).toEqual(
    [...told].sort(([, a], [, b]) => (a < b ? -1 : 1)),
  );
  expect(told.values()).not.toContain(atHub.find(({ id }) => id === arrived)?.number);
  for (const { window } of desks) {
    await window
      .watch({ name: 'list', view: 'to-take', groupId: null, offset: 0, limit: 200 })
      .until(({ total }) => total === 151, 'all of them');
    expect(window.watch({ name: 'notices' }).now()).toEqual([]);
  }
}, 40_000);

test('[NB3] [CO8] a case that was opened offline and cancelled is in no list, here or at the hub', async () => {
  const [desk, other] = desks as [Desk, Desk];
  await away(desk);
  const { seq } = await run(desk, creating(await take(desk)));
  const list = { name: 'list', view: 'to-take', groupId: null, offset: 0, limit: 9 } as const;
  expect(desk.window.watch(list).now().total).toBe(1);
  expect(await desk.window.call({ name: 'cancel', seq })).toEqual({ cancelled: true });
  expect(desk.window.watch(list).now().total).toBe(0);
  await back(desk);
  for (const { window } of [desk, other]) expect(window.watch(list).now().total).toBe(0);
});

test('[NB5] the line of the opening names who registered it and how they came', async () => {
  const [desk, other] = desks as [Desk, Desk];
  const number = await take(desk);
  await run(desk, creating(number, { way: 'telephone' }));
  await settled(desk);
  const me = desk.window.watch({ name: 'status' }).now().me?.id;
  for (const { window } of [desk, other]) {
    const open = window.watch({ name: 'conversation', id: `desk-${number}` });
    await open.until((value) => value?.messages.some(({ event }) => event?.code === 'opened') === true, 'the line');
    const events = open.now()?.messages.flatMap(({ event }) => event ?? []);
    expect(events).toEqual([{ code: 'opened', desk: { userId: me, way: 'telephone' } }]);
  }
});

test('[NB6] a form is a draft with its number; cancelled or refused, the whole of it comes back as one, and a list shows it', async () => {
  const [desk] = desks as [Desk, ...Desk[]];
  const drafts = desk.window.watch({ name: 'desk-drafts' });
  const formOf = (id: string) => {
    const text = drafts.now().find(({ conversationId }) => conversationId === id)?.text ?? '';
    return parseDeskForm(text);
  };
  const typed = { kind: 'desk', text: '{"name":"An' } as const;
  const number = await take(desk);
  await desk.window.call({ name: 'save-draft', conversationId: `desk-${number}`, ...typed });
  await drafts.until((list) => list.length === 1, 'what is typed');
  await away(desk);
  const { seq } = await run(desk, creating(number, { way: 'telephone' }));
  await drafts.until((list) => list.length === 0, 'it is a case now');
  await desk.window.call({ name: 'cancel', seq });
  await drafts.until((list) => list.length === 1, 'it is a form again');
  expect(formOf(`desk-${number}`)).toMatchObject({
    ...{ number, messageId: `m-${number}`, way: 'telephone', name: 'Anna Belotti', email: 'anna@posta.example' },
    ...{ subject: 'Allo sportello', text: 'Chiede come iscriversi.', isTold: true },
  });
  await back(desk);

  const used = await take(desk);
  await run(desk, creating(used));
  await settled(desk);
  await run(desk, creating(used, { conversationId: 'desk-twice', messageId: 'm-twice' }));
  await drafts.until((list) => list.length === 2, 'what was refused');
  expect(drafts.now().find(({ conversationId }) => conversationId === 'desk-twice')?.returned?.code).toBe(
    'invalid-command',
  );
  expect(formOf('desk-twice')).toMatchObject({ name: 'Anna Belotti', text: 'Chiede come iscriversi.' });
});

test('[NB3] a case opened offline can be claimed and worked on at once; all of it arrives', async () => {
  const [desk] = desks as [Desk, ...Desk[]];
  await away(desk);
  const number = await take(desk);
  await run(desk, creating(number, { groupId: 'nessuno' }));
  const id = `desk-${number}`;
  const { seq } = await run(desk, { name: 'claim', conversationId: id });
  const note = { name: 'note', conversationId: id, under: { claim: seq }, messageId: 'n-1', text: 'Firmato.' } as const;
  await run(desk, note);
  const open = desk.window.watch({ name: 'conversation', id });
  expect(open.now()).toMatchObject({
    row: { number, claim: 'requested' },
    content: { origin: 'desk', verified: true },
  });
  await back(desk);
  await open.until((value) => value?.row.claim === 'mine' && value.messages.at(-1)?.text === 'Firmato.');
  expect(open.now()).toMatchObject({ row: { number, groupId: 'segreteria', pending: 0 } });
  expect(await hub.storage.read((tx) => tx.nextMailDueAt())).toBeNull();
});

test('[NB2] when all are given out it is said, and more come with the connection', async () => {
  const [desk] = desks as [Desk, ...Desk[]];
  await away(desk);
  const numbers = new Set<string>();
  for (let count = 0; count < LEASED_NUMBERS; count += 1) numbers.add(await take(desk));
  expect(numbers.size).toBe(LEASED_NUMBERS);
  await expect(take(desk)).rejects.toThrow('no-numbers');
  const [number = ''] = numbers;
  await run(desk, creating(number));
  await back(desk);
  const next = await eventually('more numbers', () => take(desk).catch(() => null));
  expect(numbers).not.toContain(next);
});

test('[AU1] a case opened at the desk is one entry, and so is a refused one', async () => {
  const device = await enrolDevice(hub, 'Paola Neri');
  device.wire.send({ type: 'lease' });
  const [number = ''] = (await device.wire.find('numbers')).numbers;
  await device.run(creating(number));
  await device.run(creating(number, { text: 'Altro' }));
  const entries = await hub.storage.read((tx) => tx.auditEntries({ after: 0, limit: 100, number }));
  expect(entries.map(({ kind, userId, facts }) => [kind, userId, facts])).toEqual([
    ['create', device.userId, '{"channel":"ticket"}'],
    ['command-refused', device.userId, '{"code":"invalid-command","command":"create"}'],
  ]);
});

test('[NB3] a number that is not this device’s, used, or not told opens nothing', async () => {
  const device = await enrolDevice(hub, 'Paola Neri');
  device.wire.send({ type: 'lease' });
  const { numbers } = await device.wire.find('numbers');
  const [first = '', second = ''] = numbers;
  const foreign = (await leased())[0]?.[0] ?? '';
  const refused = { ok: false, failure: { code: 'invalid-command' } };
  expect(await device.run(creating(foreign))).toEqual(refused);
  expect(await device.run({ ...creating(first), numberTold: false })).toEqual(refused);
  expect(await device.run(creating(first))).toEqual({ ok: true });
  expect(await device.run(creating(first))).toEqual({ ok: true });
  expect(await device.run(creating(first, { text: 'Altro' }))).toEqual(refused);
  expect(await device.run(creating(first, { conversationId: 'other', messageId: 'other' }))).toEqual(refused);
  expect(await device.run(creating(second, { conversationId: 'other', messageId: `m-${first}` }))).toEqual(refused);
  await expect(run(desks[0] as Desk, creating(foreign))).rejects.toThrow('invalid-request');
});
