import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Incoming } from '../../hub/ports.ts';
import { readAudio } from '../support/audio.ts';
import { enrolDevice, type TestDevice } from '../support/device.ts';
import { startTestHub, type TestHub } from '../support/hub-fixture.ts';

let hub: TestHub;
let maria: TestDevice;
let luca: TestDevice;
let id: string;
let messageId: string;
const wav = { name: 'msg0000.wav', type: 'audio/wav', bytes: readAudio('message-mu-law.wav'), durationMs: 2_400 };

const call = (over: Partial<Incoming> = {}): Partial<Incoming> => ({
  channel: 'voicemail',
  origin: 'switchboard',
  contact: { name: 'Ivo Rota', email: null, phone: '0350002233' },
  attachments: [wav],
  ...over,
});
const of = (device: TestDevice) => device.held.get(id);
const hearings = (device: TestDevice) =>
  [...(of(device)?.messages.values() ?? [])].flatMap(({ event }) => (event?.code === 'heard' ? [event] : []));
const heard = (over: object = {}) => ({
  name: 'heard',
  conversationId: id,
  under: 1,
  messageId,
  how: 'played',
  ...over,
});
const entries = async () => {
  const all = await hub.storage.read((tx) => tx.auditEntries({ after: 0, limit: 500 }));
  return all
    .filter(({ kind }) => kind === 'heard')
    .map(({ userId, facts }) => ({ userId, facts: JSON.parse(facts) as unknown }));
};

beforeEach(async () => {
  hub = await startTestHub();
  [maria, luca] = [await enrolDevice(hub, 'Maria Rossi'), await enrolDevice(hub, 'Luca Bianchi')];
  id = await hub.receive(call());
  await luca.until(() => of(luca)?.conversation !== null && of(luca) !== undefined);
  messageId = [...(of(luca)?.messages.values() ?? [])].find(({ kind }) => kind === 'incoming')?.id ?? '';
});
afterEach(() => hub.close());

describe('[VM6] a voicemail is unheard until a participant listened to it or answers for it', () => {
  test('everybody sees that it is; before the claim nobody gets its bytes, and nobody can say that it was heard', async () => {
    expect(of(luca)?.stub.unheard).toBe(1);
    const attachmentId = of(luca)?.messages.get(messageId)?.attachments[0]?.id ?? '';
    const headers = { authorization: `Bearer ${luca.welcome.blobToken}` };
    expect((await fetch(`${hub.httpUrl}/v1/attachments/${attachmentId}`, { headers })).status).toBe(403);
    expect(await maria.run(heard())).toMatchObject({ ok: false, failure: { code: 'stale' } });
    expect(await maria.run(heard({ under: 0 }))).toMatchObject({ ok: false, failure: { code: 'not-participant' } });
  });

  test('once: one line that names who and how, for participants; everybody sees that it is not unheard any more', async () => {
    await maria.run({ name: 'claim', conversationId: id });
    await luca.until(() => of(luca)?.stub.state === 'claimed');
    expect(of(luca)?.stub.unheard).toBe(1);
    expect(await luca.run(heard())).toMatchObject({ ok: false, failure: { code: 'not-participant' } });
    expect(await maria.run(heard())).toEqual({ ok: true });
    expect(await maria.run(heard({ how: 'elsewhere' }))).toEqual({ ok: true });
    await maria.until(() => hearings(maria).length > 0);
    await luca.until(() => of(luca)?.stub.unheard === undefined, 'heard for everybody');
    expect(hearings(maria)).toEqual([{ code: 'heard', userId: maria.userId, messageId, how: 'played' }]);
    expect(hearings(luca)).toEqual([]);
    expect(await entries()).toEqual([
      { userId: maria.userId, facts: { messageId, how: 'played', already: false } },
      { userId: maria.userId, facts: { messageId, how: 'elsewhere', already: true } },
    ]);
  });

  test('what waits again stays unheard; who lost it can say nothing any more; the next one can', async () => {
    await maria.run({ name: 'claim', conversationId: id });
    await maria.run({ name: 'release', conversationId: id, under: 1, handover: '' });
    expect(await maria.run(heard())).toMatchObject({ ok: false, failure: { code: 'stale' } });
    await luca.run({ name: 'claim', conversationId: id });
    expect(of(luca)?.stub.unheard).toBe(1);
    expect(await luca.run(heard({ under: 3, how: 'nothing-said' }))).toEqual({ ok: true });
    await luca.until(() => hearings(luca).length === 1);
  });

  test('it can be answered for also after it was resolved', async () => {
    await maria.run({ name: 'claim', conversationId: id });
    await maria.run({ name: 'resolve', conversationId: id, under: 1 });
    expect(await maria.run(heard({ how: 'unplayable' }))).toEqual({ ok: true });
    await luca.until(() => of(luca)?.stub.unheard === undefined);
  });

  test('each of several on its own: hearing one leaves the other unheard', async () => {
    await maria.run({ name: 'claim', conversationId: id });
    const token = await hub.storage.read(async (tx) => (await tx.conversation(id))?.replyToken ?? '');
    await hub.receive(call({ replyToken: token }));
    await maria.until(() => of(maria)?.stub.unheard === 2);
    expect(await maria.run(heard())).toEqual({ ok: true });
    await maria.until(() => of(maria)?.stub.unheard === 1);
    expect(await maria.run(heard({ messageId: 'another' }))).toEqual({ ok: true });
    expect(of(maria)?.stub.unheard).toBe(1);
  });

  test('a ticket with a song is no voicemail', async () => {
    const ticket = await hub.receive({ attachments: [wav] });
    await maria.until(() => maria.held.has(ticket));
    expect(maria.held.get(ticket)?.stub.unheard).toBeUndefined();
  });
});
