import { afterEach, beforeEach, expect, test } from 'vitest';
import { setActive } from '../../hub/staff/people.ts';
import { nobody } from '../../hub/audit/entry.ts';
import { CHAT_PASSING_MS, PASSING_MS } from '../../shared/model/passing.ts';
import { enrolDevice, type TestDevice } from '../support/device.ts';
import { startTestHub, type TestHub } from '../support/hub-fixture.ts';
import { unreadableInVersion1 } from '../support/version-1.ts';

const NOTE = 'Conosci già la signora, le manca il modulo B';

let hub: TestHub;
let maria: TestDevice;
let luca: TestDevice;
let sara: TestDevice;
let id: string;

beforeEach(async () => {
  hub = await startTestHub();
  [maria, luca, sara] = [await enrol('Maria Rossi'), await enrol('Luca Bianchi'), await enrol('Sara Verdi')];
  id = await hub.receive();
  await maria.run({ name: 'claim', conversationId: id });
});
afterEach(() => hub.close());

const enrol = (name: string): Promise<TestDevice> => enrolDevice(hub, name);
const record = () => hub.storage.read((tx) => tx.conversation(id));
const ask = (to: TestDevice, handover = NOTE, { by = maria, under = 1 } = {}) =>
  by.run({ name: 'ask-transfer', conversationId: id, under, toUserId: to.userId, handover });
const at = async (): Promise<number> => (await record())?.passing?.at ?? 0;
const accept = async (by: TestDevice, of?: number) =>
  by.run({ name: 'accept-transfer', conversationId: id, at: of ?? (await at()) });
const decline = async (by: TestDevice, of?: number) =>
  by.run({ name: 'decline-transfer', conversationId: id, at: of ?? (await at()), reason: 'no-time' });
const withdraw = (under = 1) => maria.run({ name: 'withdraw-transfer', conversationId: id, under });
const write = (by: TestDevice, under: number) =>
  by.run({ name: 'reply', conversationId: id, under, messageId: hub.ids.next(), text: 'Le rispondo subito.' });
const steps = (of: TestDevice) =>
  [...(of.held.get(id)?.messages.values() ?? [])].flatMap(({ event }) =>
    event?.code === 'passing' ? [event.step] : [],
  );
/** Nothing that was written in the case has ever been in a frame of theirs since it was claimed. */
const readBy = (device: TestDevice): string => JSON.stringify(device.wire.frames);
const entries = async (...kinds: string[]) => {
  const all = await hub.storage.read((tx) => tx.auditEntries({ after: 0, limit: 500 }));
  return all.flatMap(({ kind, facts }) => (kinds.includes(kind) ? [[kind, JSON.parse(facts) as unknown]] : []));
};

/** Lets the hub look once from there. */
async function later(ms: number): Promise<void> {
  hub.clock.set(hub.clock.now() + ms);
  hub.clock.advance(60_000);
  for (let turn = 0; turn < 6; turn += 1) await hub.storage.read(async () => undefined);
  [maria, luca] = [await maria.reconnect(), await luca.reconnect()];
}

test('[TR1] [TR2] until they accept it stays with whoever passed it, who goes on under the same fence', async () => {
  expect(await ask(luca)).toEqual({ ok: true });
  expect(await write(maria, 1)).toEqual({ ok: true });
  const now = await record();
  expect(now).toMatchObject({ state: 'claimed', assigneeId: maria.userId, participantIds: [maria.userId], fence: 1 });
  expect(now?.passing).toMatchObject({ toUserId: luca.userId, byUserId: maria.userId });
  expect((now?.passing?.until ?? 0) - hub.clock.now()).toBe(PASSING_MS);
  await sara.until(() => sara.held.get(id)?.stub.passing !== undefined, 'everybody knows that it is passed');
  expect(Object.keys(sara.held.get(id)?.stub.passing ?? {}).sort()).toEqual(['at', 'byUserId', 'toUserId', 'until']);
  await maria.until(() => steps(maria).length === 1);
  expect(await ask(maria)).toMatchObject({ failure: { code: 'invalid-command' } });
  expect(await ask(sara, '', { by: luca })).toMatchObject({ failure: { code: 'not-participant' } });
  expect(await ask({ ...sara, userId: 'nessuno' })).toMatchObject({ failure: { code: 'unknown-user' } });
});

test('[TR2] a chat waits for three minutes', async () => {
  const chat = await hub.receive({ channel: 'chat', origin: 'chat' });
  await maria.run({ name: 'claim', conversationId: chat });
  await maria.run({ name: 'ask-transfer', conversationId: chat, under: 1, toUserId: luca.userId, handover: '' });
  const passing = (await hub.storage.read((tx) => tx.conversation(chat)))?.passing;
  expect((passing?.until ?? 0) - hub.clock.now()).toBe(CHAT_PASSING_MS);
});

test('[TR3] whoever is asked is sent the note and nothing else of it; nobody else is', async () => {
  await write(maria, 1);
  await ask(luca);
  await luca.until(() => luca.held.get(id)?.stub.passing !== undefined);
  await sara.until(() => sara.held.get(id)?.stub.passing !== undefined);
  expect(luca.held.get(id)?.conversation).toBeNull();
  expect(readBy(luca)).toContain(NOTE);
  expect(readBy(luca)).not.toContain('Le rispondo subito');
  expect(readBy(sara)).not.toContain(NOTE);
  // A device that comes new is told the same.
  const other = await enrol('Luca Bianchi');
  await other.until(() => readBy(other).includes(NOTE));
  await ask(sara, '');
  await luca.until(() => luca.held.get(id)?.stub.passing?.toUserId === sara.userId);
  const last = luca.wire.frames.flatMap((frame) => (frame.type === 'patch' ? frame.changes : [])).at(-1);
  expect(last).not.toHaveProperty('note');
});

test('[TR3] what is redacted in the note is redacted there', async () => {
  await ask(luca);
  await luca.until(() => readBy(luca).includes(NOTE));
  const lineId = (await record())?.passing?.lineId ?? '';
  const redact = { messageId: lineId, part: 'text', start: 0, end: 7, redactions: 0 };
  expect(await maria.run({ name: 'redact', conversationId: id, under: 1, ...redact })).toEqual({ ok: true });
  const notes = () =>
    luca.wire.frames.flatMap((frame) =>
      frame.type === 'patch' ? frame.changes.flatMap((each) => (each.kind === 'stub' ? [each.note ?? ''] : [])) : [],
    );
  await luca.until(() => notes().at(-1)?.includes('modulo B') === true && !notes().at(-1)?.includes('Conosci'));
});

test('[TR4] accepting makes them assignee and only participant under another fence, with all of it', async () => {
  await ask(luca);
  expect(await accept(luca)).toEqual({ ok: true, fence: 2 });
  expect(await record()).toMatchObject({ assigneeId: luca.userId, participantIds: [luca.userId], fence: 2 });
  expect((await record())?.passing).toBeUndefined();
  await luca.until(() => [...(luca.held.get(id)?.messages.values() ?? [])].some(({ text }) => text === NOTE));
  await maria.until(() => maria.held.get(id)?.conversation === null, 'the sender evicts it');
  expect(await write(maria, 1)).toMatchObject({ failure: { code: 'stale', userId: luca.userId } });
  const line = [...(luca.held.get(id)?.messages.values() ?? [])].find(({ event }) => event?.code === 'transferred');
  expect(line?.event).toMatchObject({ userId: maria.userId, toUserId: luca.userId, accepted: true });
});

test('[TR4] what is over is not accepted, and says who holds the case', async () => {
  await ask(luca);
  const first = await at();
  const over = { ok: false, failure: { code: 'transfer-over', userId: maria.userId } };
  expect(await accept(sara, first)).toMatchObject(over);
  await withdraw();
  expect(await accept(luca, first)).toMatchObject(over);
  await ask(luca);
  expect(await accept(luca, first)).toMatchObject(over);
  hub.clock.set(hub.clock.now() + PASSING_MS + 1);
  expect(await accept(luca)).toMatchObject(over);
});

test('[TR5] declined or withdrawn it stays, with a line, an entry, and nothing twice', async () => {
  await ask(luca);
  expect(await decline(luca)).toEqual({ ok: true });
  expect(await decline(luca, 1)).toEqual({ ok: true });
  await ask(luca);
  expect(await withdraw()).toEqual({ ok: true });
  expect(await withdraw()).toEqual({ ok: true });
  expect(await record()).toMatchObject({ assigneeId: maria.userId, fence: 1 });
  expect((await record())?.passing).toBeUndefined();
  await maria.until(() => steps(maria).length === 4);
  expect(steps(maria)).toEqual(['asked', 'declined', 'asked', 'withdrawn']);
  expect(await entries('ask-transfer', 'decline-transfer', 'withdraw-transfer')).toEqual([
    ['ask-transfer', { toUserId: luca.userId, hasHandover: true }],
    ['decline-transfer', { reason: 'no-time' }],
    ['decline-transfer', { reason: 'no-time' }],
    ['ask-transfer', { toUserId: luca.userId, hasHandover: true }],
    ['withdraw-transfer', {}],
    ['withdraw-transfer', {}],
  ]);
});

test('[TR6] without an answer in time the hub ends it, once, and the case stays', async () => {
  await ask(luca);
  await later(PASSING_MS - 120_000);
  expect((await record())?.passing).toBeDefined();
  await later(120_000);
  expect(await record()).toMatchObject({ assigneeId: maria.userId, fence: 1 });
  expect((await record())?.passing).toBeUndefined();
  await maria.until(() => steps(maria).at(-1) === 'expired');
  await later(120_000);
  const ended = { why: 'expired', toUserId: luca.userId, byUserId: maria.userId };
  expect(await entries('transfer-ended')).toEqual([['transfer-ended', ended]]);
});

test('[TR6] whoever is made inactive accepts nothing', async () => {
  await ask(luca);
  await hub.storage.write(async (tx) => {
    const user = await tx.user(luca.userId);
    if (user === null) throw new Error('Luca is known');
    await setActive(tx, user, { isActive: false, by: { at: hub.clock.now(), actor: nobody, ids: hub.ids } });
  });
  expect((await record())?.passing).toBeUndefined();
  await maria.until(() => steps(maria).at(-1) === 'unavailable');
  expect(await ask(luca)).toMatchObject({ failure: { code: 'unknown-user' } });
});

test.each([
  ['released', { name: 'release', handover: '' }],
  ['passed to a group', { name: 'transfer', to: { groupId: 'cassa' }, handover: '' }],
  ['resolved', { name: 'resolve' }],
])('[TR7] it ends when the case is %s', async (_how, move) => {
  await ask(luca);
  expect(await maria.run({ ...move, conversationId: id, under: 1 })).toEqual({ ok: true });
  expect((await record())?.passing).toBeUndefined();
  expect(await accept(luca, 1)).toMatchObject({ failure: { code: 'transfer-over' } });
});

test('[TR7] it ends when whoever holds the case passes it to themselves, as version 1 can', async () => {
  await ask(luca);
  const move = { name: 'transfer', to: { userId: maria.userId }, handover: '' } as const;
  expect(await maria.run({ ...move, conversationId: id, under: 1 })).toMatchObject({ ok: true });
  expect((await record())?.passing).toBeUndefined();
  expect(await accept(luca, 1)).toMatchObject({ failure: { code: 'transfer-over' } });
});

test('[TR7] it ends when the asker takes part no more, and merged cases are passed together', async () => {
  await maria.run({ name: 'add-participant', conversationId: id, under: 1, userId: sara.userId });
  await ask(luca, '', { by: sara });
  await maria.run({ name: 'remove-participant', conversationId: id, under: 1, userId: sara.userId });
  expect((await record())?.passing).toBeUndefined();
  const other = await hub.receive();
  await ask(luca, NOTE, { under: 2 });
  expect(await maria.run({ name: 'merge', conversationId: id, under: 2, otherId: other })).toEqual({ ok: true });
  expect((await record())?.passing).toBeUndefined();
  await ask(luca, NOTE, { under: 2 });
  const both = () => hub.storage.read((tx) => tx.readable([id, other]));
  expect([...(await both()).values()].map(({ record: { passing } }) => passing?.toUserId)).toEqual([
    luca.userId,
    luca.userId,
  ]);
  expect(await accept(luca)).toMatchObject({ ok: true });
  const held = [...(await both()).values()].map(({ record: { assigneeId, passing } }) => [assigneeId, passing]);
  expect(held).toEqual([
    [luca.userId, undefined],
    [luca.userId, undefined],
  ]);
});

test('[TR9] [VE2] a device of version 1 passes at once, reads notes, and is never sent the note of a passing', async () => {
  const old = await enrolDevice(hub, 'Maria Rossi', { protocol: 1 });
  const oldLuca = await enrolDevice(hub, 'Luca Bianchi', { protocol: 1 });
  await ask(luca);
  await old.until(() => [...(old.held.get(id)?.messages.values() ?? [])].some(({ text }) => text === NOTE));
  await oldLuca.until(() => oldLuca.cursor() === old.cursor());
  expect(unreadableInVersion1('down', old.wire.frames)).toEqual([]);
  expect(unreadableInVersion1('down', oldLuca.wire.frames)).toEqual([]);
  expect(readBy(oldLuca)).not.toContain(NOTE);
  const to = { userId: sara.userId };
  expect(await old.run({ name: 'transfer', conversationId: id, under: 1, to, handover: '' })).toEqual({ ok: true });
  expect(await record()).toMatchObject({ assigneeId: sara.userId, fence: 2 });
});
