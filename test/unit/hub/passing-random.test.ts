import { expect, test } from 'vitest';
import { createSystemIds } from '../../../hub/cli/effects.ts';
import { nobody } from '../../../hub/audit/entry.ts';
import { push } from '../../../hub/commands/push.ts';
import { endOverduePassings } from '../../../hub/end-passings.ts';
import { readableSince } from '../../../hub/feed/window.ts';
import { readCommands } from '../../../hub/guard/read-commands.ts';
import { createIntake } from '../../../hub/intake-port.ts';
import { reassign } from '../../../hub/reassign.ts';
import { ensureSeeded } from '../../../hub/seed.ts';
import { setActive } from '../../../hub/staff/people.ts';
import { openSqliteStorage } from '../../../hub/storage/sqlite-storage.ts';
import type { ConversationRecord, Storage } from '../../../hub/storage/storage.ts';
import { incomingMail } from '../../support/hub-fixture.ts';
import { seededRandom, type SeededRandom } from '../../support/seeded-random.ts';
import { createStepClock, type StepClock } from '../../support/step-clock.ts';

const STEPS = 10_000;
const CASES = 8;
const people = ['maria', 'luca', 'sara', 'piero', 'nora'] as const;
type Person = (typeof people)[number];

interface Scene {
  readonly storage: Storage;
  readonly clock: StepClock;
  readonly random: SeededRandom;
  readonly ids: ReturnType<typeof createSystemIds>;
  readonly cases: readonly string[];
  readonly seqs: Map<string, number>;
  readonly done: Map<string, number>;
}

type Move = readonly [Person, { readonly name: string; readonly [argument: string]: unknown }];

/** What somebody does to a case, mostly what their window offers. */
function commandFor(scene: Scene, record: ConversationRecord): Move {
  const { random } = scene;
  const who = (wanted: string | null): Person =>
    people.find((each) => each === wanted && random.next() < 0.9) ?? random.pick(people);
  const under = record.fence + (random.next() < 0.05 ? 1 : 0);
  const write = { conversationId: record.id, under };
  const { assigneeId, passing } = record;
  const by = who(random.pick([assigneeId, ...record.participantIds, null]));
  const answer = { conversationId: record.id, at: (passing?.at ?? 1) + (random.next() < 0.05 ? 1 : 0) };
  const asked = who(passing?.toUserId ?? null);
  const toUserId = random.pick([...people, 'nobody']);
  const moves: readonly Move[] = [
    [by, { name: 'transfer', ...write, to: { groupId: 'cassa' }, handover: '' }],
    [by, { name: 'transfer', ...write, to: { userId: toUserId }, handover: '' }],
    [by, { name: 'release', ...write, handover: '' }],
    [by, { name: 'resolve', ...write }],
    [by, { name: 'add-participant', ...write, userId: random.pick(people) }],
    [by, { name: 'remove-participant', ...write, userId: random.pick(people) }],
    [by, { name: 'merge', ...write, otherId: random.pick(scene.cases) }],
    [by, { name: 'unmerge', ...write }],
    [random.pick(people), { name: 'claim', conversationId: record.id }],
  ];
  const passes: readonly Move[] = [
    [by, { name: 'ask-transfer', ...write, toUserId, handover: random.pick(['', 'nota']) }],
    [asked, { name: 'accept-transfer', ...answer }],
    [asked, { name: 'decline-transfer', ...answer, reason: 'no-time' }],
    [by, { name: 'withdraw-transfer', ...write }],
  ];
  if (random.next() < 0.1) return random.pick([...moves, ...passes]);
  if (record.state === 'waiting') return [who(null), { name: 'claim', conversationId: record.id }];
  if (record.state === 'resolved') return [by, { name: 'reopen', conversationId: record.id }];
  return random.next() < 0.6 ? random.pick(passing === undefined ? passes.slice(0, 1) : passes) : random.pick(moves);
}

async function command(scene: Scene): Promise<void> {
  const { storage, clock, random, ids, cases, seqs, done } = scene;
  const id = random.pick(cases);
  const record = await storage.read((tx) => tx.conversation(id));
  if (record === null) throw new Error('a case that is not there');
  const [userId, sent] = commandFor(scene, record);
  const seq = (seqs.get(userId) ?? 0) + 1;
  const read = await readCommands(storage, [{ seq, command: sent }]);
  const by = { deviceId: `pc-${userId}`, userId, now: clock.now(), ids, mailDomain: 'prova.example' };
  const { answers, isBarred } = await storage.write((tx) => push(tx, read, by));
  if (isBarred === true) return;
  seqs.set(userId, seq);
  if (answers[0]?.outcome.ok === true) done.set(sent.name, (done.get(sent.name) ?? 0) + 1);
}

/** Nora coordinates, and stays. */
async function staff({ storage, clock, random, ids, cases, done }: Scene): Promise<void> {
  const now = clock.now();
  if (random.next() < 0.4) {
    const known = await storage.read((tx) => tx.readable(cases));
    const some = [...known.values()].filter(() => random.next() < 0.2).map(({ record }) => record);
    if (some.length === 0) return;
    const to = random.pick([{ userId: random.pick(people) }, { groupId: 'didattica' }]);
    const asked = { id: ids.next(), to, cases: some.map(({ id, fence }) => ({ conversationId: id, fence })) };
    await storage.write((tx) => reassign(tx, asked, { now, ids, actor: { userId: 'nora', deviceId: 'pc-nora' } }));
    return void done.set('reassign', (done.get('reassign') ?? 0) + 1);
  }
  const userId = random.pick(people.filter((each) => each !== 'nora'));
  await storage.write(async (tx) => {
    const user = await tx.user(userId);
    if (user === null) throw new Error('everybody is known');
    await setActive(tx, user, { isActive: !user.active, by: { at: now, actor: nobody, ids } });
  });
  done.set('set-active', (done.get('set-active') ?? 0) + 1);
}

/** Who may read a case, of those who work here. */
async function wrong({ storage, cases }: Scene): Promise<readonly string[]> {
  return storage.read(async (tx) => {
    const active = (await tx.users()).filter((user) => user.active).map(({ id }) => id);
    return [...(await tx.readable(cases)).values()].flatMap((conversation) => {
      const { id, state, assigneeId, flags, passing, participantIds } = conversation.record;
      if (state === 'resolved') return passing === undefined ? [] : [`${id} is resolved and passed`];
      const readers = active.filter((userId) => readableSince(conversation, userId) !== null);
      const isSeen = state === 'waiting' ? flags !== undefined || readers.length === active.length : readers.length > 0;
      const isHeld = state === 'waiting' || (assigneeId !== null && readers.includes(assigneeId));
      const isPassed =
        passing === undefined ||
        (state === 'claimed' &&
          active.includes(passing.toUserId) &&
          passing.toUserId !== assigneeId &&
          participantIds.includes(passing.byUserId));
      return isSeen && isHeld && isPassed
        ? []
        : [`${id} ${state} ${assigneeId} [${readers.join()}] ${JSON.stringify(passing)}`];
    });
  });
}

test('[TR8] In 10,000 random steps every open case is always visible to somebody entitled', async () => {
  const clock = createStepClock();
  const ids = createSystemIds(clock);
  const storage = await openSqliteStorage({ file: ':memory:', now: 0, timers: null });
  const intake = createIntake({ storage, clock, ids, mailDomain: 'prova.example' });
  await storage.write(async (tx) => {
    await ensureSeeded(tx, ids, 'Prova');
    for (const id of people) {
      await tx.putUser({ id, name: id, role: id === 'nora' ? 'coordinator' : 'volunteer', active: true });
      const device = { id: `pc-${id}`, userId: id, publicKey: 'k', name: 'PC', appVersion: '1', enrolledAt: 0 };
      await tx.addDevice({ ...device, revokedAt: null, lastCommand: 0 });
    }
  });
  const cases: string[] = [];
  for (let n = 0; n < CASES; n += 1) cases.push((await intake.receive(incomingMail())).conversationId);
  const scene: Scene = { storage, clock, ids, cases, random: seededRandom(8), seqs: new Map(), done: new Map() };
  for (let step = 1; step <= STEPS; step += 1) {
    clock.advance(scene.random.pick([1, 1_000, 60_000, 600_000]));
    const roll = scene.random.next();
    if (roll < 0.05) await staff(scene);
    else if (roll < 0.12) await endOverduePassings({ storage, ids, now: clock.now() });
    else await command(scene);
    const found = await wrong(scene);
    if (found.length > 0) expect({ step, found }).toEqual({ step, found: [] });
  }
  // It has been somewhere.
  for (const name of ['ask-transfer', 'accept-transfer', 'decline-transfer', 'withdraw-transfer', 'merge', 'reassign'])
    expect([name, (scene.done.get(name) ?? 0) > 20]).toEqual([name, true]);
  await storage.close();
}, 120_000);
