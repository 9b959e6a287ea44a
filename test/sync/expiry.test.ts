import { afterEach, beforeEach, expect, test } from 'vitest';
import { realCoreDeps, openTestCore, type TestCore, type TestRenderer } from '../support/core-fixture.ts';
import { createCable, type Cable } from '../support/core-cable.ts';
import { enrolDevice, type TestDevice } from '../support/device.ts';
import { claimBy } from '../support/storage-samples.ts';
import { startTestHub, type TestHub } from '../support/hub-fixture.ts';

const HOUR = 60 * 60_000;

let hub: TestHub;
let core: TestCore;
let cable: Cable;
let window: TestRenderer;
/** How far the PC's clock is ahead of the real one. */
let aheadMs: number;

const deps = () => ({ openSocket: cable.openSocket, clock: { now: () => Date.now() + aheadMs } });
const opened = (id: string) => window.watch({ name: 'conversation', id });
const status = (connection: 'online' | 'offline') =>
  window.watch({ name: 'status' }).until((value) => value.connection === connection, connection);
const held = async (id: string) =>
  hub.storage.read(async (tx) => (await tx.evictions([id])).get(id) ?? { removed: 0, pending: 0, opened: 0 });

beforeEach(async () => {
  hub = await startTestHub();
  [cable, aheadMs] = [createCable(), 0];
  core = openTestCore({
    start: { hubUrl: hub.syncUrl, enrolCode: await hub.code('Maria Rossi') },
    deps: { ...realCoreDeps(), ...deps() },
  });
  window = core.renderer();
  await status('online');
});

afterEach(async () => {
  core.remove();
  await hub.close();
});

async function awayFor(ms: number): Promise<void> {
  cable.pull();
  await status('offline');
  core.stop();
  aheadMs += ms;
  core = openTestCore({ folder: core.folder, start: { hubUrl: hub.syncUrl }, deps: deps() });
  window = core.renderer();
}

test('[EX1] [EX3] [EX4] after two days away unclaimed text is gone before it is shown, and comes again with the hub', async () => {
  const [mine, still, changed, taken] = [
    await hub.receive(),
    await hub.receive(),
    await hub.receive(),
    await hub.receive(),
  ];
  await opened(taken).until((value) => value?.content != null);
  await window.call({ name: 'command', command: { name: 'claim', conversationId: mine } });
  await opened(mine).until((value) => typeof value?.under === 'number');
  await awayFor(49 * HOUR);
  expect(opened(mine).now()).toMatchObject({ content: { subject: 'Iscrizione alla gita' } });
  for (const id of [still, changed, taken]) {
    expect(opened(id).now()).toMatchObject({ content: null, messages: [], row: { state: 'waiting', content: null } });
  }
  expect(window.watch({ name: 'search', text: 'gita', limit: 9 }).now().hits).toHaveLength(1);
  expect(window.watch({ name: 'notices' }).now()).toMatchObject([{ kind: 'expired' }]);
  const luca = await enrolDevice(hub, 'Luca Bianchi', { evicts: true });
  await luca.until(() => luca.held.size === 4);
  await luca.run({ name: 'claim', conversationId: taken });
  expect(await held(taken)).toMatchObject({ pending: 1 });
  await hub.storage.write((tx) => tx.touchConversation(changed));
  cable.plug();
  await window.call({ name: 'retry-now' });
  for (const id of [still, changed]) {
    await opened(id).until((value) => value?.content?.subject === 'Iscrizione alla gita' && value.messages.length > 0);
    expect(await held(id)).toMatchObject({ pending: 2 });
  }
  await opened(taken).until((value) => value?.row.claim === 'other' && value.content === null);
  await luca.until(() => luca.held.get(taken)?.conversation?.eviction?.pending === 0, 'told that it is gone');
  const entries = await hub.storage.read((tx) => tx.auditEntries({ after: 0, limit: 99 }));
  const expiredOnes = entries.filter(({ kind, facts }) => kind === 'evicted' && facts.includes('"expired":true'));
  expect(expiredOnes.map(({ conversationId }) => conversationId)).toContain(still);
});

test('[EX3] content that was sent after the device stood there is still held', async () => {
  const luca = await enrolDevice(hub, 'Luca Bianchi');
  const id = await hub.receive();
  await luca.until(() => luca.held.has(id));
  const before = luca.cursor();
  await hub.receive();
  await hub.storage.write((tx) => tx.touchConversation(id));
  await luca.until(() => luca.cursor() > before + 1);
  const open = async () => (await held(id)).pending;
  const count = await open();
  const confirm = async (expired: number) => {
    luca.wire.send({ type: 'evicted', items: [{ conversationId: id, fence: 0, expired }] });
    await luca.run({ name: 'noop', conversationId: id });
    return open();
  };
  expect(await confirm(before)).toBe(count);
  expect(await confirm(luca.cursor())).toBe(count - 1);
});

test('[FE6] [EX3] whoever takes what has expired on their device, or has not spoken since, is sent all of it', async () => {
  const luca = await enrolDevice(hub, 'Luca Bianchi');
  const [expired, kept, taken] = [await hub.receive(), await hub.receive(), await hub.receive()];
  await luca.until(() => luca.held.has(taken));
  const claimed = (device: TestDevice, id: string) =>
    device.wire.frames
      .flatMap((frame) => (frame.type === 'patch' ? frame.changes : []))
      .flatMap((change) => (change.kind === 'put' && change.conversation.id === id ? [change] : []))
      .filter(({ conversation }) => conversation.state === 'claimed')
      // What comes after it says who has removed the text.
      .slice(0, 1)
      .map(({ replace, messages }) => [replace, messages.length > 1]);
  luca.wire.send({ type: 'evicted', items: [{ conversationId: expired, fence: 0, expired: luca.cursor() }] });
  for (const id of [expired, kept]) await luca.run({ name: 'claim', conversationId: id });
  expect([claimed(luca, expired), claimed(luca, kept)]).toEqual([[[true, true]], [[false, false]]]);
  await luca.wire.close();
  const before = await hub.storage.read((tx) => tx.conversation(taken));
  if (before === null) throw new Error('it was received');
  await hub.storage.write((tx) => claimBy(tx, before, luca.userId));
  const back = await luca.reconnect();
  await back.until(() => claimed(back, taken).length > 0);
  expect(claimed(back, taken)).toEqual([[true, true]]);
});

test('[EX4] what is fetched is rendered for who asks, and leaves the cursor where it is', async () => {
  const luca = await enrolDevice(hub, 'Luca Bianchi', { evicts: true });
  const [open, closed] = [await hub.receive(), await hub.receive()];
  await luca.until(() => luca.held.has(closed));
  await window.call({ name: 'command', command: { name: 'claim', conversationId: closed } });
  await luca.until(() => luca.held.get(closed)?.conversation === null);
  const cursor = luca.cursor();
  luca.wire.send({ type: 'fetch', conversationIds: [open, closed, 'unknown'] });
  const kinds = ['put', 'stub'].join();
  const { changes } = await luca.wire.find(
    'patch',
    (frame) => frame.cursor >= cursor && frame.changes.map(({ kind }) => kind).join() === kinds,
  );
  expect(changes[0]).toMatchObject({ kind: 'put', replace: true, conversation: { id: open } });
  expect(JSON.stringify(changes[1])).not.toContain('Iscrizione');
});
