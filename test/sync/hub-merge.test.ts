import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { ConversationRecord } from '../../hub/storage/storage.ts';
import type { Outcome } from '../../shared/protocol/down.ts';
import { enrolDevice, type TestDevice } from '../support/device.ts';
import { startTestHub, type TestHub } from '../support/hub-fixture.ts';
import { unreadableInVersion1 } from '../support/version-1.ts';

const HOUR = 60 * 60_000;
/** A Tuesday, ten o'clock. */
const TUESDAY = Date.parse('2026-11-24T10:00+01:00');

let hub: TestHub;
let maria: TestDevice;
let luca: TestDevice;
let older: string;
let younger: string;

beforeEach(async () => {
  hub = await startTestHub({ startAt: TUESDAY });
  [maria, luca] = [await enrolDevice(hub, 'Maria Rossi'), await enrolDevice(hub, 'Luca Bianchi')];
  older = await hub.receive({ text: 'Non riesco a entrare nel sito.' });
  hub.clock.advance(1_000);
  younger = await hub.receive({ text: 'Ancora io: il sito non si apre.' });
});
afterEach(() => hub.close());

const record = async (id: string): Promise<ConversationRecord> => {
  const found = await hub.storage.read((tx) => tx.conversation(id));
  if (found === null) throw new Error('no such case');
  return found;
};
const codeOf = (outcome: Outcome): string | null => (outcome.ok ? null : outcome.failure.code);
const claim = (by: TestDevice, id: string) => by.run({ name: 'claim', conversationId: id });
const merge = async (by: TestDevice, id: string, otherId: string) =>
  by.run({ name: 'merge', conversationId: id, under: (await record(id)).fence, otherId });
const unmerge = async (by: TestDevice, id: string) =>
  by.run({ name: 'unmerge', conversationId: id, under: (await record(id)).fence });
const reply = async (by: TestDevice, id: string, text = 'Le rispondo.') =>
  by.run({ name: 'reply', conversationId: id, under: (await record(id)).fence, messageId: hub.ids.next(), text });
const messagesOf = (id: string) => hub.storage.read(async (tx) => (await tx.messages([id], -1)).get(id) ?? []);
const codesOf = async (id: string) => (await messagesOf(id)).flatMap(({ event }) => event?.code ?? []);
/** What makes two cases one or two. */
const rights = async (id: string) => {
  const { state, groupId, assigneeId, participantIds } = await record(id);
  return { state, groupId, assigneeId, participantIds: [...participantIds].sort() };
};

describe('[MG2] two cases become one', () => {
  test('of whoever holds one while the other waits: the older leads, the waiting one is claimed with it', async () => {
    await claim(maria, younger);
    expect(await merge(maria, younger, older)).toEqual({ ok: true });
    expect(await record(older)).toMatchObject({ state: 'claimed', fence: 1, mergedIds: [younger] });
    expect(await record(younger)).toMatchObject({ state: 'claimed', fence: 1, mergedInto: older });
    expect(await rights(older)).toEqual(await rights(younger));
    const { number } = await record(younger);
    const lines = (await messagesOf(older)).flatMap(({ event }) => (event?.code === 'merged' ? [event] : []));
    expect(lines).toEqual([{ code: 'merged', userId: maria.userId, number, participantIds: [maria.userId] }]);
    expect(await merge(maria, younger, older)).toEqual({ ok: true });
    expect((await codesOf(older)).filter((code) => code === 'merged')).toHaveLength(1);
  });

  test('of whoever holds both: who took part in one takes part in both, under the same tokens', async () => {
    await claim(maria, older);
    await claim(maria, younger);
    await maria.run({ name: 'add-participant', conversationId: younger, under: 1, userId: luca.userId });
    expect(await merge(maria, younger, older)).toEqual({ ok: true });
    const both = [maria.userId, luca.userId].sort();
    expect((await rights(older)).participantIds).toEqual(both);
    expect([(await record(older)).fence, (await record(younger)).fence]).toEqual([1, 1]);
    await luca.until(() => luca.held.get(older)?.conversation !== null, 'read by who takes part now');
  });

  test('several follow one; what somebody else holds, what is resolved, led elsewhere, or a chat is refused', async () => {
    const [third, fourth, fifth] = [await hub.receive(), await hub.receive(), await hub.receive()];
    const chat = await hub.receive({ channel: 'chat', origin: 'chat' });
    await claim(maria, older);
    expect(codeOf(await merge(luca, older, younger))).toBe('not-participant');
    expect(codeOf(await merge(maria, older, older))).toBe('invalid-command');
    expect(codeOf(await merge(maria, older, chat))).toBe('invalid-command');
    expect(codeOf(await merge(maria, older, 'nessuna'))).toBe('unknown-conversation');
    await claim(luca, fourth);
    expect(await merge(maria, older, fourth)).toMatchObject({ failure: { code: 'taken', userId: luca.userId } });
    await luca.run({ name: 'resolve', conversationId: fourth, under: 1 });
    expect(codeOf(await merge(maria, older, fourth))).toBe('wrong-state');
    expect(await merge(maria, older, younger)).toEqual({ ok: true });
    expect(await merge(maria, older, third)).toEqual({ ok: true });
    expect((await record(older)).mergedIds).toEqual([younger, third]);
    await claim(luca, fifth);
    expect(codeOf(await merge(luca, fifth, older))).toBe('taken');
    await claim(maria, await hub.receive());
    const [sixth, seventh] = [await hub.receive(), await hub.receive()];
    await claim(maria, sixth);
    expect(await merge(maria, sixth, seventh)).toEqual({ ok: true });
    expect(codeOf(await merge(maria, sixth, younger))).toBe('already-merged');
    expect(codeOf(await merge(maria, older, sixth))).toBe('already-merged');
  });

  test('opposite merges at the same moment leave one case open', async () => {
    await claim(maria, older);
    await claim(luca, younger);
    const opposite = await Promise.all([merge(maria, older, younger), merge(luca, younger, older)]);
    expect(opposite.map(codeOf)).toEqual(['taken', 'taken']);
    await maria.run({ name: 'release', conversationId: older, under: 1, handover: '' });
    await claim(luca, older);
    expect((await Promise.all([merge(luca, older, younger), merge(luca, younger, older)])).map(codeOf)).toEqual([
      null,
      null,
    ]);
    expect([(await record(older)).mergedInto, (await record(younger)).mergedInto]).toEqual([undefined, older]);
  });
});

describe('[MG3] merged cases go together', () => {
  beforeEach(async () => {
    await claim(maria, older);
    await merge(maria, older, younger);
  });

  test('released, claimed by its other number, resolved, reopened by the contact: both, with a line in each', async () => {
    await maria.run({ name: 'release', conversationId: older, under: 1, handover: 'Da sentire.' });
    expect(await rights(younger)).toMatchObject({ state: 'waiting', participantIds: [] });
    expect((await messagesOf(younger)).some(({ text }) => text === 'Da sentire.')).toBe(false);
    expect(await claim(luca, younger)).toMatchObject({ ok: true });
    expect(await rights(older)).toEqual(await rights(younger));
    expect((await record(older)).assigneeId).toBe(luca.userId);
    await luca.run({ name: 'resolve', conversationId: older, under: (await record(older)).fence });
    expect((await record(younger)).state).toBe('resolved');
    await hub.receive({ replyToken: (await record(younger)).replyToken, text: 'Ancora niente.' });
    expect(await rights(older)).toMatchObject({ state: 'claimed', assigneeId: luca.userId });
    const moves = ['merged', 'released', 'claimed', 'resolved', 'reopened'];
    expect((await codesOf(older)).filter((code) => moves.includes(code))).toEqual(['claimed', ...moves]);
    expect((await codesOf(younger)).filter((code) => moves.includes(code))).toEqual(moves);
  });

  test('nobody who takes no part holds a word of either; both tokens go on leading to their own case', async () => {
    const canary = 'zafferano';
    await hub.receive({ replyToken: (await record(younger)).replyToken, text: canary });
    await luca.until(
      () => luca.held.get(older)?.conversation === null && luca.held.get(younger)?.conversation === null,
    );
    await maria.until(() =>
      [...(maria.held.get(younger)?.messages.values() ?? [])].some(({ text }) => text === canary),
    );
    expect(JSON.stringify([...luca.held.values()])).not.toContain(canary);
    expect(luca.held.get(younger)?.stub.mergedInto).toBe(older);
    expect((await messagesOf(older)).some(({ text }) => text === canary)).toBe(false);
    const number = (await record(younger)).number;
    expect((await hub.storage.read((tx) => tx.conversationByNumber(number)))?.id).toBe(younger);
  });

  test('a device of version 1 is told in a note, and is shown both', async () => {
    const old = await enrolDevice(hub, 'Maria Rossi', { protocol: 1 });
    await old.until(() => old.held.get(younger)?.conversation !== null && old.held.has(younger));
    const notes = [...(old.held.get(older)?.messages.values() ?? [])].filter(({ kind }) => kind === 'note');
    expect(notes.map(({ text }) => text)).toEqual([`Pratica unita alla ${(await record(younger)).number}.`]);
    expect(unreadableInVersion1('down', old.wire.frames)).toEqual([]);
  });
});

describe('[MG4] one clock', () => {
  const at = async (text: string): Promise<void> => {
    hub.clock.set(Date.parse(text));
    hub.clock.advance(60_000);
    for (let turn = 0; turn < 8; turn += 1) await hub.storage.read(async () => undefined);
    maria = await maria.reconnect();
  };
  const lates = async () => [(await record(older)).late, (await record(younger)).late];

  test('runs from the first message of both, once; an answer to one answers both; a question in one starts it anew', async () => {
    await claim(maria, younger);
    await merge(maria, younger, older);
    await at('2026-11-26T10:01+01:00');
    expect(await lates()).toEqual([{ answer: 1 }, undefined]);
    expect(await reply(maria, younger)).toEqual({ ok: true });
    expect(await lates()).toEqual([undefined, undefined]);
    expect([(await record(older)).awaitingAnswer, (await record(older)).reminders]).toEqual([false, 0]);
    hub.clock.advance(HOUR);
    await hub.receive({ replyToken: (await record(younger)).replyToken, text: 'E la ricevuta?' });
    await at('2026-11-27T10:01+01:00');
    expect(await lates()).toEqual([undefined, undefined]);
    await at('2026-11-28T12:00+01:00');
    expect(await lates()).toEqual([undefined, { answer: 1 }]);
  });
});

describe('[MG5] two cases again', () => {
  test('the one that waited waits again with its own group, place and messages; everything since is where it came', async () => {
    await claim(maria, older);
    const before = [await record(older), await record(younger)];
    await merge(maria, older, younger);
    await hub.receive({ replyToken: before[1]?.replyToken ?? '', text: 'Alla seconda.' });
    await reply(maria, older, 'Alla prima.');
    expect(codeOf(await unmerge(luca, younger))).toBe('not-participant');
    expect(codeOf(await maria.run({ name: 'unmerge', conversationId: younger, under: 7 }))).toBe('stale');
    expect(codeOf(await unmerge(maria, older))).toBe('wrong-state');
    expect(await unmerge(maria, younger)).toEqual({ ok: true });
    expect(codeOf(await unmerge(maria, younger))).toBe('not-participant');
    const [one, two] = [await record(older), await record(younger)];
    expect(one).toMatchObject({ state: 'claimed', fence: 1, awaitingAnswer: false });
    const { fence: _f, lastMessageAt: _l, reminders: _r, ...restored } = two;
    const { fence: _g, lastMessageAt: _m, reminders: _s, ...first } = before[1] ?? two;
    expect(restored).toEqual(first);
    const texts = async (id: string) => (await messagesOf(id)).map(({ text }) => text);
    expect(await texts(younger)).toContain('Alla seconda.');
    expect(await texts(younger)).not.toContain('Alla prima.');
    expect(await texts(older)).not.toContain('Alla seconda.');
    await luca.until(() => luca.held.get(younger)?.conversation !== null, 'waits for everybody');
    expect(JSON.stringify(luca.held.get(younger))).not.toContain('Alla prima.');
    expect(luca.held.get(older)?.conversation).toBeNull();
  });

  test('of two that were held, who took part in one goes on in that one; who came since in both', async () => {
    const anna = await enrolDevice(hub, 'Anna Neri');
    await claim(maria, older);
    await claim(maria, younger);
    await maria.run({ name: 'add-participant', conversationId: younger, under: 1, userId: luca.userId });
    await merge(maria, older, younger);
    await maria.run({ name: 'add-participant', conversationId: older, under: 1, userId: anna.userId });
    await maria.run({ name: 'resolve', conversationId: older, under: 1 });
    expect(await unmerge(maria, younger)).toEqual({ ok: true });
    expect((await record(older)).participantIds.toSorted()).toEqual([maria.userId, anna.userId].sort());
    expect((await record(younger)).participantIds.toSorted()).toEqual([maria.userId, luca.userId, anna.userId].sort());
    expect([(await record(older)).fence, (await record(younger)).fence]).toEqual([2, 1]);
    await luca.until(() => luca.held.get(older)?.conversation === null, 'the other one is his no more');
    expect(luca.held.get(younger)?.conversation?.state).toBe('resolved');
  });

  test('passed on together they stay there; of several the others go on; each step is an entry', async () => {
    const third = await hub.receive();
    await claim(maria, younger);
    await merge(maria, younger, older);
    await merge(maria, older, third);
    const { fence } = await record(older);
    await maria.run({
      name: 'transfer',
      conversationId: older,
      under: fence,
      to: { userId: luca.userId },
      handover: '',
    });
    expect(await unmerge(luca, younger)).toEqual({ ok: true });
    expect(await rights(younger)).toEqual(await rights(older));
    expect(await record(older)).toMatchObject({ state: 'claimed', mergedIds: [third] });
    expect(await unmerge(luca, third)).toEqual({ ok: true });
    expect([(await record(third)).state, (await record(older)).state]).toEqual(['waiting', 'claimed']);
    const entries = await hub.storage.read((tx) => tx.auditEntries({ after: 0, limit: 500 }));
    expect(entries.flatMap(({ kind, userId }) => (kind.includes('merge') ? [[kind, userId]] : []))).toEqual([
      ['merge', maria.userId],
      ['merge', maria.userId],
      ['unmerge', luca.userId],
      ['unmerge', luca.userId],
    ]);
  });
});
