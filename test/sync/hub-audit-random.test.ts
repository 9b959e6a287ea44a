import { expect, test } from 'vitest';
import { createSystemIds } from '../../hub/cli/effects.ts';
import { push } from '../../hub/commands/push.ts';
import { readCommands } from '../../hub/guard/read-commands.ts';
import { createIntake } from '../../hub/intake-port.ts';
import { ensureSeeded } from '../../hub/seed.ts';
import { openSqliteStorage } from '../../hub/storage/sqlite-storage.ts';
import { scheduleOf, slotAt, slotsFrom } from '../support/appointments.ts';
import { verified } from '../support/audit.ts';
import { incomingMail } from '../support/hub-fixture.ts';
import { seededRandom } from '../support/seeded-random.ts';
import { createStepClock } from '../support/step-clock.ts';

const OPERATIONS = 2_000;
const names = [
  'claim',
  'open',
  'release',
  'transfer',
  'resolve',
  'reopen',
  'reply',
  'note',
  'offer-appointment',
  'book-appointment',
  'move-appointment',
  'close-appointment',
  'noop',
  'nonsense',
] as const;
const schedule = scheduleOf('cassa');
const users = ['maria', 'luca', 'giulia'] as const;

test('[AU1][AU2] After 2,000 random operations every answered command and every arrival has its entry, in one chain', async () => {
  const random = seededRandom(20_260_312);
  const clock = createStepClock();
  const ids = createSystemIds(clock);
  const mailDomain = 'prova.example';
  const storage = await openSqliteStorage({ file: ':memory:', now: 0, timers: null });
  const intake = createIntake({ storage, clock, ids, mailDomain });
  await storage.write(async (tx) => {
    await ensureSeeded(tx, ids, 'Prova');
    await tx.putSchedule(schedule);
    for (const id of users) {
      await tx.putUser({ id, name: id, role: 'volunteer', active: true });
      const device = { id: `pc-${id}`, userId: id, publicKey: 'k', name: 'PC', appVersion: '1', enrolledAt: 0 };
      await tx.addDevice({ ...device, revokedAt: null, lastCommand: 0 });
    }
  });
  const seqs = new Map<string, number>();
  const conversations: string[] = [];
  const expected = new Map<string, number>();
  const expectOne = (kind: string) => expected.set(kind, (expected.get(kind) ?? 0) + 1);

  const command = async (): Promise<void> => {
    const userId = random.pick(users);
    const seq = (seqs.get(userId) ?? 0) + 1;
    seqs.set(userId, seq);
    const conversationId = random.pick(conversations);
    const record = await storage.read((tx) => tx.conversation(conversationId));
    const under = (record?.fence ?? 0) + random.pick([0, 0, 0, 1]);
    const to = random.pick<object>([{ userId: 'luca' }, { groupId: 'cassa' }, { userId: 'nobody' }]);
    const words = { messageId: `m-${userId}-${seq}`, text: 'testo', handover: random.pick(['', 'nota']) };
    const name = random.pick(names);
    const slot = slotAt(slotsFrom(schedule, { now: clock.now() + 1, count: 8 }), random.below(8));
    const appointment = {
      appointmentId: `a-${conversationId}`,
      groupId: 'cassa',
      place: 'office',
      outcome: 'kept',
    };
    const token = `T${String(random.below(500)).padStart(21, '0')}`;
    const sent = { name, conversationId, under, to, ...words, ...appointment, ...slot, token };
    const by = { deviceId: `pc-${userId}`, userId, now: clock.now(), ids, mailDomain };
    const { answers } = await readCommands(storage, [{ seq, command: sent }]).then((read) =>
      storage.write((tx) => push(tx, read, by)),
    );
    if (name !== 'noop') expectOne(answers[0]?.outcome.ok === true ? name : 'command-refused');
  };
  const arrive = async (): Promise<void> => {
    const replies = conversations.length > 0 && random.next() < 0.5;
    const record = replies ? await storage.read((tx) => tx.conversation(random.pick(conversations))) : null;
    const { kind, conversationId } = await intake.receive(incomingMail({ replyToken: record?.replyToken ?? null }));
    if (kind === 'opened') conversations.push(conversationId);
    expectOne('arrival');
  };

  await arrive();
  for (let operation = 1; operation < OPERATIONS; operation += 1) {
    clock.advance(random.pick([1, 1_000, 86_400_000]));
    await (random.next() < 0.1 ? arrive() : command());
  }
  const entries = await storage.read((tx) => tx.auditEntries({ after: 0, limit: OPERATIONS * 2 }));
  const written = new Map<string, number>();
  for (const { kind } of entries) written.set(kind, (written.get(kind) ?? 0) + 1);
  expect(Object.fromEntries(written)).toEqual(Object.fromEntries(expected));
  expect(written.size).toBe(names.length);
  expect(await verified(storage)).toEqual({ ok: true, head: { entries: entries.length, hash: entries.at(-1)?.hash } });
  await storage.close();
}, 30_000);
