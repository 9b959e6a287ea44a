import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { systemLine } from '../../hub/commands/decision.ts';
import { type Message, WHOLE_TEXT_NAME } from '../../shared/model/message.ts';
import type { Outcome } from '../../shared/protocol/down.ts';
import { REDACTED } from '../../shared/redact.ts';
import { enrolDevice, type TestDevice } from '../support/device.ts';
import { startTestHub, type TestHub } from '../support/hub-fixture.ts';
import { isOnPostgres } from '../support/hub-database.ts';
import { unreadableInVersion1 } from '../support/version-1.ts';

/** Redaction through a real hub and real sockets. */
const canary = 'canarino-giallo';
let hub: TestHub;
let maria: TestDevice;
let luca: TestDevice;
let id: string;

const codeOf = (outcome: Outcome): string => (outcome.ok ? 'ok' : outcome.failure.code);
const messagesOf = (device: TestDevice): Message[] => [...(device.held.get(id)?.messages.values() ?? [])];
const incomingOf = (device: TestDevice): Message | undefined =>
  messagesOf(device).find(({ kind }) => kind === 'incoming');
const redacting = (message: Message | undefined, value: string, over: object = {}) => {
  const start = message?.text.indexOf(value) ?? -1;
  const span = { messageId: message?.id, part: 'text', start, end: start + value.length };
  return { name: 'redact', conversationId: id, under: 1, ...span, redactions: message?.redactions ?? 0, ...over };
};
const auditOf = (kind: string) =>
  hub.storage.read(async (tx) => {
    const entries = await tx.auditEntries({ after: 0, limit: 1_000 });
    return entries.filter((entry) => entry.kind === kind).map(({ facts }) => JSON.parse(facts) as object);
  });

beforeEach(async () => {
  hub = await startTestHub();
  [maria, luca] = [await enrolDevice(hub, 'Maria'), await enrolDevice(hub, 'Luca')];
  id = await hub.receive({ text: `Buongiorno, il mio nome è ${canary}, grazie.`, quoted: `> sono ${canary}` });
  await maria.run({ name: 'claim', conversationId: id });
  await maria.until(() => incomingOf(maria) !== undefined, 'the message');
});

afterEach(() => hub.close());

test('[RD1] [RD2] [RD7] words are taken out of a message, its quoted text and the reply that repeats them', async () => {
  await maria.run({ name: 'note', conversationId: id, under: 1, messageId: 'n1', text: `Chiamare ${canary} domani` });
  await maria.run({ name: 'note', conversationId: id, under: 1, messageId: 'n2', text: `Non è ${canary}x` });
  expect(await maria.run(redacting(incomingOf(maria), canary))).toEqual({ ok: true });
  await maria.until(() => incomingOf(maria)?.redactions === 1, 'the new text');
  const texts = messagesOf(maria).filter(({ kind }) => kind !== 'system');
  expect(texts.map(({ text, quoted, redactions }) => [text, quoted, redactions])).toEqual([
    [`Buongiorno, il mio nome è ${REDACTED}, grazie.`, `> sono ${REDACTED}`, 1],
    [`Chiamare ${REDACTED} domani`, null, 1],
    [`Non è ${canary}x`, null, undefined],
  ]);
  const lines = messagesOf(maria).flatMap(({ event }) => (event?.code === 'redacted' ? [event] : []));
  const messageId = incomingOf(maria)?.id;
  expect(lines).toEqual([{ code: 'redacted', userId: maria.userId, messageId }]);
  expect(await auditOf('redact')).toEqual([{ messageId, messages: 2 }]);
});

test('[RD1] [RD4] the hub’s files hold neither the words nor the key that opened them', async () => {
  const before = keyInFile(`m:${incomingOf(maria)?.id}`);
  for (const isRedacted of [false, true]) {
    if (isRedacted) expect(await maria.run(redacting(incomingOf(maria), canary))).toEqual({ ok: true });
    const data = await hub.rawData();
    expect(data).not.toContain(canary);
    expect(data).not.toContain(Buffer.from(canary).toString('hex'));
    if (before !== null) expect(data.includes(before.toString('latin1'))).toBe(!isRedacted);
  }
  if (before !== null) expect(keyInFile(`m:${incomingOf(maria)?.id}`)).toEqual(Buffer.alloc(32));
  expect(JSON.stringify(hub.log)).not.toContain(canary);
});

/** As it lies in SQLite's file; of PostgreSQL's files nobody can say so (docs/backups.md). */
function keyInFile(keyId: string): Buffer | null {
  if (isOnPostgres) return null;
  const database = new Database(join(hub.folder, 'hub.db'), { readonly: true });
  try {
    return (
      database
        .prepare<[string], Buffer>("select key from content_keys where id like ? || '.%' order by rowid")
        .pluck()
        .get(keyId) ?? null
    );
  } finally {
    database.close();
  }
}

test('[RD3] it is a participant’s write under the fence, and names words that are there', async () => {
  const message = incomingOf(maria);
  const opened = messagesOf(maria).find(({ event }) => event?.code === 'opened');
  const line = { ...redacting(message, canary), messageId: opened?.id };
  const wrong: readonly (readonly [string, TestDevice, object, string])[] = [
    ['a stranger', luca, redacting(message, canary), 'not-participant'],
    ['an old fence', maria, redacting(message, canary, { under: 0 }), 'stale'],
    ['a line of the hub', maria, line, 'invalid-command'],
    ['an unknown message', maria, redacting(message, canary, { messageId: 'nessuno' }), 'invalid-command'],
    ['outside', maria, redacting(message, canary, { end: 10_000 }), 'text-changed'],
    ['nothing', maria, redacting(message, canary, { start: 5, end: 5 }), 'text-changed'],
    ['a space', maria, redacting(message, ' '), 'text-changed'],
    ['backwards', maria, redacting(message, canary, { start: 9, end: 5 }), 'text-changed'],
    ['another text', maria, redacting(message, canary, { redactions: 1 }), 'text-changed'],
  ];
  for (const [what, device, command, code] of wrong) {
    expect([what, codeOf(await device.run(command))]).toEqual([what, code]);
  }
  expect(incomingOf(maria)?.text).toContain(canary);
  await maria.run({ name: 'resolve', conversationId: id, under: 1 });
  expect(await maria.run(redacting(message, canary))).toEqual({ ok: true });
  await maria.until(() => incomingOf(maria)?.redactions === 1, 'the new text');
  expect(codeOf(await maria.run(redacting(incomingOf(maria), REDACTED)))).toBe('text-changed');
  expect(codeOf(await maria.run(redacting(message, canary)))).toBe('text-changed');
});

test('[RD1] [CO9] a note that is offered again after it was redacted is the one that the hub has', async () => {
  const note = { name: 'note', conversationId: id, under: 1, messageId: 'n1', text: `Chiamare ${canary}` };
  await maria.run(note);
  await maria.until(() => messagesOf(maria).some((message) => message.id === 'n1'), 'the note');
  const written = messagesOf(maria).find((message) => message.id === 'n1');
  expect(await maria.run(redacting(written, canary))).toEqual({ ok: true });
  expect(await maria.run(note)).toEqual({ ok: true });
  await maria.until(() => messagesOf(maria).some(({ redactions }) => redactions === 1), 'the new text');
  expect(messagesOf(maria).find((message) => message.id === 'n1')?.text).toBe(`Chiamare ${REDACTED}`);
});

test('[RD1] a reply that is redacted before it leaves goes without the words', async () => {
  const reply = { name: 'reply', conversationId: id, under: 1, messageId: 'r1', text: `Certo, ${canary}!` };
  await maria.run(reply);
  await maria.until(() => messagesOf(maria).some((message) => message.id === 'r1'), 'the reply');
  await maria.run(
    redacting(
      messagesOf(maria).find((message) => message.id === 'r1'),
      canary,
    ),
  );
  const now = hub.clock.now() + 1;
  const leaving = { owner: 'test', now, until: now + 60_000 };
  const texts = await hub.storage.write(async (tx) => [
    (await tx.claimMail(leaving))?.text,
    (await tx.claimMail(leaving))?.text,
  ]);
  expect(texts).toContain(`Certo, ${REDACTED}!`);
  expect(texts.join()).not.toContain(canary);
});

test('[RD1] a mail that repeats the case is sealed too; one that has not left does not leave any more', async () => {
  await hub.storage.write(async (tx) => {
    const before = await tx.conversation(id);
    if (before === null) throw new Error('no conversation');
    const line = systemLine({ id: 'copy', at: before.lastMessageAt + 1, event: { code: 'undeliverable' } });
    const to = { name: 'Anna', address: 'anna@posta.example' };
    const mail = { id: 'copy', kind: 'transcript' as const, messageId: 'copy', to, subject: 'Copia', createdAt: 0 };
    const messages = [{ ...line, delivery: 'queued' as const, mailMessageId: 'copy@prova.example' }];
    const mails = [{ ...mail, text: `Tutto: ${canary}` }];
    await tx.saveConversation({ before, after: { ...before, lastMessageAt: line.at }, messages, mails });
  });
  expect(await hub.rawData()).not.toContain(canary);
  expect(await maria.run(redacting(incomingOf(maria), canary))).toEqual({ ok: true });
  expect(await hub.storage.read((tx) => tx.mail('copy'))).toMatchObject({ state: 'failed' });
  await maria.until(() => messagesOf(maria).some((message) => message.delivery === 'failed'), 'the failed copy');
});

test('[RD9] words are taken out of the subject: of the case, of mails that wait, and of the hub’s files', async () => {
  const tessera = 'tessera-4711';
  const other = await hub.receive({ subject: `Rinnovo ${tessera}`, text: 'Buongiorno' });
  await maria.run({ name: 'claim', conversationId: other });
  await maria.until(() => maria.held.get(other)?.messages.size === 3, 'the case');
  await maria.run({ name: 'reply', conversationId: other, under: 1, messageId: 'r9', text: 'Eccomi' });
  expect(await hub.rawData()).not.toContain(tessera);
  const named = [...(maria.held.get(other)?.messages.values() ?? [])].find(({ kind }) => kind === 'incoming');
  const span = { messageId: named?.id, part: 'subject', start: 8, end: 8 + tessera.length };
  const command = { name: 'redact', conversationId: other, under: 1, ...span, redactions: 0 };
  expect(codeOf(await luca.run(command))).toBe('not-participant');
  expect(codeOf(await maria.run({ ...command, messageId: 'r9' }))).toBe('text-changed');
  const before = keyInFile(`c:${other}`);
  expect(await maria.run(command)).toEqual({ ok: true });
  expect(codeOf(await maria.run(command))).toBe('text-changed');
  await maria.until(() => maria.held.get(other)?.conversation?.subject === `Rinnovo ${REDACTED}`, 'the new subject');
  if (before !== null) expect((await hub.rawData()).includes(before.toString('latin1'))).toBe(false);
  const now = hub.clock.now() + 1;
  const subjects = await hub.storage.write(async (tx) => {
    const left: (string | undefined)[] = [];
    for (let count = 0; count < 4; count += 1) {
      left.push((await tx.claimMail({ owner: 'test', now, until: now + 60_000 }))?.subject);
    }
    return left;
  });
  expect(subjects.filter((subject) => subject?.includes(`Rinnovo ${REDACTED}`))).toHaveLength(2);
  expect(subjects.join()).not.toContain(tessera);
  const contact = (await hub.storage.read((tx) => tx.conversation(other)))?.contact;
  expect(contact?.email).toContain('@');
  const known = await hub.storage.read((tx) => tx.conversationsOf(contact?.email ?? '', 9));
  expect(known.map((each) => each.id)).toContain(other);
});

test('[RD11] a file is destroyed as a whole: bytes, name and key; its kind, who and when remain', async () => {
  const bytes = Buffer.from('canarino-allegato');
  const file = { name: `${canary}.jpg`, type: 'image/jpeg', bytes };
  const other = await hub.receive({ attachments: [file, { ...file, name: 'altro.jpg' }] });
  await maria.run({ name: 'claim', conversationId: other });
  const filesOf = (device: TestDevice) =>
    [...(device.held.get(other)?.messages.values() ?? [])].flatMap(({ attachments }) => attachments);
  await maria.until(() => filesOf(maria).length === 2, 'the files');
  const [first] = filesOf(maria);
  const command = { name: 'redact-attachment', conversationId: other, under: 1, attachmentId: first?.id };
  expect(codeOf(await luca.run(command))).toBe('not-participant');
  expect(codeOf(await maria.run({ ...command, under: 0 }))).toBe('stale');
  expect(codeOf(await maria.run({ ...command, attachmentId: 'nessuno' }))).toBe('invalid-command');
  expect(codeOf(await maria.run({ ...command, conversationId: id }))).toBe('invalid-command');
  const key = keyInFile(`a:${first?.id}`);
  expect(await maria.run(command)).toEqual({ ok: true });
  expect(await maria.run(command)).toEqual({ ok: true });
  await maria.until(() => filesOf(maria)[0]?.redacted !== undefined, 'the redaction');
  const redactedFile = { userId: maria.userId, at: hub.clock.now() };
  expect(filesOf(maria)).toMatchObject([
    { name: REDACTED, type: 'image/jpeg', redacted: redactedFile },
    { name: 'altro.jpg' },
  ]);
  const keeping = { name: 'keep-document', purpose: 'age', days: 1, conversationId: other, under: 1 };
  expect(codeOf(await maria.run({ ...keeping, attachmentId: first?.id }))).toBe('wrong-state');
  expect(await hub.storage.read((tx) => tx.attachmentBytes(first?.id ?? ''))).toBeNull();
  if (key !== null) expect((await hub.rawData()).includes(key.toString('latin1'))).toBe(false);
  const facts = { attachmentId: first?.id };
  expect(await auditOf('redact-attachment')).toEqual([facts, facts]);
  const old = await enrolDevice(hub, 'Maria', { protocol: 1 });
  await old.until(() => filesOf(old).length > 0, 'the case');
  expect(filesOf(old).map(({ name }) => name)).toEqual(['altro.jpg']);
  expect(unreadableInVersion1('down', old.wire.frames)).toEqual([]);
});

test('[OM1] [OM4] [OM5] how a mail looked goes with the first words that are taken out, and is never sent to a device of version 1', async () => {
  const html = Buffer.from(`<p>Mi chiamo <b>cana</b>rino-giallo</p><img src="cid:logo@x"><img src="cid:altro@x">`);
  const logo = { name: 'logo.png', type: 'image/png', bytes: new Uint8Array(4), contentId: 'logo@x' };
  const original = { name: 'messaggio.html', type: 'text/html', bytes: html, words: 'Mi chiamo canarino-giallo' };
  const other = await hub.receive({ text: `Mi chiamo ${canary}`, attachments: [logo, original] });
  await maria.run({ name: 'claim', conversationId: other });
  const filesOf = (device: TestDevice) =>
    [...(device.held.get(other)?.messages.values() ?? [])].flatMap(({ attachments }) => attachments);
  await maria.until(() => filesOf(maria).length === 2, 'the files');
  const [picture, page] = filesOf(maria);
  const stored = await hub.storage.read((tx) => tx.attachmentBytes(page?.id ?? ''));
  // [OM3] the picture that the mail holds is named by its id, what it doesn't hold stays
  expect(Buffer.from(stored ?? []).toString()).toContain(`src="cid:${picture?.id}"><img src="cid:altro@x">`);
  const message = [...(maria.held.get(other)?.messages.values() ?? [])].find(({ kind }) => kind === 'incoming');
  const key = keyInFile(`a:${page?.id}`);
  expect(await maria.run(redacting(message, canary, { conversationId: other }))).toEqual({ ok: true });
  await maria.until(() => filesOf(maria)[1]?.redacted !== undefined, 'the redaction');
  expect(filesOf(maria)).toMatchObject([{ name: 'logo.png' }, { type: 'text/html', name: REDACTED }]);
  expect(filesOf(maria)[0]?.redacted).toBeUndefined();
  expect(await hub.storage.read((tx) => tx.attachmentBytes(page?.id ?? ''))).toBeNull();
  if (key !== null) expect((await hub.rawData()).includes(key.toString('latin1'))).toBe(false);
  const third = await hub.receive({ text: 'Salve', attachments: [original] });
  const old = await enrolDevice(hub, 'Maria', { protocol: 1 });
  await old.until(() => old.held.has(third) && filesOf(old).length > 0, 'the cases');
  expect(JSON.stringify(old.wire.frames)).not.toContain('text/html');
  expect(unreadableInVersion1('down', old.wire.frames)).toEqual([]);
});

test('[OM4] [RD1] the whole text of a long mail goes with the first words that are taken out; other files stay', async () => {
  const files = [
    { name: WHOLE_TEXT_NAME, type: 'text/plain', bytes: Buffer.from(`Mi chiamo ${canary}, e molto altro.`) },
    { name: 'appunti.txt', type: 'text/plain', bytes: Buffer.from('Altro') },
  ];
  const other = await hub.receive({ text: `Mi chiamo ${canary}`, attachments: files });
  await maria.run({ name: 'claim', conversationId: other });
  const messages = (): Message[] => [...(maria.held.get(other)?.messages.values() ?? [])];
  const attached = () => messages().flatMap(({ attachments }) => attachments);
  await maria.until(() => attached().length === 2, 'the files');
  const [whole] = attached();
  const key = keyInFile(`a:${whole?.id}`);
  const message = messages().find(({ kind }) => kind === 'incoming');
  expect(await maria.run(redacting(message, canary, { conversationId: other }))).toEqual({ ok: true });
  await maria.until(() => attached()[0]?.redacted !== undefined, 'the redaction');
  expect(attached()).toMatchObject([{ name: REDACTED }, { name: 'appunti.txt' }]);
  expect(attached()[1]?.redacted).toBeUndefined();
  expect(await hub.storage.read((tx) => tx.attachmentBytes(whole?.id ?? ''))).toBeNull();
  if (key !== null) expect((await hub.rawData()).includes(key.toString('latin1'))).toBe(false);
});

test('[RD7] [VE2] a device of version 1 reads of a redaction in a note of the one who did it', async () => {
  const old = await enrolDevice(hub, 'Maria', { protocol: 1 });
  await old.until(() => incomingOf(old) !== undefined, 'the message');
  await maria.run(redacting(incomingOf(maria), canary));
  await old.until(() => incomingOf(old)?.text.includes(REDACTED) === true, 'the new text');
  const notes = messagesOf(old).filter(({ kind }) => kind === 'note');
  expect(notes).toMatchObject([{ authorId: maria.userId, event: null, text: expect.stringContaining('oscurata') }]);
  expect(unreadableInVersion1('down', old.wire.frames)).toEqual([]);
});
