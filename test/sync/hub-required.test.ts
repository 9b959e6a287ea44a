import { afterEach, beforeEach, expect, test } from 'vitest';
import { followPath } from '../../hub/follow/follow-link.ts';
import { enrolDevice, type TestDevice } from '../support/device.ts';
import { startTestHub, type TestHub } from '../support/hub-fixture.ts';
import { unreadableInVersion1 } from '../support/version-1.ts';

let hub: TestHub;
let maria: TestDevice;
let luca: TestDevice;
let id: string;

beforeEach(async () => {
  hub = await startTestHub();
  [maria, luca] = [await enrolDevice(hub, 'Maria Rossi'), await enrolDevice(hub, 'Luca Bianchi')];
  id = await hub.receive();
  await maria.run({ name: 'claim', conversationId: id });
});
afterEach(() => hub.close());

const say = (kind: string, step: string, { by = maria, under = 1 } = {}) =>
  by.run({ name: 'require-document', conversationId: id, under, kind, step });
const record = () => hub.storage.read((tx) => tx.conversation(id));
const heldBy = (of: TestDevice) => of.held.get(id)?.conversation?.required;
const lines = (of: TestDevice) =>
  [...(of.held.get(id)?.messages.values() ?? [])].flatMap(({ event }) => (event?.code === 'required' ? [event] : []));

test('[RQ1] asked, ticked, asked again and dropped; said twice it is said once; nobody else is sent the list', async () => {
  expect(await say('identity', 'asked')).toEqual({ ok: true });
  expect(await say('photo', 'asked')).toEqual({ ok: true });
  expect(await say('photo', 'asked')).toEqual({ ok: true });
  expect(await say('identity', 'in')).toEqual({ ok: true });
  await maria.until(() => heldBy(maria)?.[0]?.isIn === true);
  expect(heldBy(maria)).toEqual([
    { kind: 'identity', isIn: true },
    { kind: 'photo', isIn: false },
  ]);
  expect(JSON.stringify(luca.held.get(id)?.stub)).not.toContain('identity');
  expect(await say('form', 'in')).toMatchObject({ ok: false, failure: { code: 'wrong-state' } });
  expect(await say('birth', 'asked')).toMatchObject({ ok: false, failure: { code: 'invalid-command' } });
  expect(await say('photo', 'in', { by: luca })).toMatchObject({ ok: false, failure: { code: 'not-participant' } });
  expect(await say('photo', 'in', { under: 7 })).toMatchObject({ ok: false, failure: { code: 'stale' } });
  expect(await say('identity', 'asked')).toEqual({ ok: true });
  expect((await record())?.required?.[0]).toEqual({ kind: 'identity', isIn: false });
  for (const kind of ['identity', 'photo']) expect(await say(kind, 'dropped')).toEqual({ ok: true });
  expect(await say('photo', 'dropped')).toEqual({ ok: true });
  expect(await record()).not.toHaveProperty('required');
  await maria.until(() => lines(maria).length === 6);
});

test('[RQ1] it stays with the case through a transfer; who was added from now on is not sent it and may not change it', async () => {
  await say('residence', 'asked');
  await maria.run({ ...{ name: 'add-participant', conversationId: id, under: 1 }, userId: luca.userId, from: 'now' });
  await luca.until(() => luca.held.get(id)?.conversation?.seesFrom !== undefined);
  expect(heldBy(luca)).toBeUndefined();
  expect(await say('residence', 'in', { by: luca })).toMatchObject({ ok: false, failure: { code: 'forbidden' } });
  const to = { userId: luca.userId };
  await maria.run({ name: 'transfer', conversationId: id, under: 1, to, handover: '' });
  await luca.until(() => heldBy(luca)?.[0]?.kind === 'residence');
  expect(await say('residence', 'in', { by: luca, under: 2 })).toEqual({ ok: true });
});

test('[RQ2] each step is a line and an audit entry; a device of version 1 is told in a note', async () => {
  await say('income', 'asked');
  await say('income', 'in');
  await maria.until(() => lines(maria).length === 2);
  expect(lines(maria).map(({ step, kind, userId }) => [step, kind, userId])).toEqual([
    ['asked', 'income', maria.userId],
    ['in', 'income', maria.userId],
  ]);
  const entries = await hub.storage.read((tx) => tx.auditEntries({ after: 0, limit: 500 }));
  const facts = entries.flatMap((entry) =>
    entry.kind === 'require-document' ? [JSON.parse(entry.facts) as unknown] : [],
  );
  expect(facts).toEqual([
    { kind: 'income', step: 'asked' },
    { kind: 'income', step: 'in' },
  ]);
  const old = await enrolDevice(hub, 'Maria Rossi', { protocol: 1 });
  await old.until(() => [...(old.held.get(id)?.messages.values() ?? [])].some(({ text }) => text.includes('arrivato')));
  expect(unreadableInVersion1('down', old.wire.frames)).toEqual([]);
});

test('[RQ3] the contact’s page lists what is missing and what has come, in both languages, until the case is resolved', async () => {
  await say('identity', 'asked');
  await say('photo', 'asked');
  await say('photo', 'in');
  const secret = (await hub.storage.read((tx) => tx.followSecret())) ?? '';
  const path = followPath(secret, (await record())?.number ?? '');
  const page = async (query = '') => (await fetch(`${hub.httpUrl}${path}${query}`)).text();
  const italian = await page();
  expect(italian).toMatch(/documento d’identità: <strong>da portare o mandare/);
  expect(italian).toMatch(/fototessera: <strong>ricevuto/);
  expect(await page('?lang=en')).toMatch(/identity document: <strong>to be brought or sent/);
  await maria.run({ name: 'resolve', conversationId: id, under: 1 });
  expect(await page()).not.toContain('fototessera');
});
