import { afterEach, beforeEach, expect, test } from 'vitest';
import { assignedTo, systemLine, withLine } from '../../hub/commands/decision.ts';
import { MAX_FRAME_BYTES, PATCH_WINDOW } from '../../shared/protocol/limits.ts';
import { enrolDevice, type TestDevice } from '../support/device.ts';
import { incomingMail, startTestHub, type TestHub } from '../support/hub-fixture.ts';
import { seedConversations } from '../support/seed-hub.ts';

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

const head = () => hub.storage.read((tx) => tx.feedSeq());
const tokenOf = async (id: string) => (await hub.storage.read((tx) => tx.conversation(id)))?.replyToken ?? '';
const textsOf = (device: TestDevice, id: string): string[] =>
  [...(device.held.get(id)?.messages.values() ?? [])].map(({ text }) => text);
const claim = (conversationId: string) => ({ name: 'claim', conversationId });
const note = (conversationId: string, text: string, under = 1) => ({
  name: 'note',
  conversationId,
  under,
  messageId: hub.ids.next(),
  text,
});
const patches = (device: TestDevice) => device.wire.frames.filter((frame) => frame.type === 'patch');

test('[FE1] Every change of an entity gets the next number, in the transaction of the change', async () => {
  const before = await head();
  const id = await hub.receive();
  await maria.run(claim(id));
  await maria.run(note(id, 'uno'));
  expect(await head()).toBe(before + 3);
  const rows = await hub.storage.read((tx) => tx.feed(before, 10));
  expect(rows).toEqual([{ kind: 'conversation', id, seq: before + 3, publicSeq: before + 2 }]);
  await expect(
    hub.storage.write(async (tx) => {
      await tx.touchConversation(id);
      throw new Error('never mind');
    }),
  ).rejects.toThrow('never mind');
  expect(await head()).toBe(before + 3);
});

test('[FE2] A page shows the state at sending: text of a claimed conversation reaches nobody who lost the right', async () => {
  const away = await luca.reconnect({ acknowledges: false });
  await away.wire.close();
  const id = await hub.receive({ text: 'CANARINO-1' });
  await maria.run(claim(id));
  const back = await away.reconnect({ cursor: 0, epoch: away.welcome.epoch });
  await back.until(() => back.held.has(id));
  expect(JSON.stringify(back.wire.frames)).not.toContain('CANARINO-1');
  expect(back.held.get(id)).toMatchObject({ conversation: null, stub: { state: 'claimed', assigneeId: maria.userId } });
});

test('[FE3] First synchronisation, catch-up and live changes are one path, in order of number', async () => {
  const first = await hub.receive();
  await maria.until(() => maria.held.has(first));
  const cursor = maria.cursor();
  await maria.wire.close();
  const second = await hub.receive();
  const back = await maria.reconnect({ cursor, epoch: maria.welcome.epoch });
  await back.until(() => back.held.has(second));
  const third = await hub.receive();
  await back.until(() => back.held.has(third));
  expect([...back.held.keys()]).toEqual([second, third]);
  const cursors = patches(back).map((patch) => patch.cursor);
  expect(cursors).toEqual([...cursors].sort((a, b) => a - b));
});

test('[FE4] put to whoever may read, stub to everybody else, through the whole life', async () => {
  const id = await hub.receive({ text: 'CANARINO-2' });
  await luca.until(() => luca.held.get(id)?.conversation != null, 'waiting: everybody reads');
  await maria.run(claim(id));
  await luca.until(() => luca.held.get(id)?.conversation === null, 'claimed: stub');
  expect(maria.held.get(id)?.conversation).toMatchObject({
    subject: 'Iscrizione alla gita',
    participantIds: [maria.userId],
  });
  await maria.run({ name: 'resolve', conversationId: id, under: 1 });
  await luca.until(() => luca.held.get(id)?.stub.state === 'resolved', 'resolved: stub');
  expect(luca.held.get(id)?.conversation).toBeNull();
  await maria.until(() => maria.held.get(id)?.stub.state === 'resolved');
  expect(textsOf(maria, id)).toContain('CANARINO-2');
  const stub = patches(luca)
    .flatMap(({ changes }) => changes)
    .findLast((change) => change.kind === 'stub');
  expect(Object.keys(stub?.stub ?? {}).sort()).toEqual(
    [
      'arrivedAt',
      'assigneeId',
      'channel',
      'claimedAt',
      'fence',
      'groupId',
      'id',
      'number',
      'resolvedAt',
      'state',
    ].sort(),
  );
});

test('[FE5] A change in the content of a private conversation sends nothing to those who may not read it', async () => {
  const id = await hub.receive();
  await maria.run(claim(id));
  await luca.until(() => luca.held.get(id)?.conversation === null);
  const framesBefore = luca.wire.frames.length;
  await maria.run(note(id, 'privata'));
  await hub.receive({ replyToken: await tokenOf(id), text: 'Aggiungo una cosa' });
  await maria.until(() => textsOf(maria, id).includes('Aggiungo una cosa'));
  const marker = await hub.receive();
  await luca.until(() => luca.held.has(marker));
  const changes = patches(luca).slice(-1)[0]?.changes;
  expect(luca.wire.frames.length).toBe(framesBefore + 1);
  expect(changes).toMatchObject([{ kind: 'put', conversation: { id: marker } }]);
});

test('[FE6] A put carries what is new; where the right is new, everything, marked replace', async () => {
  const id = await hub.receive({ text: 'prima' });
  await maria.run(claim(id));
  await maria.run(note(id, 'seconda'));
  const puts = patches(maria).flatMap(({ changes }) => changes.filter((change) => change.kind === 'put'));
  expect(puts.map(({ replace, messages }) => [replace, messages.map(({ text, kind }) => text || kind)])).toEqual([
    [true, ['prima', expect.stringContaining('abbiamo ricevuto')]],
    [false, ['system']],
    [false, ['seconda']],
  ]);
});

test('[FE6] [FE7] Whoever takes what they could read is sent what is new and what was hidden while it waited, each once', async () => {
  const id = await hub.receive({ text: 'prima' });
  await maria.run(claim(id));
  await maria.run(note(id, 'PRIVATA'));
  await maria.run({ name: 'release', conversationId: id, under: 1, handover: 'Serve chi sa di quote' });
  await luca.until(() => textsOf(luca, id).includes('Serve chi sa di quote'));
  const pagesBefore = patches(luca).length;
  await luca.run(claim(id));
  await luca.until(() => textsOf(luca, id).includes('PRIVATA'));
  const changes = patches(luca)
    .slice(pagesBefore)
    .flatMap((page) => page.changes.flatMap((change) => (change.kind === 'put' ? [change] : [])));
  expect(
    changes.map(({ replace, messages }) => [replace, messages.map(({ text, event }) => text || event?.code)]),
  ).toEqual([[false, ['claimed', 'PRIVATA', 'claimed']]]);
});

test('[FE6] [GU2] What nobody could read while it waited is sent to whoever takes it as a whole', async () => {
  const id = await hub.receive({ text: 'Mio marito mi picchia e ho paura di tornare a casa.' });
  await maria.run(claim(id));
  await maria.until(() => textsOf(maria, id).length > 0);
  const puts = patches(maria).flatMap(({ changes }) =>
    changes.flatMap((change) => (change.kind === 'put' ? [change] : [])),
  );
  expect(puts.filter(({ conversation }) => conversation.id === id).map(({ replace }) => replace)).toEqual([true]);
});

test('[FE7] After a release only open lines and the hand-over note are shown; claimed again, the thread is back', async () => {
  const id = await hub.receive({ text: 'prima' });
  const token = await tokenOf(id);
  await maria.run(claim(id));
  await maria.run(note(id, 'PRIVATA'));
  await hub.receive({ replyToken: token, text: 'scritta durante la presa in carico' });
  await maria.run({ name: 'release', conversationId: id, under: 1, handover: 'Serve chi sa di quote' });
  await hub.receive({ replyToken: token, text: 'scritta in attesa' });
  await luca.until(() => textsOf(luca, id).includes('scritta in attesa'));
  const open = ['prima', expect.stringContaining('abbiamo ricevuto'), 'Serve chi sa di quote', 'scritta in attesa'];
  expect(textsOf(luca, id)).toEqual(open);
  await maria.until(() => textsOf(maria, id).includes('scritta in attesa'));
  expect(textsOf(maria, id)).toEqual(open);
  await luca.run(claim(id));
  await luca.until(() => textsOf(luca, id).includes('PRIVATA'));
  expect(textsOf(luca, id)).toContain('scritta durante la presa in carico');
});

test('[FE8] The hub sends at most 8 pages ahead of the acknowledgements', async () => {
  await seedConversations(hub.storage, 800, hub.clock.now());
  const slow = await (await enrolDevice(hub, 'Giulia Ferri')).reconnect({ acknowledges: false });
  const pages = () => patches(slow).length;
  await slow.until(() => pages() === PATCH_WINDOW);
  await slow.run({ name: 'noop', conversationId: 'x' });
  expect(pages()).toBe(PATCH_WINDOW);
  slow.wire.send({ type: 'ack', cursor: patches(slow)[0]?.cursor, answered: 0 });
  await slow.until(() => pages() === PATCH_WINDOW + 1);
  await slow.run({ name: 'noop', conversationId: 'x' });
  expect(pages()).toBe(PATCH_WINDOW + 1);
  expect(patches(slow).every(({ done }) => !done)).toBe(true);
});

test('[FE8] A device that acknowledges gets everything, and is told when it is up to date', async () => {
  await seedConversations(hub.storage, 800, hub.clock.now());
  const device = await enrolDevice(hub, 'Giulia Ferri');
  await device.until(() => patches(device).at(-1)?.done === true);
  expect(device.held.size).toBe(800);
  expect(device.cursor()).toBe(await head());
  expect(device.welcome.behind).toBeGreaterThan(800);
  const again = await device.reconnect({ cursor: device.cursor(), epoch: device.welcome.epoch });
  await again.until(() => patches(again).length === 1);
  expect(patches(again)).toEqual([{ type: 'patch', changes: [], cursor: device.cursor(), done: true }]);
});

test('[FE8] A device is told that it is up to date also when what ends its catch-up is none of its business', async () => {
  await seedConversations(hub.storage, 2_500, hub.clock.now());
  const ids = await hub.storage.write(async (tx) => {
    const all = await tx.conversations({ after: '', limit: 3_000 });
    for (const before of all) {
      const line = systemLine({ id: hub.ids.next(), at: 1, event: { code: 'claimed', userId: maria.userId } });
      await tx.saveConversation(withLine(before, assignedTo(before, maria.userId, 1), line));
    }
    return all.map(({ id }) => id);
  });
  const upToDate = async () => {
    const seq = await head();
    await luca.until(() => luca.cursor() === seq && patches(luca).at(-1)?.done === true);
  };
  await upToDate();
  await hub.storage.write(async (tx) => {
    await tx.putUser({ id: 'new', name: 'Nuova', role: 'volunteer', active: true });
    for (const id of ids) await tx.touchConversation(id);
  });
  await upToDate();
  expect(patches(luca).slice(-2)).toMatchObject([
    { done: false, changes: [{ kind: 'user' }] },
    { done: true, changes: [] },
  ]);
});

test('[FE9] A conversation too large for a frame goes on in more; the cursor passes it with its last part', async () => {
  const id = await hub.receive();
  const replyToken = await tokenOf(id);
  for (let part = 0; part < 12; part += 1) await hub.receive({ replyToken, text: `${part} ${'€'.repeat(59_000)}` });
  const device = await enrolDevice(hub, 'Giulia Ferri');
  await device.until(() => device.held.get(id)?.messages.size === 14);
  const parts = patches(device).filter(({ changes }) =>
    changes.some((change) => change.kind === 'more' || (change.kind === 'put' && change.conversation.id === id)),
  );
  expect(parts.length).toBeGreaterThan(5);
  expect(device.wire.longestFrame()).toBeLessThanOrEqual(MAX_FRAME_BYTES);
  const { seq = 0 } = (await hub.storage.read((tx) => tx.feed(0, 1_000))).find((row) => row.id === id) ?? {};
  for (const part of parts.slice(0, -1)) expect(part.cursor).toBeLessThan(seq);
  expect(parts.at(-1)?.cursor).toBeGreaterThanOrEqual(seq);
});

test('[FE9] The longest mail of three-byte letters with a quoted part as long still fits a frame', async () => {
  const id = await hub.receive({ text: '漢'.repeat(60_000), quoted: '字'.repeat(60_000) });
  await maria.until(() => maria.held.has(id));
  expect(maria.wire.longestFrame()).toBeLessThanOrEqual(MAX_FRAME_BYTES);
  expect(textsOf(maria, id)[0]).toHaveLength(60_000);
});

test('[FE10] With another epoch, or a cursor above the sequence, welcome says resync and the feed starts from 0', async () => {
  const id = await hub.receive();
  const other = await maria.reconnect({ cursor: 3, epoch: 'another-epoch' });
  expect(other.welcome.resync).toBe(true);
  await other.until(() => other.held.has(id));
  const ahead = await other.reconnect({ cursor: (await head()) + 1, epoch: other.welcome.epoch });
  expect(ahead.welcome).toMatchObject({ resync: true, behind: await hub.storage.read((tx) => tx.feedCount(0)) });
  await ahead.until(() => ahead.held.has(id));
});

test('A canned reply that is removed is told as gone; a user who is added, at once', async () => {
  await hub.storage.write((tx) => tx.removeCannedReply('accesso-it'));
  await maria.wire.find('patch', ({ changes }) => changes.some((change) => change.kind === 'canned-reply-gone'));
  await hub.code('Nuova Volontaria');
  await maria.wire.find('patch', ({ changes }) =>
    changes.some((change) => change.kind === 'user' && change.user.name === 'Nuova Volontaria'),
  );
});

test('What another process commits is sent too', async () => {
  const other = await hub.openAgain();
  await other.write((tx) => tx.putUser({ id: 'cli', name: 'Da riga di comando', role: 'volunteer', active: true }));
  await other.close();
  hub.clock.advance(1_000);
  await maria.wire.find('patch', ({ changes }) =>
    changes.some((change) => change.kind === 'user' && change.user.id === 'cli'),
  );
});

test('[IN1] A contact with fields longer than the schema allows stops no device', async () => {
  const long = 'x'.repeat(1_000);
  const incoming = incomingMail({ subject: long, contact: { name: long, email: long, phone: long } });
  const { conversationId } = await hub.hub.intake.receive(incoming);
  await maria.until(() => maria.held.has(conversationId));
});
