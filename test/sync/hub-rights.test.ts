import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Role } from '../../shared/model/directory.ts';
import { PRESENCE_GATHERED_MS } from '../../shared/protocol/limits.ts';
import { commandSchema } from '../../shared/protocol/commands.ts';
import type { Outcome } from '../../shared/protocol/down.ts';
import type { Slot } from '../../shared/schedule/slots.ts';
import { scheduleOf, slotAt, slotsFrom } from '../support/appointments.ts';
import { enrolDevice, type TestDevice } from '../support/device.ts';
import { startTestHub, type TestHub } from '../support/hub-fixture.ts';

/** Every command, by everybody, in every state of a conversation: who may do what, and what nobody learns. */
const situations = ['waiting', 'claimed', 'resolved', 'released'] as const;
const persons = ['assignee', 'former', 'stranger', 'coordinator'] as const;
type Situation = (typeof situations)[number];
type Person = (typeof persons)[number];

const fences: Record<Situation, number> = { waiting: 0, claimed: 3, resolved: 3, released: 4 };
const schedule = scheduleOf('cassa');
let slots: readonly Slot[];
let lastSlot = 0;
const CANARY = 'CANARINO-PRIVATO';

let hub: TestHub;
let devices: Record<Person, TestDevice>;
/** Sees the whole walk and does nothing. */
let observer: TestDevice;

beforeAll(async () => {
  hub = await startTestHub();
  await hub.storage.write((tx) => tx.putSchedule(schedule));
  slots = slotsFrom(schedule, { now: hub.clock.now() + 86_400_000, count: 200 });
  const enrol = (name: string, role: Role = 'volunteer') => enrolDevice(hub, name, { role });
  observer = await enrol('Osservatrice', 'coordinator');
  devices = {
    assignee: await enrol('Assegnataria'),
    former: await enrol('Precedente'),
    stranger: await enrol('Estranea'),
    coordinator: await enrol('Coordinatrice', 'coordinator'),
  };
});

afterAll(async () => {
  await hub.close();
});

const outcomeCode = (outcome: Outcome): string => (outcome.ok ? 'ok' : outcome.failure.code);

function commandNamed(name: string, id: string, under: number): object {
  const common = { name, conversationId: id, under, messageId: hub.ids.next(), text: 'Testo', handover: 'Nota' };
  const contact = { name: 'Anna', email: null, phone: null };
  const create = { number: '2026-500001', channel: 'ticket', groupId: 'cassa', contact, subject: '', numberTold: true };
  const outcome = name === 'end-promise' ? 'kept' : 'no-answer';
  const call = { outcome, againAt: null, email: null, phone: null };
  const promise = { dueAt: hub.clock.now() + 60_000, inAnalysis: true };
  const special = name === 'create' ? create : name.endsWith('-appointment') ? appointmentArguments() : {};
  const answer = name === 'decline-transfer' ? { reason: 'no-time' } : {};
  const { userId } = devices.stranger;
  const required = { kind: 'photo', step: 'asked' };
  return {
    ...common,
    ...call,
    ...promise,
    ...required,
    ...special,
    ...answer,
    to: { userId },
    toUserId: userId,
    at: 1,
    userId,
  };
}

/** Each booking has a slot of its own; none is known that could be moved or closed. */
function appointmentArguments(): object {
  const slot = slotAt(slots, (lastSlot += 1));
  const about = { appointmentId: hub.ids.next(), groupId: 'cassa', place: 'office', outcome: 'kept' };
  return { ...about, token: hub.ids.secret(), ...slot };
}

/** A conversation in this situation, with a private line; held by `assignee`, once by `former`. */
async function prepare(situation: Situation): Promise<string> {
  // So that the limit of frames in a time is not what answers.
  hub.clock.set(hub.clock.now() + 10_000);
  const id = await hub.receive();
  if (situation === 'waiting') return id;
  const { former, assignee } = devices;
  const to = { userId: assignee.userId };
  await former.run({ name: 'claim', conversationId: id });
  await former.run({ name: 'note', conversationId: id, under: 1, messageId: hub.ids.next(), text: CANARY });
  await former.run({ name: 'transfer', conversationId: id, under: 1, to, handover: '' });
  await assignee.run({ name: 'resolve', conversationId: id, under: 2 });
  await assignee.run({ name: 'reopen', conversationId: id });
  if (situation === 'resolved') await assignee.run({ name: 'resolve', conversationId: id, under: 3 });
  if (situation === 'released') await assignee.run({ name: 'release', conversationId: id, under: 3, handover: '' });
  return id;
}

const changes = ['move-appointment', 'close-appointment'];
const writes = [
  ...[
    'release',
    'transfer',
    'ask-transfer',
    'withdraw-transfer',
    'add-participant',
    'remove-participant',
    'resolve',
    'reply',
    'note',
    'log-call',
    'set-promise',
    'end-promise',
    'require-document',
    'confirm-contact',
    'offer-appointment',
    'book-appointment',
  ],
  ...changes,
];

/** What the specification says, in one place. */
function expected(name: string, person: Person, situation: Situation): string {
  const waits = situation === 'waiting' || situation === 'released';
  if (name === 'open' || name === 'noop') return 'ok';
  // It is there already.
  if (name === 'create') return 'invalid-command';
  // Of what is not passed to them (TR4, TR5).
  if (name === 'accept-transfer') return 'transfer-over';
  if (name === 'decline-transfer') return 'ok';
  if (name === 'claim')
    return waits ? 'ok' : person !== 'assignee' ? 'taken' : situation === 'claimed' ? 'ok' : 'wrong-state';
  if (name === 'reopen')
    return situation !== 'resolved' ? 'wrong-state' : person === 'assignee' ? 'ok' : 'not-participant';
  if (!writes.includes(name)) throw new Error(`no expectation for ${name}`);
  if (waits || person !== 'assignee') return 'not-participant';
  // Also after the end (AP4).
  if (changes.includes(name)) return 'unknown-appointment';
  return situation === 'claimed' ? 'ok' : 'wrong-state';
}

/** About one message, one document or no case at all: who may is in the tests of each. */
const elsewhere: readonly string[] = [
  'merge',
  'unmerge',
  'redact',
  'redact-attachment',
  'heard',
  'settle-mail',
  'keep-document',
  'destroy-document',
  'set-guard-word',
];
const names = commandSchema.options.map(({ shape }) => shape.name.value).filter((name) => !elsewhere.includes(name));

describe.each(situations)('a %s conversation', (situation) => {
  test.each(names)('[CL4] %s: allowed to exactly those who may, stale under another fence', async (name) => {
    for (const person of persons) {
      const id = await prepare(situation);
      const fence = fences[situation];
      if (writes.includes(name)) {
        const stale = await devices[person].run(commandNamed(name, id, fence + 1));
        expect([person, outcomeCode(stale)]).toEqual([person, 'stale']);
      }
      const outcome = await devices[person].run(commandNamed(name, id, fence));
      expect([person, outcomeCode(outcome)]).toEqual([person, expected(name, person, situation)]);
    }
  });

  test('[FE4] The private line is held by exactly those who may read it now', async () => {
    const id = await prepare(situation);
    const { fence } = (await hub.storage.read((tx) => tx.conversation(id))) ?? {};
    for (const person of persons) {
      const device = devices[person];
      await device.until(() => device.held.get(id)?.stub.fence === fence, person);
      const held = JSON.stringify([...(device.held.get(id)?.messages.values() ?? [])]);
      const mayRead = person === 'assignee' && (situation === 'claimed' || situation === 'resolved');
      expect([person, held.includes(CANARY)]).toEqual([person, mayRead]);
      const content = device.held.get(id)?.conversation;
      const isOpen = situation === 'waiting' || situation === 'released';
      expect([person, content != null]).toEqual([person, mayRead || isOpen]);
    }
  });
});

describe.each(situations)('presence in a %s conversation', (situation) => {
  test('[PR5] Everybody looks and writes: told to exactly those who may read it, of those who may', async () => {
    const id = await prepare(situation);
    const everybody = [...Object.values(devices), observer];
    const gathered = async (): Promise<void> => {
      for (const device of everybody) await device.run({ name: 'noop', conversationId: 'x' });
      hub.clock.advance(PRESENCE_GATHERED_MS);
      await hub.storage.read(async () => undefined);
      for (const device of everybody) await device.run({ name: 'noop', conversationId: 'x' });
    };
    for (const { wire } of everybody) {
      wire.send({ type: 'presence', state: 'available', looking: [id], typing: id });
    }
    await gathered();
    const isOpen = situation === 'waiting' || situation === 'released';
    for (const device of everybody) {
      const last = device.wire.frames
        .flatMap((frame) => (frame.type === 'presence' ? frame.conversations : []))
        .findLast(({ conversationId }) => conversationId === id);
      const others = everybody.map(({ userId }) => userId).filter((userId) => userId !== device.userId);
      expect(last?.looking ?? []).toEqual(isOpen ? others.sort() : []);
      expect(last?.typing ?? []).toEqual(isOpen ? others.sort() : []);
      device.wire.send({ type: 'presence', state: 'available', looking: [], typing: null });
    }
    await gathered();
  });
});

test('[FE4] The private line never reached a coordinator who claimed nothing, in any frame', async () => {
  const marker = await hub.receive();
  await observer.until(() => observer.held.has(marker));
  expect(JSON.stringify(observer.wire.frames)).not.toContain(CANARY);
});
