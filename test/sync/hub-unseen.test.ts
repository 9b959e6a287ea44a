import { afterEach, beforeEach, expect, test } from 'vitest';
import { createCable } from '../support/core-cable.ts';
import { openTestCore } from '../support/core-fixture.ts';
import { enrolDevice, type TestDevice } from '../support/device.ts';
import { startTestHub, type TestHub } from '../support/hub-fixture.ts';

/** What the contact wrote meanwhile stops what was made without having seen it. */
let hub: TestHub;
let maria: TestDevice;
let id: string;

beforeEach(async () => {
  hub = await startTestHub();
  maria = await enrolDevice(hub, 'Maria Rossi');
  id = await hub.receive();
  await maria.run({ name: 'claim', conversationId: id });
});
afterEach(() => hub.close());

const record = () => hub.storage.read((tx) => tx.conversation(id));
const writesAgain = async (more: object = {}) => {
  hub.clock.advance(1_000);
  await hub.receive({ replyToken: (await record())?.replyToken ?? '', text: 'Anzi, non serve più.', ...more });
};
const lastIncoming = async (): Promise<number> => {
  const messages = (await hub.storage.read((tx) => tx.messages([id], -1))).get(id) ?? [];
  return Math.max(...messages.filter(({ kind }) => kind === 'incoming').map(({ at }) => at));
};
const reply = (seenAt?: number) => ({
  ...{ name: 'reply', conversationId: id, under: 1, messageId: hub.ids.next(), text: 'Le mando il modulo.' },
  ...(seenAt === undefined ? {} : { seenAt }),
});

test('[CL15] a reply that has not seen the latest message is stopped, and leaves when it has', async () => {
  const before = await lastIncoming();
  expect(await maria.run(reply(before))).toEqual({ ok: true });
  await writesAgain();
  const unseen = { ok: false, failure: { code: 'unseen' } };
  const stopped = reply(before);
  expect(await maria.run(stopped)).toEqual(unseen);
  expect(await maria.run({ ...stopped, seenAt: await lastIncoming() })).toEqual({ ok: true });
  // What the hub has already is the same, whatever came since.
  await writesAgain();
  expect(await maria.run(stopped)).toEqual({ ok: true });
  // A program that names nothing is not stopped.
  expect(await maria.run(reply())).toEqual({ ok: true });
});

test('[CL15] so is a resolution; what a machine wrote stops nothing, and a lost case is told first', async () => {
  const before = await lastIncoming();
  await writesAgain({ automatic: true });
  expect(await maria.run(reply(before))).toEqual({ ok: true });
  await writesAgain();
  const resolve = { name: 'resolve', conversationId: id, under: 1, seenAt: before };
  expect(await maria.run(resolve)).toEqual({ ok: false, failure: { code: 'unseen' } });
  expect((await record())?.state).toBe('claimed');
  expect(await maria.run({ ...resolve, under: 7 })).toMatchObject({ ok: false, failure: { code: 'stale' } });
  expect(await maria.run({ ...resolve, seenAt: await lastIncoming() })).toEqual({ ok: true });
});

test('[CL15] [CO7] written offline it is a draft again, beside what it had not seen', async () => {
  const cable = createCable();
  const enrolCode = await hub.code('Luca Bianchi');
  const core = openTestCore({ start: { hubUrl: hub.syncUrl, enrolCode }, deps: { openSocket: cable.openSocket } });
  try {
    const window = core.renderer();
    id = await hub.receive();
    const open = window.watch({ name: 'conversation', id });
    await open.until((value) => value !== null, 'known');
    await window.call({ name: 'command', command: { name: 'claim', conversationId: id } });
    const mine = await open.until((value) => typeof value?.under === 'number', 'claimed');
    const seenAt = mine?.messages.findLast(({ kind }) => kind === 'incoming')?.at ?? 0;
    cable.pull();
    await window.watch({ name: 'status' }).until(({ connection }) => connection === 'offline', 'offline');
    const written = { name: 'reply' as const, conversationId: id, under: mine?.under ?? 0, messageId: 'r-1' };
    await window.call({ name: 'command', command: { ...written, text: 'Le mando il modulo.', seenAt } });
    await writesAgain();
    cable.plug();
    await window.call({ name: 'retry-now' });
    const back = await open.until((value) => value?.drafts.length === 1, 'back');
    expect(back?.drafts).toMatchObject([{ text: 'Le mando il modulo.', returned: { code: 'unseen' } }]);
    expect(back?.messages.at(-1)?.text).toBe('Anzi, non serve più.');
  } finally {
    core.remove();
  }
});
