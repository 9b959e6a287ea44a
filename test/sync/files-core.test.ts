import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openFileLog } from '../../main/core/file-log.ts';
import type { Message } from '../../shared/model/message.ts';
import { MAX_REPLY_FILES, MAX_REPLY_FILES_BYTES } from '../../shared/protocol/limits.ts';
import { decryptedCopy, filesContaining } from '../support/canary.ts';
import { openTestCore, realCoreDeps, testKey, type TestCore, type TestRenderer } from '../support/core-fixture.ts';
import { enrolDevice } from '../support/device.ts';
import { startTestHub, type TestHub } from '../support/hub-fixture.ts';

/** Files of a reply on a real device: chosen offline, kept, sent once, and gone where the case is not one's own any more. */
const CANARY = 'zqcanarino-file';
const pdf = (text = CANARY): Uint8Array<ArrayBuffer> =>
  new Uint8Array(Buffer.from(`%PDF-1.7\n%${`${text} `.repeat(500)}\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n`));
let hub: TestHub;
let folder: string;
let core: TestCore;
let window: TestRenderer;
let id: string;
let isCut: boolean;
/** The hub is of a version that knows no files. */
let isEarlier: boolean;
/** Uploads whose answer gets lost on the way back. */
let lost: number;

const opened = () => window.watch({ name: 'conversation', id });
const answered = () => window.watch({ name: 'status' }).until(({ outboxCount }) => outboxCount === 0, 'answered');
const add = (fileName = 'modulo.pdf', bytes = pdf()) =>
  window.call({ name: 'add-file', conversationId: id, fileName, bytes, flags: [] });

async function repliesAtHub(): Promise<readonly Message[]> {
  const messages = await hub.storage.read((tx) => tx.messages([id], -1));
  return (messages.get(id) ?? []).filter(({ kind }) => kind === 'reply');
}

async function reply(text = 'Ecco il modulo.') {
  const open = await opened().until((value) => value !== null && value.under !== null, 'writable');
  const files = (open?.files ?? []).map(({ id: fileId, name, type, sizeBytes }) => ({
    id: fileId,
    name,
    type,
    sizeBytes,
  }));
  const messageId = await window.call({ name: 'new-id' });
  const under = open?.under ?? 0;
  const command = {
    name: 'reply' as const,
    conversationId: id,
    under,
    messageId,
    text,
    ...(files.length > 0 ? { files } : {}),
  };
  return window.call({ name: 'command', command });
}

function holding(): string[] {
  const copy = decryptedCopy(core.databaseFile, testKey);
  const found = [...filesContaining(core.folder, CANARY), ...filesContaining(copy, CANARY)];
  rmSync(copy, { recursive: true });
  return found;
}

async function open(enrolCode: string | null): Promise<void> {
  const real = realCoreDeps();
  core = openTestCore({
    folder,
    start: { hubUrl: hub.syncUrl, enrolCode, logFile: join(folder, 'core.log') },
    deps: {
      openLog: (file) => openFileLog(file),
      openSocket: (url) => real.openSocket(isCut ? 'ws://127.0.0.1:9/v1/sync' : url),
      fetch: async (url, init) => {
        if (isCut) throw new TypeError('cut off');
        if (isEarlier) return new Response('{"code":"invalid-request"}', { status: 404 });
        const response = await real.fetch(url, init);
        if (init.method !== 'PUT' || lost === 0) return response;
        lost -= 1;
        throw new TypeError('the answer got lost');
      },
    },
  });
  window = core.renderer();
}

async function restart(): Promise<void> {
  core.stop();
  await open(null);
}

beforeEach(async () => {
  [isCut, isEarlier, lost] = [false, false, 0];
  hub = await startTestHub();
  folder = mkdtempSync(join(tmpdir(), 'sportello-files-'));
  await open(await hub.code('Maria Rossi'));
  id = await hub.receive();
  await opened().until((value) => value !== null, 'known');
  await window.call({ name: 'command', command: { name: 'claim', conversationId: id } });
  await opened().until((value) => typeof value?.under === 'number', 'claimed');
  await answered();
});

afterEach(async () => {
  core.stop();
  await hub.close();
  rmSync(folder, { recursive: true });
});

test('[AT6] chosen offline it is kept with the draft through a restart, waits to leave, and arrives once', async () => {
  isCut = true;
  await restart();
  await add('modulo.pdf');
  await add('note.txt', new Uint8Array(Buffer.from('Portare la tessera.')));
  await restart();
  const kept = await opened().until((value) => value?.files.length === 2, 'kept');
  expect(kept?.files.map(({ name, type }) => [name, type])).toEqual([
    ['modulo.pdf', 'application/pdf'],
    ['note.txt', 'text/plain'],
  ]);
  expect(kept?.row.hasDraft).toBe(true);
  await reply();
  const leaving = await opened().until((value) => value?.files.length === 0, 'leaving');
  const shown = leaving?.messages.at(-1);
  expect([shown?.attachments.length, typeof shown?.pending]).toEqual([2, 'number']);
  const readable = await window.call({ name: 'attachment', id: shown?.attachments[0]?.id ?? '' });
  expect(Buffer.from(readable.bytes)).toEqual(Buffer.from(pdf()));
  expect(await repliesAtHub()).toEqual([]);
  [isCut, lost] = [false, 1];
  await restart();
  await answered();
  const replies = await repliesAtHub();
  expect(replies.map(({ attachments }) => attachments.map(({ name }) => name))).toEqual([['modulo.pdf', 'note.txt']]);
  await opened().until((value) => value?.messages.at(-1)?.pending === null, 'confirmed');
  isCut = true;
  const offline = await window.call({ name: 'attachment', id: replies[0]?.attachments[0]?.id ?? '' });
  expect(Buffer.from(offline.bytes)).toEqual(Buffer.from(pdf()));
});

test('[AT6] what was written after it waits behind it, and nothing is sent twice', async () => {
  await add();
  lost = 2;
  await reply('Primo');
  await reply('Secondo');
  await answered();
  const replies = await repliesAtHub();
  expect(replies.map(({ text, attachments }) => [text, attachments.length])).toEqual([
    ['Primo', 1],
    ['Secondo', 0],
  ]);
});

test('[AT6] [CO7] [CO8] a reply that comes back brings its files back into the draft', async () => {
  isCut = true;
  await restart();
  await add();
  const { seq } = await reply();
  expect(await window.call({ name: 'cancel', seq })).toEqual({ cancelled: true });
  await opened().until((value) => value?.files.length === 1 && value.drafts[0]?.text === 'Ecco il modulo.', 'back');
  await reply();
  const luca = await enrolDevice(hub, 'Luca');
  await hub.storage.write(async (tx) => {
    const before = await tx.conversation(id);
    if (before === null) throw new Error('no case');
    const after = { ...before, fence: 2, assigneeId: luca.userId, participantIds: [luca.userId] };
    await tx.saveConversation({ before, after, messages: [], mails: [] });
  });
  isCut = false;
  await restart();
  const back = await opened().until((value) => value?.drafts[0]?.returned?.code === 'stale', 'refused');
  expect(back?.files.map(({ name }) => name)).toEqual(['modulo.pdf']);
  expect(await repliesAtHub()).toEqual([]);
});

test('[AT6] [EV3] once the case is somebody else’s, nothing of what was sent is on the device', async () => {
  await add();
  await reply();
  await answered();
  await opened().until((value) => value?.messages.at(-1)?.kind === 'reply', 'stored');
  expect(holding()).not.toEqual([]);
  const under = (await hub.storage.read((tx) => tx.conversation(id)))?.fence ?? 0;
  const release = { name: 'release' as const, conversationId: id, under, handover: '' };
  await window.call({ name: 'command', command: release });
  await answered();
  await opened().until((value) => value?.messages.every(({ kind }) => kind !== 'reply') === true, 'evicted');
  await expect.poll(holding, { timeout: 10_000 }).toEqual([]);
});

test('[AT6] a file that is taken out of the draft leaves no trace', async () => {
  const { id: fileId } = await add(`${CANARY}.pdf`);
  expect(holding()).not.toEqual([]);
  await window.call({ name: 'remove-file', id: fileId });
  await opened().until((value) => value?.files.length === 0, 'gone');
  expect(holding()).toEqual([]);
});

test('[AT7] kinds, lying extensions, number and size are refused at once, and what was chosen stays', async () => {
  const failing = (fileName: string, bytes: Uint8Array) =>
    add(fileName, new Uint8Array(bytes)).then(
      () => 'ok',
      (error: { failure?: { code: string } }) => error.failure?.code,
    );
  expect(await failing('foto.zip', Buffer.from('PK\u0003\u0004'))).toBe('file-type');
  expect(await failing('modulo.pdf', Buffer.from('MZ\u0090'))).toBe('file-type');
  expect(await failing('vuoto.txt', Buffer.from(''))).toBe('file-type');
  expect(await failing('note.txt', Buffer.from([0x41, 0x00, 0x42]))).toBe('file-type');
  await add();
  const heavy = Buffer.concat([pdf(), Buffer.alloc(MAX_REPLY_FILES_BYTES)]);
  expect(await failing('grande.pdf', heavy)).toBe('files-too-large');
  for (let count = 1; count < MAX_REPLY_FILES; count += 1) await add();
  expect(await failing('ancora.pdf', Buffer.from(pdf()))).toBe('too-many-files');
  await opened().until((value) => value?.files.length === MAX_REPLY_FILES, 'all others');
});

test('[AT2] [AT7] a case takes 20 files with its replies, those on their way included', async () => {
  isCut = true;
  for (let replies = 0; replies < 2; replies += 1) {
    for (let count = 0; count < MAX_REPLY_FILES; count += 1) await add();
    await opened().until((value) => value?.files.length === MAX_REPLY_FILES, 'chosen');
    await reply();
  }
  await expect(add()).rejects.toMatchObject({ failure: { code: 'too-many-files', limit: 20 } });
});

test('[AT7] what only the hub recognises comes back with the reason; a hub that knows no files is sent none', async () => {
  await add('modulo.docx', new Uint8Array(Buffer.from('PK\u0003\u0004nessun documento')));
  await reply();
  const back = await opened().until((value) => value?.drafts[0]?.returned?.code === 'file-type', 'refused');
  expect([back?.drafts[0]?.text, back?.files.length]).toEqual(['Ecco il modulo.', 1]);
  await answered();
  isEarlier = true;
  await reply('Ancora');
  await opened().until((value) => value?.drafts[0]?.returned?.code === 'unknown-command', 'refused by an earlier hub');
  await answered();
  expect(await repliesAtHub()).toEqual([]);
});
