import { afterEach, beforeEach, expect, test } from 'vitest';
import { enrolDevice, type TestDevice } from '../support/device.ts';
import { startTestHub, type TestHub } from '../support/hub-fixture.ts';
import { unreadableInVersion1 } from '../support/version-1.ts';

const HOUR = 60 * 60_000;
/** A Tuesday, ten o'clock. */
const TUESDAY = Date.parse('2026-11-24T10:00+01:00');
const DUE = Date.parse('2026-11-25T17:00+01:00');

let hub: TestHub;
let maria: TestDevice;
let luca: TestDevice;
let id: string;

beforeEach(async () => {
  hub = await startTestHub({ startAt: TUESDAY });
  [maria, luca] = [await enrolDevice(hub, 'Maria Rossi'), await enrolDevice(hub, 'Luca Bianchi')];
  id = await hub.receive();
  await maria.run({ name: 'claim', conversationId: id });
});
afterEach(() => hub.close());

const record = () => hub.storage.read((tx) => tx.conversation(id));
const promise = (dueAt: number, inAnalysis = false, { under = 1, by = maria } = {}) =>
  by.run({ name: 'set-promise', conversationId: id, under, dueAt, inAnalysis });
const end = (outcome: string) => maria.run({ name: 'end-promise', conversationId: id, under: 1, outcome });
const lines = (of: TestDevice = maria) =>
  [...(of.held.get(id)?.messages.values() ?? [])].flatMap(({ event }) => (event?.code === 'promised' ? [event] : []));
const entries = async () => {
  const all = await hub.storage.read((tx) => tx.auditEntries({ after: 0, limit: 500 }));
  return all.flatMap(({ kind, facts }) => (kind.endsWith('-promise') ? [[kind, JSON.parse(facts) as unknown]] : []));
};

/** Jumps to an instant, and lets the hub look once from there. */
async function at(instant: number): Promise<void> {
  hub.clock.set(instant);
  hub.clock.advance(60_000);
  // Reading and writing that was begun has ended.
  for (let turn = 0; turn < 6; turn += 1) await hub.storage.read(async () => undefined);
  // Nobody says anything for days: its connection was given up.
  [maria, luca] = [await maria.reconnect(), await luca.reconnect()];
}

test('[PM1] a promise is a line, is moved by another one, and nobody else is sent it', async () => {
  expect(await promise(DUE)).toEqual({ ok: true });
  expect(await promise(DUE)).toEqual({ ok: true });
  expect(await promise(DUE + HOUR, true)).toEqual({ ok: true });
  await maria.until(() => lines().length === 2);
  expect(lines()).toEqual([
    { code: 'promised', step: 'made', userId: maria.userId, dueAt: DUE, inAnalysis: false },
    { code: 'promised', step: 'moved', userId: maria.userId, dueAt: DUE + HOUR, inAnalysis: true },
  ]);
  const held = maria.held.get(id)?.conversation;
  expect(held?.promised).toEqual({ dueAt: DUE + HOUR, inAnalysis: true, userId: maria.userId, madeAt: TUESDAY });
  expect(JSON.stringify(luca.held.get(id)?.stub)).not.toContain('promised');
  expect(await promise(DUE, false, { by: luca })).toMatchObject({ ok: false, failure: { code: 'not-participant' } });
  const farAway = TUESDAY + 400 * 24 * HOUR;
  expect(await promise(farAway)).toMatchObject({ ok: false, failure: { code: 'invalid-command' } });
});

test('[PM1] it stays with the case, whoever is its assignee', async () => {
  await promise(DUE, true);
  await maria.run({
    ...{ name: 'transfer', conversationId: id, under: 1, to: { userId: luca.userId }, handover: '' },
  });
  await luca.until(() => luca.held.get(id)?.conversation?.promised?.dueAt === DUE);
  expect(await promise(DUE + HOUR, true, { under: 2, by: luca })).toEqual({ ok: true });
  expect((await record())?.promised).toMatchObject({ dueAt: DUE + HOUR, userId: luca.userId });
});

test('[PM2] kept, cancelled or resolved it is over, with a line and an entry; a reply alone ends nothing', async () => {
  await promise(DUE);
  const text = 'Chiedo e le faccio sapere.';
  await maria.run({ name: 'reply', conversationId: id, under: 1, messageId: hub.ids.next(), text });
  expect((await record())?.promised).toBeDefined();
  expect(await end('kept')).toEqual({ ok: true });
  expect(await end('kept')).toEqual({ ok: true });
  expect((await record())?.promised).toBeUndefined();
  await promise(DUE);
  await end('cancelled');
  await promise(DUE);
  await maria.run({ name: 'resolve', conversationId: id, under: 1 });
  expect((await record())?.promised).toBeUndefined();
  await maria.until(() => lines().length === 5);
  expect(lines().map(({ step }) => step)).toEqual(['made', 'kept', 'made', 'cancelled', 'made']);
  expect(await entries()).toEqual([
    ['set-promise', { dueAt: DUE, inAnalysis: false }],
    ['end-promise', { outcome: 'kept' }],
    ['end-promise', { outcome: 'kept' }],
    ['set-promise', { dueAt: DUE, inAnalysis: false }],
    ['end-promise', { outcome: 'cancelled' }],
    ['set-promise', { dueAt: DUE, inAnalysis: false }],
  ]);
});

test('[PM3] due it is late for its assignee, after four hours of service for the coordinators; moved it is not', async () => {
  await maria.run({
    name: 'reply',
    conversationId: id,
    under: 1,
    messageId: hub.ids.next(),
    text: 'Le faremo sapere.',
  });
  await promise(DUE);
  await at(DUE - 3 * 60_000);
  expect((await record())?.late).toBeUndefined();
  await at(DUE);
  expect((await record())?.late).toEqual({ promise: 1 });
  // Service ends at 18: one hour of that day, and the night counts for nothing.
  await at(Date.parse('2026-11-26T11:50+01:00'));
  expect((await record())?.late).toEqual({ promise: 1 });
  await at(Date.parse('2026-11-26T12:01+01:00'));
  expect((await record())?.late).toEqual({ promise: 2 });
  await luca.until(() => luca.held.get(id)?.stub.late?.promise === 2, 'late for everybody');
  await maria.run({
    ...{ name: 'set-promise', conversationId: id, under: 1, dueAt: hub.clock.now() + 24 * HOUR, inAnalysis: false },
  });
  expect((await record())?.late).toBeUndefined();
  await at(hub.clock.now() + 60_000);
  expect((await record())?.late).toBeUndefined();
});

test('[PM2] [VE2] a device of version 1 is told in a note', async () => {
  await promise(DUE, true);
  const old = await enrolDevice(hub, 'Maria Rossi', { protocol: 1 });
  await old.until(() => [...(old.held.get(id)?.messages.values() ?? [])].some(({ text }) => text.includes('Promessa')));
  expect(unreadableInVersion1('down', old.wire.frames)).toEqual([]);
});
