import { afterEach, beforeEach, expect, test } from 'vitest';
import { enrolDevice, type TestDevice } from '../support/device.ts';
import { startTestHub, type TestHub } from '../support/hub-fixture.ts';
import { unreadableInVersion1 } from '../support/version-1.ts';

const CONFIDED = 'Mi dispiace che Suo figlio sia in cura dallo psichiatra.';
const HARMLESS = 'Buongiorno, la segreteria apre alle nove.';

let hub: TestHub;
let maria: TestDevice;
let id: string;

beforeEach(async () => {
  hub = await startTestHub();
  maria = await enrolDevice(hub, 'Maria Rossi');
  id = await hub.receive();
  await maria.run({ name: 'claim', conversationId: id });
});

afterEach(async () => {
  await hub.close();
});

const reply = (more: object) => ({ name: 'reply', conversationId: id, under: 1, messageId: 'm-1', ...more }) as const;
const entries = async (kind: string) =>
  (await hub.storage.read((tx) => tx.auditEntries({ after: 0, limit: 200 }))).filter((entry) => entry.kind === kind);

test('[GU4] a confidential reply is refused with what was found, is not stored, and no mail of it leaves', async () => {
  const answer = await maria.run(reply({ text: CONFIDED }));
  expect(answer).toMatchObject({
    ok: false,
    failure: { code: 'confidential', flags: expect.arrayContaining(['health']) },
  });
  expect(await hub.rawData()).not.toContain('psichiatra');
  expect(hub.log.join('\n')).not.toContain('psichiatra');
  expect(await entries('reply')).toEqual([]);
});

test('[GU4] what is not confidential needs no second step; a note is not stopped', async () => {
  expect(await maria.run(reply({ text: HARMLESS }))).toMatchObject({ ok: true });
  expect(await maria.run(reply({ messageId: 'm-2', text: 'Il mio numero è 333 1234567.' }))).toMatchObject({
    ok: true,
  });
  expect(await maria.run({ ...reply({ messageId: 'm-3', text: CONFIDED }), name: 'note' })).toMatchObject({ ok: true });
  expect(await entries('sent-despite')).toEqual([]);
});

test('[GU4] who names less than was found is refused; before that, who has no right is told that', async () => {
  const text = `${CONFIDED} Il suo codice fiscale è RSSMRA85T10A562S.`;
  const despite = { flags: ['fiscal_code'], reason: 'asked-for' } as const;
  expect(await maria.run(reply({ text, despite }))).toMatchObject({ failure: { code: 'confidential' } });
  const luca = await enrolDevice(hub, 'Luca Bianchi');
  expect(await luca.run(reply({ text, despite }))).toMatchObject({ failure: { code: 'not-participant' } });
});

test('[GU5] with the second step it is sent, and the audit holds why, once, without a word of it', async () => {
  const refused = await maria.run(reply({ text: CONFIDED }));
  const flags = refused.ok ? [] : (refused.failure.flags ?? []);
  const despite = { flags, reason: 'asked-for' } as const;
  expect(await maria.run(reply({ text: CONFIDED, despite }))).toMatchObject({ ok: true });
  expect(await maria.run(reply({ text: CONFIDED, despite }))).toMatchObject({ ok: true });
  const [entry, ...more] = await entries('sent-despite');
  expect(more).toEqual([]);
  expect(JSON.parse(entry?.facts ?? '{}')).toEqual({ messageId: 'm-1', flags, reason: 'asked-for' });
  expect(entry).toMatchObject({ userId: maria.userId, conversationId: id });
});

test('[GU5] a reason of one’s own words is no reason: nothing is applied', async () => {
  const despite = { flags: ['health'], reason: 'perché me lo ha chiesto' };
  const answer = await maria.run(reply({ text: CONFIDED, despite }));
  expect(answer).toMatchObject({ ok: false, failure: { code: 'invalid-command' } });
});

test('[GU6] a device of version 1 gets its text back by a code that it knows', async () => {
  const old = await enrolDevice(hub, 'Luca Bianchi', { protocol: 1 });
  id = await hub.receive();
  await old.run({ name: 'claim', conversationId: id });
  expect(await old.run(reply({ text: CONFIDED }))).toEqual({ ok: false, failure: { code: 'invalid-command' } });
  expect(await old.run(reply({ messageId: 'm-2', text: HARMLESS }))).toMatchObject({ ok: true });
  expect(unreadableInVersion1('down', old.wire.frames)).toEqual([]);
});
