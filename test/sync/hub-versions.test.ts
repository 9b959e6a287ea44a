import { afterEach, beforeEach, expect, test } from 'vitest';
import { enrolDevice, type TestDevice } from '../support/device.ts';
import { digestOfHeld } from '../support/held-digest.ts';
import { startTestHub, type TestHub } from '../support/hub-fixture.ts';
import { unreadableInVersion1 } from '../support/version-1.ts';

let hub: TestHub;

beforeEach(async () => {
  hub = await startTestHub();
});

afterEach(async () => {
  await hub.close();
});

test('The recorded schemas are those of version 1: they refuse what came later', () => {
  const line = { id: 'x', code: 'lease-expired', userId: 'maria' };
  expect(unreadableInVersion1('down', [{ type: 'ping', hubTime: 1 }])).toEqual([]);
  expect(unreadableInVersion1('down', [{ type: 'ping' }, { type: 'later' }])).toHaveLength(2);
  expect(unreadableInVersion1('command', [line])).toHaveLength(1);
});

test('[VE1] [VE2] a device of version 1 works on, and reads every frame of a hub of version 2', async () => {
  const old = await enrolDevice(hub, 'Maria', { protocol: 1 });
  const young = await enrolDevice(hub, 'Luca');
  const chat = await hub.receive({ channel: 'chat', origin: 'chat' });
  expect(await old.run({ name: 'claim', conversationId: chat })).toMatchObject({ ok: true });
  const text = 'Le rispondo subito.';
  expect(await old.run({ name: 'note', conversationId: chat, under: 1, messageId: 'm-old', text })).toEqual({
    ok: true,
  });
  await old.wire.close();
  await leaseEnds(young, chat);
  const back = await old.reconnect({ protocol: 1 });
  await back.until(() => back.held.get(chat)?.stub.state === 'waiting', 'the chat waits');
  expect(eventsOf(back, chat)).toContainEqual({ code: 'released', userId: old.userId });
  expect(eventsOf(young, chat)).toContainEqual({ code: 'lease-expired', userId: old.userId });
  const stale = await back.run({ name: 'note', conversationId: chat, under: 1, messageId: 'm-late', text });
  expect(stale).toMatchObject({ ok: false, failure: { code: 'stale' } });
  expect(unreadableInVersion1('down', [...old.wire.frames, ...back.wire.frames])).toEqual([]);
  expect(unreadableInVersion1('down', young.wire.frames)).not.toEqual([]);
});

test('[VE2] certified mail and what Outlook packed are said to a device of version 1 in its words', async () => {
  const old = await enrolDevice(hub, 'Maria', { protocol: 1 });
  const id = await hub.receive({ certified: 'proved', refusedAttachments: ['winmail'] });
  await old.until(() => old.held.has(id), 'the case');
  expect(eventsOf(old, id)).toContainEqual({ code: 'attachment-refused', reason: 'type' });
  expect([...(old.held.get(id)?.messages.values() ?? [])].map(({ text }) => text)).toContain(
    'Arrivata per PEC: ha valore legale.',
  );
  expect(unreadableInVersion1('down', old.wire.frames)).toEqual([]);
});

test('[VE2] [VM6] a device of version 1 reads in a note that a voicemail was heard', async () => {
  const old = await enrolDevice(hub, 'Maria', { protocol: 1 });
  const young = await enrolDevice(hub, 'Maria');
  const attachments = [{ name: 'a.wav', type: 'audio/wav', bytes: new Uint8Array(4) }];
  const id = await hub.receive({ channel: 'voicemail', origin: 'switchboard', attachments });
  await young.until(() => young.held.has(id), 'the case');
  const messageId = [...(young.held.get(id)?.messages.keys() ?? [])][0];
  await young.run({ name: 'claim', conversationId: id });
  expect(await young.run({ name: 'heard', conversationId: id, under: 1, messageId, how: 'played' })).toEqual({
    ok: true,
  });
  const textsOf = () => [...(old.held.get(id)?.messages.values() ?? [])].map(({ text }) => text);
  await old.until(() => textsOf().includes('Messaggio vocale ascoltato.'), 'the note');
  expect(unreadableInVersion1('down', old.wire.frames)).toEqual([]);
});

test('[VE1] [DI2] what a device of version 1 holds is compared with what it could be sent', async () => {
  await hub.receive();
  const old = await enrolDevice(hub, 'Maria', { protocol: 1 });
  await old.until(() => old.held.size === 1, 'all of it');
  old.wire.send({ type: 'digest', cursor: old.cursor(), ...digestOfHeld(old) });
  expect((await old.wire.find('digest')).isSame).toBe(true);
});

const eventsOf = (device: TestDevice, id: string) =>
  [...(device.held.get(id)?.messages.values() ?? [])].flatMap(({ event }) => event ?? []);

/** Everybody but the assignee goes on saying something while the time goes by. */
async function leaseEnds(present: TestDevice, id: string): Promise<void> {
  for (let step = 0; step < 40 && present.held.get(id)?.stub.state !== 'waiting'; step += 1) {
    hub.clock.advance(5_000);
    await present.run({ name: 'noop', conversationId: 'x' });
  }
  expect(present.held.get(id)?.stub.state).toBe('waiting');
}
