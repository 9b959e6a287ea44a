import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openFileLog } from '../../main/core/file-log.ts';
import type { OpenConversation } from '../../shared/bridge/core-queries.ts';
import { REDACTED } from '../../shared/redact.ts';
import { decryptedCopy, filesContaining } from '../support/canary.ts';
import { openTestCore, testKey, type TestCore, type TestRenderer } from '../support/core-fixture.ts';
import { startTestHub, type TestHub } from '../support/hub-fixture.ts';

/** An identity document on a real device. */
const canary = 'zqcanarino-documento';
/** Of the file; searched for, too. */
const NAME = 'zqnome.jpg';
let hub: TestHub;
let folder: string;
let core: TestCore;
let window: TestRenderer;
let id: string;

const opened = () => window.watch({ name: 'conversation', id });
const fileOf = (open: OpenConversation | null) => open?.messages.flatMap(({ attachments }) => attachments)[0];
const settled = () => window.watch({ name: 'status' }).until(({ outboxCount }) => outboxCount === 0, 'answered');

function holding(words = canary): string[] {
  const copy = decryptedCopy(core.databaseFile, testKey);
  const found = [...filesContaining(core.folder, words), ...filesContaining(copy, words)];
  rmSync(copy, { recursive: true });
  return found;
}

beforeEach(async () => {
  hub = await startTestHub();
  folder = mkdtempSync(join(tmpdir(), 'sportello-documents-'));
  core = openTestCore({
    folder,
    start: { hubUrl: hub.syncUrl, enrolCode: await hub.code('Maria Rossi'), logFile: join(folder, 'core.log') },
    deps: { openLog: (file) => openFileLog(file) },
  });
  window = core.renderer();
  const bytes = Buffer.from(`${canary} `.repeat(2_000));
  id = await hub.receive({ attachments: [{ name: NAME, type: 'image/jpeg', bytes }] });
  await opened().until((value) => value !== null, 'known');
  await window.call({ name: 'command', command: { name: 'claim', conversationId: id } });
  await opened().until((value) => typeof value?.under === 'number', 'claimed');
});

afterEach(async () => {
  core.stop();
  await hub.close();
  rmSync(folder, { recursive: true });
});

test('[DV4] what is put into the vault leaves the device, is fetched each time, and is gone when it is destroyed', async () => {
  const file = fileOf(await opened().until((value) => fileOf(value) !== undefined, 'the file'));
  const attachmentId = file?.id ?? '';
  await window.call({ name: 'attachment', id: attachmentId });
  expect(holding()).not.toEqual([]);
  const about = { conversationId: id, under: 1, attachmentId };
  await window.call({ name: 'command', command: { name: 'keep-document', ...about, purpose: 'age', days: 30 } });
  await settled();
  await opened().until((value) => fileOf(value)?.document?.purpose === 'age', 'kept');
  expect(holding()).toEqual([]);
  const { bytes } = await window.call({ name: 'attachment', id: attachmentId });
  expect(Buffer.from(bytes).toString()).toContain(canary);
  expect(holding()).toEqual([]);
  await window.call({ name: 'command', command: { name: 'destroy-document', ...about } });
  await settled();
  await opened().until((value) => (fileOf(value)?.document?.destroyedAt ?? null) !== null, 'destroyed');
  await expect(window.call({ name: 'attachment', id: attachmentId })).rejects.toMatchObject({
    failure: { code: 'attachment-missing' },
  });
  expect(holding()).toEqual([]);
});

test('[RD11] an attachment that is redacted leaves the device, its name and its index entry too', async () => {
  const attachmentId = fileOf(await opened().until((value) => fileOf(value) !== undefined, 'the file'))?.id ?? '';
  await window.call({ name: 'attachment', id: attachmentId });
  expect([holding(), holding('zqnome')]).not.toContainEqual([]);
  const command = { name: 'redact-attachment' as const, conversationId: id, under: 1, attachmentId };
  await window.call({ name: 'command', command });
  const open = await opened().until((value) => fileOf(value)?.redacted !== undefined, 'redacted');
  expect(fileOf(open)).toMatchObject({ name: REDACTED, type: 'image/jpeg' });
  await settled();
  await opened().until(
    (value) => value?.messages.some(({ event }) => event?.code === 'redacted') === true,
    'the line of the hub',
  );
  await expect(window.call({ name: 'attachment', id: attachmentId })).rejects.toMatchObject({
    failure: { code: 'attachment-missing' },
  });
  expect([holding(), holding('zqnome')]).toEqual([[], []]);
  const found = window.watch({ name: 'search', text: 'zqnome', limit: 10 });
  expect(JSON.stringify(await found.until((value) => value !== null, 'an answer'))).not.toContain(id);
});
