import { afterEach, beforeEach, expect, test } from 'vitest';
import { DAY_MS } from '../../shared/model/document.ts';
import type { Attachment } from '../../shared/model/message.ts';
import type { Outcome } from '../../shared/protocol/down.ts';
import { enrolDevice, type TestDevice } from '../support/device.ts';
import { startTestHub, type TestHub } from '../support/hub-fixture.ts';
import { unreadableInVersion1 } from '../support/version-1.ts';

/** Identity documents in the vault of a real hub. */
const canary = 'canarino-documento';
let hub: TestHub;
let maria: TestDevice;
let luca: TestDevice;
let id: string;

const codeOf = (outcome: Outcome): string => (outcome.ok ? 'ok' : outcome.failure.code);
const attachmentsOf = (device: TestDevice): readonly Attachment[] =>
  [...(device.held.get(id)?.messages.values() ?? [])].flatMap(({ attachments }) => attachments);
const fileOf = (device: TestDevice, type = 'image/jpeg') => attachmentsOf(device).find((file) => file.type === type);
const keeping = (file: Attachment | undefined, over: object = {}) => ({
  ...{ name: 'keep-document', conversationId: id, under: 1, attachmentId: file?.id, purpose: 'age', days: 30 },
  ...over,
});
const destroying = (file: Attachment | undefined, over: object = {}) => ({
  ...{ name: 'destroy-document', conversationId: id, under: 1, attachmentId: file?.id },
  ...over,
});
const stepsOf = (device: TestDevice) =>
  [...(device.held.get(id)?.messages.values() ?? [])].flatMap(({ event }) =>
    event?.code === 'document' ? [[event.step, event.userId, event.purpose]] : [],
  );
const read = async (device: TestDevice, file: Attachment | undefined): Promise<number | string> => {
  const headers = { authorization: `Bearer ${device.welcome.blobToken}` };
  const response = await fetch(`${hub.httpUrl}/v1/attachments/${file?.id}`, { headers });
  return response.ok ? response.text() : response.status;
};
const auditOf = (kind: string) =>
  hub.storage.read(async (tx) => {
    const entries = await tx.auditEntries({ after: 0, limit: 1_000 });
    return entries.filter((entry) => entry.kind === kind).map(({ facts }) => JSON.parse(facts) as object);
  });
const file = (name: string, type: string) => ({ name, type, bytes: Buffer.from(canary) });

beforeEach(async () => {
  hub = await startTestHub();
  [maria, luca] = [await enrolDevice(hub, 'Maria'), await enrolDevice(hub, 'Luca')];
  id = await hub.receive({ attachments: [file('ci.jpg', 'image/jpeg'), file('m.txt', 'text/plain')] });
  await maria.run({ name: 'claim', conversationId: id });
  await maria.until(() => fileOf(maria) !== undefined, 'the file');
});

afterEach(() => hub.close());

test('[DV1] [DV5] a participant keeps it for a purpose, and destroys it; each step is a line and an entry', async () => {
  expect(await maria.run(keeping(fileOf(maria)))).toEqual({ ok: true });
  await maria.until(() => fileOf(maria)?.document !== undefined, 'kept');
  const expiresAt = hub.clock.now() + 30 * DAY_MS;
  expect(fileOf(maria)?.document).toEqual({ purpose: 'age', expiresAt, destroyedAt: null });
  expect(await read(maria, fileOf(maria))).toBe(canary);
  expect(await maria.run(destroying(fileOf(maria)))).toEqual({ ok: true });
  await maria.until(() => (fileOf(maria)?.document?.destroyedAt ?? null) !== null, 'destroyed');
  expect(await maria.run(destroying(fileOf(maria)))).toEqual({ ok: true });
  expect(stepsOf(maria)).toEqual([
    ['kept', maria.userId, 'age'],
    ['destroyed', maria.userId, 'age'],
  ]);
  const attachmentId = fileOf(maria)?.id;
  expect(await auditOf('keep-document')).toEqual([{ attachmentId, purpose: 'age', expiresAt }]);
  expect((await auditOf('destroy-document'))[0]).toEqual({ attachmentId });
});

test('[DV1] others, other files and other states are refused', async () => {
  const wrong: readonly (readonly [string, TestDevice, object, string])[] = [
    ['a stranger', luca, keeping(fileOf(maria)), 'not-participant'],
    ['an old fence', maria, keeping(fileOf(maria), { under: 0 }), 'stale'],
    ['no such file', maria, keeping(fileOf(maria), { attachmentId: 'nessuno' }), 'invalid-command'],
    ['no document', maria, keeping(fileOf(maria, 'text/plain')), 'invalid-command'],
    ['too long', maria, keeping(fileOf(maria), { days: 181 }), 'invalid-command'],
    ['an odd purpose', maria, keeping(fileOf(maria), { purpose: 'fun' }), 'invalid-command'],
    ['not in the vault', maria, destroying(fileOf(maria)), 'wrong-state'],
  ];
  for (const [what, device, command, code] of wrong) {
    expect([what, codeOf(await device.run(command))]).toEqual([what, code]);
  }
  await maria.run({ name: 'resolve', conversationId: id, under: 1 });
  expect(await maria.run(keeping(fileOf(maria)))).toEqual({ ok: true });
  expect(await maria.run(destroying(fileOf(maria)))).toEqual({ ok: true });
  expect(codeOf(await maria.run(keeping(fileOf(maria))))).toBe('wrong-state');
});

test('[DV2] kept again it changes, and never stays longer than 180 days since the first time', async () => {
  const first = hub.clock.now();
  await maria.run(keeping(fileOf(maria), { days: 180 }));
  hub.clock.advance(1_000);
  expect(await maria.run(keeping(fileOf(maria), { days: 180, purpose: 'refund' }))).toEqual({ ok: true });
  await maria.until(() => fileOf(maria)?.document?.purpose === 'refund', 'changed');
  expect(fileOf(maria)?.document?.expiresAt).toBe(first + 180 * DAY_MS);
});

test('[DV3] when its time is over the hub destroys it: no key, no bytes, nothing to be read', async () => {
  await maria.run(keeping(fileOf(maria), { days: 1 }));
  const expired = fileOf(maria);
  await hub.storage.write(async (tx) => {
    const conversation = await tx.conversation(id);
    const known = await tx.vaultAttachment(expired?.id ?? '');
    if (conversation === null || known?.document == null) throw new Error('not kept');
    const document = { ...known.document, expiresAt: hub.clock.now() };
    const documents = [{ attachmentId: known.id, document }];
    await tx.saveConversation({ before: conversation, after: conversation, messages: [], mails: [], documents });
  });
  hub.clock.advance(60_000);
  await expect.poll(() => auditOf('document-expired'), { timeout: 5_000 }).toEqual([{ attachmentId: expired?.id }]);
  const back = await maria.reconnect();
  await back.until(() => (fileOf(back)?.document?.destroyedAt ?? null) !== null, 'destroyed');
  expect(stepsOf(back).at(-1)).toEqual(['expired', null, 'age']);
  expect(await read(back, expired)).toBe(404);
  expect(await hub.storage.read((tx) => tx.attachmentBytes(expired?.id ?? ''))).toBeNull();
});

test('[DV5] [VE2] a device of version 1 is told in a note, and is not sent the attachment any more', async () => {
  await maria.run(keeping(fileOf(maria)));
  const old = await enrolDevice(hub, 'Maria', { protocol: 1 });
  await old.until(() => attachmentsOf(old).length > 0, 'the case');
  expect(attachmentsOf(old).map(({ type }) => type)).toEqual(['text/plain']);
  const notes = [...(old.held.get(id)?.messages.values() ?? [])].filter(({ kind }) => kind === 'note');
  expect(notes).toMatchObject([{ authorId: maria.userId, text: expect.stringContaining('cassaforte') }]);
  expect(unreadableInVersion1('down', old.wire.frames)).toEqual([]);
});
