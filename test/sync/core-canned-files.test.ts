import Database from 'better-sqlite3';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { CannedFile } from '../../shared/canned/files.ts';
import type { CannedReply } from '../../shared/model/directory.ts';
import { MAX_REPLY_FILES } from '../../shared/protocol/limits.ts';
import { decryptedCopy } from '../support/canary.ts';
import { openTestCore, type TestCore, type TestRenderer } from '../support/core-fixture.ts';
import { startTestHub, type TestHub } from '../support/hub-fixture.ts';

/** Files of shared canned replies on real devices: fetched, here without the hub, copied into drafts, gone when taken out. */
const CANARY = 'zqcanarino-modulo';
const pdf = (text: string): Uint8Array<ArrayBuffer> =>
  new Uint8Array(Buffer.from(`%PDF-1.7\n%${`${text} `.repeat(300)}\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n`));
let hub: TestHub;
let cores: TestCore[];

beforeEach(async () => {
  hub = await startTestHub();
  cores = [];
});
afterEach(async () => {
  for (const core of cores) core.remove();
  await hub.close();
});

async function openCore(name: string, role?: 'coordinator'): Promise<[TestRenderer, TestCore]> {
  const core = openTestCore({ start: { hubUrl: hub.syncUrl, enrolCode: await hub.code(name, role) } });
  cores.push(core);
  const window = core.renderer();
  await window
    .watch({ name: 'status' })
    .until(({ connection, syncing }) => connection === 'online' && syncing === null, 'on');
  return [window, core];
}

const bring = (window: TestRenderer, fileName: string, bytes = pdf(CANARY)): Promise<CannedFile> =>
  window.call({ name: 'bring-canned-file', fileName, bytes, flags: [] });
const put = (window: TestRenderer, base: number | null, files: readonly CannedFile[]) => {
  const reply: CannedReply = {
    ...{ id: 'modulo', shortcut: 'modulo', title: 'Modulo', lang: 'it', groupId: null, text: 'Ecco il modulo.' },
    ...(files.length === 0 ? {} : { files: [...files] }),
  };
  return window.call({ name: 'change-canned-replies', changes: [{ step: 'put', base, reply }] });
};
const filesOf = (window: TestRenderer, count: number) =>
  window
    .watch({ name: 'canned-replies' })
    .until((all) => (all.find(({ id }) => id === 'modulo')?.files ?? []).length === count, `${count} files`);
/** Files of canned replies in the database of this device. */
function heldBy(core: TestCore): unknown[] {
  const folder = decryptedCopy(core.databaseFile, core.key);
  const copy = new Database(join(folder, 'copy.db'), { readonly: true });
  const rows = copy.prepare('select id from canned_file_bytes').all();
  copy.close();
  rmSync(folder, { recursive: true });
  return rows;
}
const held = (core: TestCore, files: readonly CannedFile[]) =>
  vi.waitFor(() => expect(heldBy(core)).toEqual(files.map(({ id }) => ({ id }))), { timeout: 20_000, interval: 50 });

test('[CR11] what a coordinator adds is on every device, is in the draft without the hub, and leaves with the reply', async () => {
  const [[paola], [maria, core]] = [await openCore('Paola', 'coordinator'), await openCore('Maria')];
  const file = await bring(paola, 'modulo.pdf');
  await put(paola, null, [file]);
  await filesOf(maria, 1);
  await held(core, [file]);
  const id = await hub.receive();
  const opened = () => maria.watch({ name: 'conversation', id });
  await opened().until((value) => value !== null, 'known');
  await maria.call({ name: 'command', command: { name: 'claim', conversationId: id } });
  await opened().until((value) => typeof value?.under === 'number', 'claimed');
  core.stop();

  const away = openTestCore({ folder: core.folder, key: core.key });
  cores.push(away);
  const alone = away.renderer();
  const add = (fileId: string) => alone.call({ name: 'add-canned-file', conversationId: id, id: fileId });
  expect(await add(file.id)).not.toBeNull();
  // Inserted twice it is there once.
  expect(await add(file.id)).toBeNull();
  await expect(add('unknown')).rejects.toMatchObject({ failure: { code: 'file-missing' } });
  const draft = () =>
    alone.watch({ name: 'conversation', id }).until((value) => value?.files.length === 1, 'in the draft');
  const [chosen] = (await draft())?.files ?? [];
  expect(chosen).toMatchObject({ name: 'modulo.pdf', type: 'application/pdf', cannedId: file.id });
  // Taken out it can come again; beside as many as fit it is refused.
  await alone.call({ name: 'remove-file', id: chosen?.id ?? '' });
  for (let at = 0; at < MAX_REPLY_FILES; at += 1)
    await alone.call({ name: 'add-file', conversationId: id, fileName: `${at}.pdf`, bytes: pdf('x'), flags: [] });
  await expect(add(file.id)).rejects.toMatchObject({ failure: { code: 'too-many-files' } });
  const all = await alone.watch({ name: 'conversation', id }).until((value) => value?.files.length === 10, 'ten');
  for (const other of all?.files ?? []) await alone.call({ name: 'remove-file', id: other.id });
  await add(file.id);
  const ready = (await draft())?.files.map(({ id: fileId, name, type, sizeBytes }) => ({
    id: fileId,
    name,
    type,
    sizeBytes,
  }));
  const messageId = await alone.call({ name: 'new-id' });
  const command = { conversationId: id, under: 1, messageId, text: 'Ecco il modulo.', files: ready ?? [] };
  await alone.call({ name: 'command', command: { name: 'reply', ...command } });
  away.stop();

  const back = openTestCore({ folder: core.folder, key: core.key, start: { hubUrl: hub.syncUrl } });
  cores.push(back);
  await back
    .renderer()
    .watch({ name: 'status' })
    .until(({ outboxCount }) => outboxCount === 0, 'answered');
  const messages = await hub.storage.read((tx) => tx.messages([id], -1));
  const sent = (messages.get(id) ?? []).find(({ kind }) => kind === 'reply');
  expect(sent?.attachments.map(({ name }) => name)).toEqual(['modulo.pdf']);
});

test('[CR10] [CR11] a lying name and a volunteer are refused at once; what is taken out leaves every device', async () => {
  const [[paola], [maria, core]] = [await openCore('Paola', 'coordinator'), await openCore('Maria')];
  const lying = new Uint8Array(Buffer.from('MZ this is a program'));
  await expect(bring(paola, 'modulo.pdf', lying)).rejects.toMatchObject({ failure: { code: 'file-type' } });
  const file = await bring(paola, 'modulo.pdf');
  await expect(put(maria, null, [file])).rejects.toMatchObject({ failure: { code: 'forbidden' } });
  await put(paola, null, [file]);
  await filesOf(maria, 1);
  await held(core, [file]);
  await put(paola, 1, []);
  await filesOf(maria, 0);
  await held(core, []);
  await hub.hub.close();
  await expect(bring(paola, 'altro.pdf')).rejects.toMatchObject({ failure: { code: 'hub-unreachable' } });
  await expect(maria.call({ name: 'add-canned-file', conversationId: 'x', id: file.id })).rejects.toMatchObject({
    failure: { code: 'file-missing' },
  });
});
