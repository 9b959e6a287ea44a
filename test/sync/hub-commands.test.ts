import { afterEach, beforeEach, expect, test } from 'vitest';
import { enrolDevice, type TestDevice } from '../support/device.ts';
import { startTestHub, type TestHub } from '../support/hub-fixture.ts';

let hub: TestHub;
let maria: TestDevice;

beforeEach(async () => {
  hub = await startTestHub();
  maria = await enrolDevice(hub, 'Maria Rossi');
});

afterEach(async () => {
  await hub.close();
});

const note = (conversationId: string, text: string, under: unknown = 1) => ({
  name: 'note',
  conversationId,
  under,
  messageId: `note-${text}`,
  text,
});

test('[CO2] Commands are applied in order of number; a number already answered has no second effect', async () => {
  const id = await hub.receive();
  const numbered = [
    { seq: 1, command: { name: 'claim', conversationId: id } },
    { seq: 2, command: note(id, 'uno') },
  ];
  maria.wire.send({ type: 'push', commands: numbered });
  await maria.answer(2);
  maria.wire.send({ type: 'push', commands: [...numbered, { seq: 3, command: note(id, 'due') }] });
  await maria.answer(3);
  const answers = maria.wire.frames.filter((frame) => frame.type === 'answer');
  expect(answers.map(({ seq }) => seq)).toEqual([1, 2, 1, 2, 3]);
  expect(answers[2]?.outcome).toEqual(answers[0]?.outcome);
  expect(await notesOf(id)).toEqual(['uno', 'due']);
});

test('[CO2] A number twice in one push is applied once', async () => {
  const id = await hub.receive();
  await maria.run({ name: 'claim', conversationId: id });
  const twice = { seq: 2, command: note(id, 'uno') };
  maria.wire.send({ type: 'push', commands: [twice, twice] });
  await maria.answer(2);
  expect(await notesOf(id)).toEqual(['uno']);
});

test('[CO2] A gap closes the connection after what came before it was applied', async () => {
  const id = await hub.receive();
  maria.wire.send({
    type: 'push',
    commands: [
      { seq: 1, command: { name: 'claim', conversationId: id } },
      { seq: 3, command: note(id, 'tre') },
    ],
  });
  expect((await maria.wire.find('error')).failure.code).toBe('sequence-gap');
  expect(await maria.answer(1)).toEqual({ ok: true, fence: 1 });
  await maria.wire.closed;
  expect(await notesOf(id)).toEqual([]);
});

test('[CO3] Number, effect and answer are one transaction: a failure in the middle leaves none of them', async () => {
  const id = await hub.receive();
  await hub.storage.write(async (tx) => {
    await tx.addAnswer(maria.deviceId, 1, { outcome: { ok: true }, claim: null });
  });
  const before = await hub.storage.read((tx) => tx.feedSeq());
  const failing = hub.storage.write(async (tx) => {
    const { push } = await import('../../hub/commands/push.ts');
    const by = { deviceId: maria.deviceId, userId: maria.userId, now: 1, ids: hub.ids, mailDomain: 'prova.example' };
    const { readCommands } = await import('../../hub/guard/read-commands.ts');
    const read = await readCommands(hub.storage, [{ seq: 2, command: { name: 'claim', conversationId: id } }]);
    const result = await push(tx, read, by);
    expect(result.answers).toEqual([{ seq: 2, outcome: { ok: true, fence: 1 } }]);
    throw new Error('power cut');
  });
  await expect(failing).rejects.toThrow('power cut');
  const after = await hub.storage.read(async (tx) => ({
    seq: await tx.feedSeq(),
    lastCommand: (await tx.device(maria.deviceId))?.lastCommand,
    state: (await tx.conversation(id))?.state,
    answers: (await tx.answers(maria.deviceId, [2])).size,
  }));
  expect(after).toEqual({ seq: before, lastCommand: 1, state: 'waiting', answers: 0 });
});

test.each([
  ['an unknown name', { name: 'explode', conversationId: 'x' }, 'unknown-command'],
  ['no object', 17, 'unknown-command'],
  ['nothing', null, 'unknown-command'],
  ['a missing field', { name: 'reply', conversationId: 'x' }, 'invalid-command'],
  ['a wrong id', { name: 'claim', conversationId: '../x' }, 'invalid-command'],
  ['an unknown conversation', { name: 'claim', conversationId: 'x' }, 'unknown-conversation'],
])('[CO4] A command with %s is answered, and its number is used up', async (_what, command, code) => {
  expect(await maria.run(command)).toEqual({ ok: false, failure: { code } });
  expect(await maria.run({ name: 'noop', conversationId: 'x' })).toEqual({ ok: true });
});

test('[CO5] Answers are kept until the device says that it stored them, over connections', async () => {
  const id = await hub.receive();
  const outcome = await maria.run({ name: 'claim', conversationId: id });
  const again = await maria.reconnect({ answered: 0 });
  again.wire.send({ type: 'push', commands: [{ seq: 1, command: { name: 'claim', conversationId: id } }] });
  expect(await again.answer(1)).toEqual(outcome);
  const stored = await hub.storage.read((tx) => tx.answers(maria.deviceId, [1]));
  expect(stored.get(1)?.claim).toEqual({ conversationId: id, fence: 1 });
});

test('[CO5] Old answers that the device stored are dropped, granted claims are kept for writes under them', async () => {
  const id = await hub.receive();
  const filler = Array.from({ length: 99 }, () => ({ name: 'noop', conversationId: 'x' }));
  await maria.push({ name: 'claim', conversationId: id }, ...filler);
  for (let hundred = 0; hundred < 10; hundred += 1) await maria.push(...filler);
  const again = await maria.reconnect({ answered: 1_000 });
  const kept = await hub.storage.read((tx) => tx.answers(again.deviceId, [1, 2, 50, 90, 91, 1_090]));
  expect([...kept.keys()]).toEqual([1, 91, 1_090]);
  expect(await again.run(note(id, 'dopo', { claim: 1 }))).toEqual({ ok: true });
});

test('[LIM3] Longer text is refused with the limit; the longest is applied', async () => {
  const id = await hub.receive();
  await maria.run({ name: 'claim', conversationId: id });
  const long = 'è'.repeat(20_000);
  expect(await maria.run({ ...note(id, long), messageId: 'a' })).toEqual({ ok: true });
  expect(await maria.run({ ...note(id, `${long}.`), messageId: 'b' })).toEqual({
    ok: false,
    failure: { code: 'text-too-long', limit: 20_000 },
  });
  expect(await maria.run({ name: 'release', conversationId: id, under: 1, handover: `${long}.` })).toMatchObject({
    failure: { code: 'text-too-long' },
  });
});

test.each(['reply', 'note'])('[LIM4] An empty %s is refused', async (name) => {
  const id = await hub.receive();
  await maria.run({ name: 'claim', conversationId: id });
  for (const text of ['', '  \n\t ']) {
    const command = { name, conversationId: id, under: 1, messageId: 'm', text };
    expect(await maria.run(command)).toEqual({ ok: false, failure: { code: 'empty-text' } });
  }
});

test('[CO9] What the hub has already is applied without a second effect', async () => {
  const id = await hub.receive();
  await maria.run({ name: 'claim', conversationId: id });
  const same = { ...note(id, 'primo'), messageId: 'm' };
  for (const _again of [1, 2]) expect(await maria.run(same)).toEqual({ ok: true });
  expect(await notesOf(id)).toEqual(['primo']);
  const inReply = { ...same, name: 'reply' };
  expect(await maria.run(inReply)).toMatchObject({ ok: false, failure: { code: 'invalid-command' } });
});

test('[CO9] A message id that exists is refused and overwrites nothing', async () => {
  const id = await hub.receive();
  await maria.run({ name: 'claim', conversationId: id });
  await maria.run({ ...note(id, 'primo'), messageId: 'm' });
  expect(await maria.run({ ...note(id, 'secondo'), messageId: 'm' })).toMatchObject({
    failure: { code: 'invalid-command' },
  });
  expect(await notesOf(id)).toEqual(['primo']);
});

test('A reply to a contact without an address is refused, a note is not', async () => {
  const id = await hub.receive({ contact: { name: 'Ignoto', email: null, phone: '035 000' }, channel: 'voicemail' });
  await maria.run({ name: 'claim', conversationId: id });
  const reply = { name: 'reply', conversationId: id, under: 1, messageId: 'm', text: 'Buongiorno' };
  expect(await maria.run(reply)).toEqual({ ok: false, failure: { code: 'no-address' } });
  expect(await maria.run(note(id, 'richiamare'))).toEqual({ ok: true });
});

async function notesOf(id: string): Promise<string[]> {
  const messages = await hub.storage.read((tx) => tx.messages([id], 0));
  return (messages.get(id) ?? []).filter(({ kind }) => kind === 'note').map(({ text }) => text);
}
