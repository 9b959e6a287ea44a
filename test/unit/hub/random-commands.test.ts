import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createSystemIds } from '../../../hub/cli/effects.ts';
import { push } from '../../../hub/commands/push.ts';
import { readCommands } from '../../../hub/guard/read-commands.ts';
import { createIntake } from '../../../hub/intake-port.ts';
import { ensureSeeded } from '../../../hub/seed.ts';
import { openSqliteStorage } from '../../../hub/storage/sqlite-storage.ts';
import type { ConversationRecord, Storage } from '../../../hub/storage/storage.ts';
import { scheduleOf, slotAt, slotsFrom } from '../../support/appointments.ts';
import { incomingMail } from '../../support/hub-fixture.ts';
import { createModelDevice, type ModelDevice } from '../../support/model-device.ts';
import { createStepClock, type StepClock } from '../../support/step-clock.ts';

/**
 * Random people do random things to a few conversations, and their devices synchronise now and then. After every step:
 * the fence has only grown, there is one assignee exactly when somebody holds it, and no device is sent a private line
 * of a conversation that its user may not read. At the end every device holds exactly what its user may read.
 */
const users = ['maria', 'luca', 'giulia'] as const;
const names = [
  ...(['claim', 'open', 'release', 'transfer', 'resolve', 'reopen', 'reply', 'note'] as const),
  ...(['offer-appointment', 'book-appointment', 'move-appointment', 'close-appointment'] as const),
];
const schedule = scheduleOf('cassa', { noticeMinutes: 0 });
const SECRET = 'SEGRETO';

const command = fc.record({
  kind: fc.constant('command' as const),
  device: fc.nat(3),
  conversation: fc.nat(2),
  name: fc.constantFrom(...names),
  /** Distance from the current fence: mostly right, sometimes old or made up. */
  off: fc.oneof({ weight: 5, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.constantFrom(-1, 1) }),
  appointment: fc.record({ appointmentId: fc.constantFrom('a', 'b', 'c', 'd', 'e'), slot: fc.nat(3) }),
  outcome: fc.constantFrom('cancelled', 'kept', 'missed'),
  to: fc.constantFrom<object>({ userId: 'maria' }, { userId: 'luca' }, { groupId: 'cassa' }, { userId: 'nobody' }),
});
const step = fc.oneof(
  { weight: 8, arbitrary: command },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('sync' as const), device: fc.nat(3), evicts: fc.boolean() }) },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('mail' as const), conversation: fc.nat(2), days: fc.nat(40) }),
  },
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

interface World {
  readonly storage: Storage;
  readonly clock: StepClock;
  readonly devices: readonly ModelDevice[];
  readonly conversationIds: string[];
  readonly before: Map<string, ConversationRecord>;
  readonly seqs: Map<string, number>;
}

test('[CL3][CL4][FE4][FE7][DI1][AP2] Any sequence of commands, mails and synchronisations keeps fence, assignee, privacy, digest', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: 45 }), async (steps) => {
      const world = await createWorld();
      for (const one of steps) {
        await take(world, one);
        await checkConversations(world);
        await checkAgenda(world);
      }
      await converge(world);
      await world.storage.close();
    }),
    { seed: 20_260_310, numRuns: 60 },
  );
}, 60_000);

async function createWorld(): Promise<World> {
  const clock = createStepClock();
  const ids = createSystemIds(clock);
  const storage = await openSqliteStorage({ file: ':memory:', now: 0, timers: null });
  const devices = [...users, 'maria'].map((user, index) => createModelDevice(`pc-${index}`, user));
  await storage.write(async (tx) => {
    await ensureSeeded(tx, ids, 'Prova');
    await tx.putSchedule(schedule);
    for (const id of users) await tx.putUser({ id, name: id, role: 'volunteer', active: true });
    for (const { deviceId: id, userId } of devices) {
      const device = { id, userId, publicKey: 'k', name: 'PC', appVersion: '1', enrolledAt: 0, revokedAt: null };
      await tx.addDevice({ ...device, lastCommand: 0 });
    }
  });
  const world = { storage, clock, devices, conversationIds: [], before: new Map(), seqs: new Map() };
  for (let count = 0; count < 3; count += 1) await receive(world, null);
  return world;
}

async function receive({ storage, clock, conversationIds }: World, replyToken: string | null): Promise<void> {
  const intake = createIntake({ storage, clock, ids: createSystemIds(clock), mailDomain: 'prova.example' });
  const { kind, conversationId } = await intake.receive(incomingMail({ replyToken }));
  if (kind === 'opened') conversationIds.push(conversationId);
}

async function take(world: World, one: Step): Promise<void> {
  world.clock.advance(1_000);
  if (one.kind === 'sync') return void (await synchronise(world, one));
  const conversation = await load(world, one.conversation);
  if (one.kind === 'mail') {
    world.clock.advance(one.days * 24 * 60 * 60_000);
    return receive(world, conversation.replyToken);
  }
  return runCommand(world, one, conversation);
}

async function load({ storage, conversationIds }: World, index: number): Promise<ConversationRecord> {
  const record = await storage.read((tx) => tx.conversation(conversationIds[index] ?? ''));
  if (record === null) throw new Error('a conversation is gone');
  return record;
}

async function runCommand(
  world: World,
  one: Extract<Step, { kind: 'command' }>,
  { id, fence, participantIds }: ConversationRecord,
) {
  const device = world.devices[one.device];
  if (device === undefined) throw new Error('no such device');
  const seq = (world.seqs.get(device.deviceId) ?? 0) + 1;
  world.seqs.set(device.deviceId, seq);
  const under = Math.max(0, fence + one.off);
  const words = { messageId: `${device.deviceId}-${seq}`, text: `${SECRET} ${id}`, handover: 'nota di consegna' };
  const sent = { name: one.name, conversationId: id, under, to: one.to, ...words, ...appointmentArguments(world, one) };
  const ids = createSystemIds(world.clock);
  const by = { ...device, now: world.clock.now(), ids, mailDomain: 'prova.example' };
  const { answers, hasGap } = await readCommands(world.storage, [{ seq, command: sent }]).then((read) =>
    world.storage.write((tx) => push(tx, read, by)),
  );
  expect([hasGap, answers.length]).toEqual([false, 1]);
  const isWrite = !['claim', 'open', 'reopen'].includes(one.name);
  const isAllowed = under === fence && participantIds.includes(device.userId);
  if (isWrite && answers[0]?.outcome.ok === true) expect(isAllowed).toBe(true);
}

function appointmentArguments({ clock }: World, { appointment, outcome }: Extract<Step, { kind: 'command' }>): object {
  const slot = slotAt(slotsFrom(schedule, { now: clock.now() + DAY_MS }), appointment.slot);
  const { appointmentId } = appointment;
  return { appointmentId, groupId: 'cassa', place: 'office', ...slot, outcome, token: appointmentId.repeat(22) };
}

const DAY_MS = 24 * 60 * 60_000;

async function synchronise(
  world: World,
  { device: index, evicts }: { device: number; evicts: boolean },
): Promise<boolean> {
  const device = world.devices[index];
  if (device === undefined) throw new Error('no such device');
  const { texts, isDone } = await device.take(world.storage, 2);
  for (const id of world.conversationIds) {
    const record = await world.storage.read((tx) => tx.conversation(id));
    const mayReadPrivate = record?.participantIds.includes(device.userId) === true;
    if (!mayReadPrivate) expect(texts.join('')).not.toContain(`${SECRET} ${id}`);
  }
  if (evicts) {
    const at = world.clock.now();
    const items = device.evicted().map((item) => ({ ...item, deviceId: device.deviceId, at }));
    await world.storage.write(async (tx) => {
      for (const item of items) await tx.recordEvicted(item);
    });
  }
  return isDone;
}

/** Whatever was booked, moved and given back: of what holds its slot, nothing overlaps (AP2). */
async function checkAgenda({ storage }: World): Promise<void> {
  const taken = await storage.read((tx) => tx.takenSlots('cassa', 0));
  for (const [index, each] of taken.entries())
    expect(each.startAt).toBeGreaterThanOrEqual(taken[index - 1]?.endAt ?? 0);
}

async function checkConversations({ storage, conversationIds, before }: World): Promise<void> {
  for (const id of conversationIds) {
    const record = await storage.read((tx) => tx.conversation(id));
    if (record === null) throw new Error('a conversation is gone');
    const earlier = before.get(id) ?? record;
    const mayStay = earlier.assigneeId === record.assigneeId;
    expect(record.fence).toBeGreaterThanOrEqual(earlier.fence + (mayStay ? 0 : 1));
    before.set(id, record);
    const isHeld = record.state !== 'waiting';
    expect([record.assigneeId !== null, record.participantIds.length === 1]).toEqual([isHeld, isHeld]);
    if (isHeld) expect(record.participantIds).toEqual([record.assigneeId]);
    expect([record.claimedAt !== null, record.resolvedAt !== null]).toEqual([isHeld, record.state === 'resolved']);
  }
}

/** In the end everybody holds exactly what they may read, message for message. */
async function converge(world: World): Promise<void> {
  for (const [index, device] of world.devices.entries()) {
    while (!(await synchronise(world, { device: index, evicts: true })));
    for (const id of world.conversationIds) {
      const record = await world.storage.read((tx) => tx.conversation(id));
      const all = (await world.storage.read((tx) => tx.messages([id], 0))).get(id) ?? [];
      const isOpen = record?.state === 'waiting';
      const mayRead = isOpen || record?.participantIds.includes(device.userId) === true;
      const visible = all.filter(({ visibility }) => !isOpen || visibility === 'open').map((message) => message.id);
      const held = device.held.get(id);
      expect(held == null ? null : [...held.keys()].sort()).toEqual(mayRead ? visible.sort() : null);
    }
    expect(device.digest()).toEqual(await world.storage.read((tx) => tx.digest(device.userId)));
  }
}
