import { describe, expect, test } from 'vitest';
import { createSystemIds } from '../../hub/cli/effects.ts';
import { push } from '../../hub/commands/push.ts';
import { readCommands } from '../../hub/guard/read-commands.ts';
import { createIdentity, issueCode } from '../../hub/identity.ts';
import { createIntake } from '../../hub/intake-port.ts';
import { ensureSeeded } from '../../hub/seed.ts';
import { openPostgresStorage } from '../../hub/storage/postgres-storage.ts';
import { openSqliteStorage } from '../../hub/storage/sqlite-storage.ts';
import type { Storage } from '../../hub/storage/storage.ts';
import { createKey } from '../support/device.ts';
import { incomingMail } from '../support/hub-fixture.ts';
import { freshDatabase, hasPostgres } from '../support/postgres.ts';
import { createStepClock } from '../support/step-clock.ts';

const ODD = 'a\u0000b\u0007\r\n\tc\ud800d\ude00 \ud83d\ude00';
const PLAIN = 'ab\n\tc\ufffdd\ufffd \ud83d\ude00';

/** Characters that a database may refuse must not stop a device's commands, or what arrives. */
async function oddTexts(storage: Storage): Promise<void> {
  const clock = createStepClock();
  const ids = createSystemIds(clock);
  const deps = { storage, clock, ids, mailDomain: 'prova.example' };
  await storage.write(async (tx) => {
    await ensureSeeded(tx, ids, 'Prova');
    await tx.putUser({ id: 'maria', name: 'Maria', role: 'volunteer', active: true });
  });
  const code = await storage.write((tx) => issueCode(tx, 'maria', { now: clock.now(), ids }));
  const { publicKey } = createKey();
  const request = { type: 'enrol' as const, protocol: 1, code, publicKey, deviceName: ODD, appVersion: ODD };
  const enrolled = await createIdentity(deps).enrol(request, '');
  if (!enrolled.ok) throw new Error(enrolled.failure.code);
  const contact = { name: ODD, email: null, phone: ODD };
  const { conversationId } = await createIntake(deps).receive(incomingMail({ subject: ODD, text: ODD, contact }));
  const about = { conversationId, under: 1, text: ODD, handover: ODD };
  const commands = [
    { name: 'claim', conversationId },
    { ...about, name: 'note', messageId: 'note-1' },
    { ...about, name: 'note', messageId: 'note-2', text: '\u0000 \u0001' },
    { ...about, name: 'release' },
  ].map((command, index) => ({ seq: index + 1, command }));
  const by = { ...enrolled.value, now: clock.now(), ids, mailDomain: deps.mailDomain };
  const { answers } = await readCommands(storage, commands).then((read) => storage.write((tx) => push(tx, read, by)));
  const outcomes = answers.map(({ outcome }) => (outcome.ok ? 'ok' : outcome.failure.code));
  expect(outcomes).toEqual(['ok', 'ok', 'empty-text', 'ok']);
  const messages = (await storage.read((tx) => tx.messages([conversationId], 0))).get(conversationId) ?? [];
  const texts = messages.filter(({ kind }) => kind !== 'system').map(({ kind, text }) => [kind, text]);
  expect(texts).toEqual([
    ['incoming', PLAIN],
    ['note', PLAIN],
    ['note', PLAIN],
  ]);
  const record = await storage.read((tx) => tx.conversation(conversationId));
  expect([record?.subject, record?.contact.name, record?.contact.phone]).toEqual([PLAIN, PLAIN, PLAIN]);
  expect((await storage.read((tx) => tx.device(enrolled.value.deviceId)))?.name).toBe(PLAIN);
}

test('[LIM5] Control characters and half pairs are left out everywhere, on SQLite', async () => {
  const storage = await openSqliteStorage({ file: ':memory:', now: 0, timers: null });
  await oddTexts(storage);
  await storage.close();
});

describe.skipIf(!hasPostgres)('with PostgreSQL', () => {
  test('[LIM5] Control characters and half pairs are left out everywhere, on PostgreSQL', async () => {
    const database = await freshDatabase();
    const storage = await openPostgresStorage({ address: database.address, now: 0, timers: null, instance: 'texts' });
    await oddTexts(storage);
    await storage.close();
    await database.drop();
  });
});
