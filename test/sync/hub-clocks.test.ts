import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Incoming } from '../../hub/ports.ts';
import type { AssociationSettings } from '../../shared/model/association-settings.ts';
import { scheduleOf } from '../support/appointments.ts';
import { readAudio } from '../support/audio.ts';
import { enrolDevice, type TestDevice } from '../support/device.ts';
import { startTestHub, type TestHub } from '../support/hub-fixture.ts';
import { unreadableInVersion1 } from '../support/version-1.ts';

const HOUR = 60 * 60_000;
/** A Tuesday, ten o'clock. */
const TUESDAY = Date.parse('2026-11-24T10:00+01:00');

let hub: TestHub;
let maria: TestDevice;

beforeEach(async () => {
  hub = await startTestHub({ startAt: TUESDAY });
  maria = await enrolDevice(hub, 'Maria Rossi');
});
afterEach(() => hub.close());

/** Jumps to an instant, and lets the hub look once from there. */
async function at(text: string | number): Promise<void> {
  hub.clock.set(typeof text === 'number' ? text : Date.parse(text));
  hub.clock.advance(60_000);
  // Reading and writing that was begun has ended.
  for (let turn = 0; turn < 6; turn += 1) await hub.storage.read(async () => undefined);
  // Nobody says anything for days: its connection was given up.
  maria = await maria.reconnect();
}

const lateOf = async (id: string) => (await hub.storage.read((tx) => tx.conversation(id)))?.late;
const linesOf = (device: TestDevice, id: string) =>
  [...(device.held.get(id)?.messages.values() ?? [])].flatMap(({ event }) => (event?.code === 'late' ? [event] : []));
const entries = async () => {
  const all = await hub.storage.read((tx) => tx.auditEntries({ after: 0, limit: 500 }));
  return all.flatMap(({ kind, facts }) => (kind === 'late' ? [JSON.parse(facts) as unknown] : []));
};
const reply = (id: string, under: number) => ({
  ...{ name: 'reply', conversationId: id, under, messageId: hub.ids.next(), text: 'Le rispondo.' },
});
const wav = { name: 'msg0000.wav', type: 'audio/wav', bytes: readAudio('message-mu-law.wav') };
const call: Partial<Incoming> = { channel: 'voicemail', origin: 'switchboard', attachments: [wav] };

describe('[CK2] without a person’s answer', () => {
  test('nothing before 48 hours; then marked, after 72 the coordinators’; each once, with a line and an entry', async () => {
    const id = await hub.receive();
    await at('2026-11-26T09:58+01:00');
    expect(await lateOf(id)).toBeUndefined();
    await at('2026-11-26T10:00+01:00');
    expect(await lateOf(id)).toEqual({ answer: 1 });
    await at('2026-11-26T12:00+01:00');
    await at('2026-11-27T09:58+01:00');
    expect(await lateOf(id)).toEqual({ answer: 1 });
    await at('2026-11-27T10:00+01:00');
    await at('2026-12-05T10:00+01:00');
    expect(await lateOf(id)).toEqual({ answer: 2 });
    await maria.until(() => maria.held.get(id)?.stub.late?.answer === 2);
    expect(linesOf(maria, id)).toEqual([
      { code: 'late', thing: 'answer', level: 1 },
      { code: 'late', thing: 'answer', level: 2 },
    ]);
    expect(await entries()).toEqual([
      { thing: 'answer', level: 1 },
      { thing: 'answer', level: 2 },
    ]);
  });

  test('Sunday, Easter and Easter Monday do not count', async () => {
    hub.clock.set(Date.parse('2027-03-27T10:00+01:00'));
    const id = await hub.receive();
    await at('2027-03-30T23:58+02:00');
    expect(await lateOf(id)).toBeUndefined();
    await at('2027-03-31T10:01+02:00');
    expect(await lateOf(id)).toEqual({ answer: 1 });
  });
});

describe('[CK1] what stops the clock, and what does not', () => {
  test('claims, notes and automatic mail neither stop nor start it; a reply by a person does, and the next question starts anew', async () => {
    const id = await hub.receive();
    const token = (await hub.storage.read((tx) => tx.conversation(id)))?.replyToken ?? '';
    await maria.run({ name: 'claim', conversationId: id });
    await maria.run({ name: 'note', conversationId: id, under: 1, messageId: hub.ids.next(), text: 'Ci penso.' });
    await at('2026-11-25T10:00+01:00');
    await hub.receive({ replyToken: token, automatic: true });
    await hub.receive({ replyToken: token, text: 'Allora?' });
    await at('2026-11-26T10:00+01:00');
    expect(await lateOf(id)).toEqual({ answer: 1 });
    expect(await maria.run(reply(id, 1))).toEqual({ ok: true });
    expect(await lateOf(id)).toBeUndefined();
    await at('2026-12-04T10:00+01:00');
    expect(await lateOf(id)).toBeUndefined();
    await hub.receive({ replyToken: token, text: 'Grazie, ma…' });
    await at('2026-12-05T10:00+01:00');
    expect(await lateOf(id)).toBeUndefined();
    await at('2026-12-07T10:02+01:00');
    expect(await lateOf(id)).toEqual({ answer: 1 });
  });

  test('what is resolved waits for nobody; automatic mail alone is answered by nobody', async () => {
    const resolved = await hub.receive();
    const automatic = await hub.receive({ automatic: true });
    await maria.run({ name: 'claim', conversationId: resolved });
    await at('2026-11-26T10:00+01:00');
    expect(await lateOf(resolved)).toEqual({ answer: 1 });
    await maria.run({ name: 'resolve', conversationId: resolved, under: 1 });
    await at('2026-12-05T10:00+01:00');
    expect([await lateOf(resolved), await lateOf(automatic)]).toEqual([undefined, undefined]);
  });
});

describe('[CK3] an unheard voicemail', () => {
  test('in hours of service: marked after one, the coordinators’ after four; heard, it is late no more', async () => {
    hub.clock.set(Date.parse('2026-11-27T17:30+01:00'));
    const id = await hub.receive(call);
    await at('2026-11-29T10:00+01:00');
    expect(await lateOf(id)).toBeUndefined();
    await at('2026-11-30T09:31+01:00');
    expect(await lateOf(id)).toEqual({ hearing: 1 });
    await at('2026-11-30T12:31+01:00');
    expect(await lateOf(id)).toEqual({ hearing: 2 });
    await at('2026-11-30T18:31+01:00');
    expect(await lateOf(id)).toEqual({ answer: 1, hearing: 2 });
    await maria.run({ name: 'claim', conversationId: id });
    const messageId = [...(maria.held.get(id)?.messages.values() ?? [])].find(({ kind }) => kind === 'incoming')?.id;
    const heard = { name: 'heard', conversationId: id, under: 1, messageId, how: 'played' };
    expect(await maria.run(heard)).toEqual({ ok: true });
    expect(await lateOf(id)).toEqual({ answer: 1 });
  });
});

test('[CK4] two hubs on the same data reach a level once; what was reached is known after a restart; order and holder stay', async () => {
  const [first, second] = [await hub.receive(), await hub.receive()];
  const before = await hub.storage.read((tx) => tx.conversation(first));
  const other = await startTestHub({ folder: hub.folder, startAt: TUESDAY });
  try {
    hub.clock.set(TUESDAY + 48 * HOUR);
    other.clock.set(TUESDAY + 48 * HOUR);
    hub.clock.advance(60_000);
    other.clock.advance(60_000);
    for (let turn = 0; turn < 10; turn += 1) {
      for (const each of [hub, other]) await each.storage.read(async () => undefined);
    }
    expect(await entries()).toHaveLength(2);
    const after = await hub.storage.read((tx) => tx.conversation(first));
    expect(after).toMatchObject({ arrivedAt: before?.arrivedAt, fence: 0, state: 'waiting', late: { answer: 1 } });
    expect(await lateOf(second)).toEqual({ answer: 1 });
  } finally {
    await other.close();
  }
});

test('[CK1] [VE2] a device of version 1 reads in a note that somebody waits', async () => {
  const old = await enrolDevice(hub, 'Luca Bianchi', { protocol: 1 });
  const id = await hub.receive();
  await at(TUESDAY + 49 * HOUR);
  const back = await old.reconnect({ protocol: 1 });
  const texts = () => [...(back.held.get(id)?.messages.values() ?? [])].map(({ text }) => text);
  await back.until(() => texts().includes('Chi ha scritto aspetta da troppo tempo.'));
  expect(unreadableInVersion1('down', back.wire.frames)).toEqual([]);
});

describe('[CK5] what coordinators promise instead', () => {
  const promise = (change: Partial<AssociationSettings['deadlines']>) =>
    hub.storage.write(async (tx) => {
      const settings = await tx.associationSettings();
      await tx.putAssociationSettings({ ...settings, deadlines: { ...settings.deadlines, ...change } });
    });

  test('other steps count from the next look on: sooner raises, later takes back without a line', async () => {
    const id = await hub.receive();
    await at('2026-11-24T14:00+01:00');
    expect(await lateOf(id)).toBeUndefined();
    await promise({ answerHours: { mark: 2, coordinators: 24 } });
    await at('2026-11-24T14:02+01:00');
    expect(await lateOf(id)).toEqual({ answer: 1 });
    await promise({ answerHours: { mark: 10, coordinators: 24 } });
    await at('2026-11-24T14:04+01:00');
    expect(await lateOf(id)).toBeUndefined();
    await maria.until(() => maria.held.get(id)?.stub.late === undefined);
    expect(linesOf(maria, id)).toHaveLength(1);
    expect(await entries()).toEqual([{ thing: 'answer', level: 1 }]);
  });

  test('closures of the association do not count, nor hours outside its service; the ladder of voicemails has its own steps', async () => {
    const weekly = [{ weekday: 2, from: '14:00', to: '16:00' }];
    await promise({ closures: ['2026-11-25'], weekly, hearingMinutes: { mark: 30, coordinators: 90 } });
    const id = await hub.receive();
    const voice = await hub.receive(call);
    await at('2026-11-24T14:28+01:00');
    expect(await lateOf(voice)).toBeUndefined();
    await at('2026-11-24T14:30+01:00');
    expect(await lateOf(voice)).toEqual({ hearing: 1 });
    await at('2026-11-24T15:30+01:00');
    expect(await lateOf(voice)).toEqual({ hearing: 2 });
    await at('2026-11-26T10:01+01:00');
    expect(await lateOf(id)).toBeUndefined();
    await at('2026-11-27T10:00+01:00');
    expect(await lateOf(id)).toEqual({ answer: 1 });
  });

  test('an hour of a group that is taken away or added counts at once, also for what has reached the last step', async () => {
    const voice = await hub.receive({ ...call, groupId: 'cassa' });
    await at('2026-11-24T16:00+01:00');
    expect(await lateOf(voice)).toEqual({ hearing: 2 });
    const friday = { weekday: 5, from: '09:00', to: '12:00', places: ['office' as const] };
    await hub.storage.write((tx) => tx.putSchedule({ ...scheduleOf('cassa'), weekly: [friday], exceptions: [] }));
    await at('2026-11-24T16:02+01:00');
    expect(await lateOf(voice)).toBeUndefined();
  });
});

describe('[CK6] what was taken and not answered waits again', () => {
  const setReturn = async (returnMinutes: number | undefined) => {
    const before = await hub.storage.read((tx) => tx.associationSettings());
    const deadlines = { ...before.deadlines, ...(returnMinutes === undefined ? {} : { returnMinutes }) };
    await hub.storage.write((tx) => tx.putAssociationSettings({ ...before, deadlines }));
  };
  const claimedBy = async (device: TestDevice): Promise<string> => {
    const id = await hub.receive();
    await device.until(() => device.held.has(id));
    await device.run({ name: 'claim', conversationId: id });
    return id;
  };
  const stateOf = async (id: string) => (await hub.storage.read((tx) => tx.conversation(id)))?.state;

  test('off until somebody sets it', async () => {
    const id = await claimedBy(maria);
    await at('2026-12-20T10:00+01:00');
    expect(await stateOf(id)).toBe('claimed');
  });

  test('in minutes of service: nights, weekends and holidays do not count; with a line, an entry, and the old token stale', async () => {
    await setReturn(120);
    // The Monday before the Immaculate Conception, an hour before closing; Tuesday is a holiday.
    await at('2026-12-07T16:58+01:00');
    const id = await claimedBy(maria);
    const answered = await claimedBy(maria);
    await maria.run(reply(answered, 1));
    await at('2026-12-08T12:00+01:00');
    await at('2026-12-09T09:56+01:00');
    expect(await stateOf(id)).toBe('claimed');
    await at('2026-12-09T10:00+01:00');
    expect(await stateOf(id)).toBe('waiting');
    expect(await stateOf(answered)).toBe('claimed');
    await maria.until(() => maria.held.get(id)?.stub.state === 'waiting', 'the queue');
    const events = [...(maria.held.get(id)?.messages.values() ?? [])].map(({ event }) => event);
    expect(events).toContainEqual({ code: 'released', userId: maria.userId, isOverdue: true });
    expect(await maria.run(reply(id, 1))).toMatchObject({ ok: false, failure: { code: 'stale' } });
    const written = await hub.storage.read((tx) => tx.auditEntries({ after: 0, limit: 500 }));
    expect(written.filter(({ kind }) => kind === 'returned').map(({ facts }) => JSON.parse(facts) as unknown)).toEqual([
      { fence: 2, formerUserId: maria.userId },
    ]);
  });
});
