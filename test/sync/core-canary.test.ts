import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openFileLog } from '../../main/core/file-log.ts';
import { decryptedCopy, filesContaining } from '../support/canary.ts';
import { openTestCore, testKey, type TestCore, type TestRenderer } from '../support/core-fixture.ts';
import { startTestHub, type TestHub } from '../support/hub-fixture.ts';

/** Where a text was held, after it has to be gone: every file of the device, raw and with the encryption taken off. */
const canary = 'zqcanarino';
let hub: TestHub;
let folder: string;
let devices: { core: TestCore; window: TestRenderer }[];

beforeEach(async () => {
  hub = await startTestHub();
  folder = mkdtempSync(join(tmpdir(), 'sportello-canary-'));
  devices = [];
  for (const name of ['Maria Rossi', 'Luca Bianchi']) {
    const own = join(folder, name.slice(0, 4));
    const core = openTestCore({
      folder: own,
      start: { hubUrl: hub.syncUrl, enrolCode: await hub.code(name), logFile: join(own, 'logs', 'core.log') },
      deps: { openLog: (file) => openFileLog(file) },
    });
    devices.push({ core, window: core.renderer() });
  }
});

afterEach(async () => {
  for (const { core } of devices) core.stop();
  await hub.close();
  rmSync(folder, { recursive: true });
});

function left(core: TestCore): string[] {
  const copy = decryptedCopy(core.databaseFile, testKey);
  const found = [...filesContaining(core.folder, canary), ...filesContaining(copy, canary)];
  rmSync(copy, { recursive: true });
  return found;
}

const letter = {
  contact: { name: `Rita ${canary}`, email: `${canary}@posta.example`, phone: `035 ${canary}` },
  subject: `Oggetto ${canary}`,
  text: `Buongiorno, vi scrivo di ${canary}. `.repeat(200),
  quoted: `> ${canary}`,
  attachments: [{ name: `${canary}.txt`, type: 'text/plain', bytes: Buffer.from(`allegato ${canary} `.repeat(900)) }],
};

const opened = (window: TestRenderer, id: string) => window.watch({ name: 'conversation', id });
const holding = (window: TestRenderer, id: string) =>
  opened(window, id).until((value) => value?.content?.subject === letter.subject, 'content');

test('[EV3] after the claim it is nowhere on the other device; raw it never was', async () => {
  const [maria, luca] = devices as [(typeof devices)[number], (typeof devices)[number]];
  const id = await hub.receive(letter);
  // A busy inbox around it, so that pages of the file are shared.
  for (let n = 0; n < 40; n += 1) await hub.receive({ subject: `Altro ${n}`, text: 'Lorem ipsum. '.repeat(n * 7) });
  for (const { window } of devices) await holding(window, id);
  await luca.window.watch({ name: 'search', text: canary, limit: 5 }).until(({ hits }) => hits.length === 1);
  expect(left(luca.core)).toHaveLength(1);
  expect(filesContaining(luca.core.folder, canary)).toEqual([]);

  await maria.window.call({ name: 'command', command: { name: 'claim', conversationId: id } });
  await opened(maria.window, id).until((value) => value?.content?.eviction?.removed === 1, 'receipt');
  expect(left(luca.core)).toEqual([]);
  expect(luca.window.watch({ name: 'search', text: canary, limit: 5 }).now().hits).toEqual([]);
  expect(left(maria.core)).not.toEqual([]);
  expect(JSON.stringify(luca.core.toMain) + JSON.stringify(maria.core.toMain)).not.toContain(canary);
});

test('[GU2] what is flagged is on no device before the claim, then on one', async () => {
  const [maria, luca] = devices as [(typeof devices)[number], (typeof devices)[number]];
  const text = `${letter.text} Mia moglie è in dialisi da marzo.`;
  const id = await hub.receive({ ...letter, text });
  for (const { window } of devices) {
    const waiting = await opened(window, id).until((value) => value !== null, 'known');
    expect(waiting).toMatchObject({ content: null, messages: [], row: { state: 'waiting', claim: 'none' } });
    expect(waiting?.row.flags).toContain('health');
  }
  maria.window.watch({ name: 'search', text: canary, limit: 5 }).now();
  expect([...left(maria.core), ...left(luca.core)]).toEqual([]);
  await maria.window.call({ name: 'command', command: { name: 'claim', conversationId: id } });
  const hers = await holding(maria.window, id);
  expect(hers?.row.flags).toContain('health');
  expect(left(maria.core)).not.toEqual([]);
  expect(left(luca.core)).toEqual([]);
});

test('[EV3] what was written, drafted, fetched and passed on leaves the one who passed it on', async () => {
  const [maria, luca] = devices as [(typeof devices)[number], (typeof devices)[number]];
  const id = await hub.receive(letter);
  await holding(maria.window, id);
  const { window } = maria;
  await window.call({ name: 'command', command: { name: 'claim', conversationId: id } });
  const open = await opened(window, id).until((value) => typeof value?.under === 'number', 'claimed');
  const under = open?.under as number;
  const attachment = open?.messages.find(({ attachments }) => attachments.length > 0)?.attachments[0]?.id ?? '';
  await window.call({ name: 'attachment', id: attachment });
  for (const text of [`Cara ${canary}`, `Cara ${canary}, di più`]) {
    await window.call({ name: 'save-draft', conversationId: id, kind: 'reply', text });
  }
  const reply = { name: 'reply', conversationId: id, under, messageId: 'r-1', text: `Cara ${canary}, ecco.` } as const;
  await window.call({ name: 'command', command: reply });
  const { users } = await window.watch({ name: 'directory' }).until((value) => value.users.length === 2);
  const to = { userId: users.find(({ name }) => name === 'Luca Bianchi')?.id ?? '' };
  const transfer = { name: 'transfer', conversationId: id, under, to, handover: `Conosce ${canary}` } as const;
  await window.call({ name: 'command', command: transfer });
  await opened(luca.window, id).until((value) => value?.content?.eviction?.removed === 1, 'receipt');
  expect(left(maria.core)).toEqual([]);
  const his = opened(luca.window, id).now();
  expect(his?.messages.map(({ text }) => text)).toContain(`Cara ${canary}, ecco.`);
});
