import { randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { App } from '../support/app.ts';
import { decryptedCopy, filesContaining, keyOfProfile } from '../support/canary.ts';
import { sendMail } from '../support/mailbox.ts';
import { occurrencesInMemory } from '../support/memory.ts';
import { commandLine, descendants, isAlive } from '../support/proc.ts';
import { eventually, startHub, type HubProcess } from '../support/processes.ts';
import { openVolunteer } from '../support/e2e/volunteer.ts';

/**
 * The driver of the window speaks through the main process, so these tests never ask it for text, nor name the text in a
 * locator: they press keys and count elements, and look for the canary from outside, in files and in memory.
 */
const canary = `canarino${randomBytes(8).toString('hex')}`;
const folder = mkdtempSync(join(tmpdir(), 'sportello-privacy-'));
const data = join(folder, 'hub');
let hub: HubProcess;
let maria: App;
let luca: App;

const count = (page: Page, selector: string): Promise<number> =>
  page.evaluate((wanted) => document.querySelectorAll(wanted).length, selector);
const has = (app: App, selector: string): Promise<unknown> =>
  eventually(selector, async () => (await count(app.page(), selector)) > 0, 20_000);
const mainPid = (app: App): number => app.electron.process().pid ?? 0;

const corePid = (app: App): number =>
  descendants(mainPid(app)).find((pid) => commandLine(pid).includes('dist/core/index.js')) ?? 0;
const rendererPid = (app: App): Promise<number> =>
  app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.getOSProcessId() ?? 0);

beforeAll(async () => {
  hub = await startHub({ data, extra: ['--mail-domain', 'dbo.example'] });
  const office = { folder, data, httpPort: hub.httpPort };
  [maria, luca] = [await openVolunteer(office, 'Maria'), await openVolunteer(office, 'Luca')];
  await sendMail(hub.smtpPort, {
    from: { name: `Rita ${canary}`, address: `${canary}@posta.example` },
    to: 'assistenza@dbo.example',
    subject: `Oggetto ${canary}`,
    text: `Buongiorno, vi scrivo di ${canary}.`,
    attachments: [{ filename: `${canary}.txt`, content: `allegato ${canary}`, contentType: 'text/plain' }],
  });
  for (const app of [maria, luca]) {
    await has(app, '[role=option]');
    await app.page().keyboard.press('j');
    await app.page().keyboard.press('Enter');
    await has(app, '[role=log]');
  }
}, 120_000);

afterAll(async () => {
  await maria?.close();
  await luca?.close();
  await hub?.stop();
});

test('the text is where it is shown and kept, and not in the main process', async () => {
  expect(occurrencesInMemory(await rendererPid(luca), canary)).toBeGreaterThan(0);
  expect(occurrencesInMemory(corePid(luca), canary)).toBeGreaterThan(0);
  expect(
    filesContaining(decryptedCopy(join(luca.userData, 'sportello.db'), keyOfProfile(luca.userData)), canary),
  ).not.toEqual([]);
  for (const app of [maria, luca]) expect(occurrencesInMemory(mainPid(app), canary)).toBe(0);
});

test('[EV3] [EV6] after the claim it is nowhere in the other device: files, decrypted copy, window, main process', async () => {
  const before = luca.page();
  const oldRenderer = await rendererPid(luca);
  await maria.page().keyboard.press('c');
  await luca.replaced(before);
  await eventually('the old renderer has ended', () => !isAlive(oldRenderer));
  await eventually(
    'the decrypted copy is clean',
    () =>
      filesContaining(decryptedCopy(join(luca.userData, 'sportello.db'), keyOfProfile(luca.userData)), canary)
        .length === 0,
    5_000,
  );
  expect(filesContaining(luca.userData, canary)).toEqual([]);
  expect(occurrencesInMemory(await rendererPid(luca), canary)).toBe(0);
  for (const app of [maria, luca]) expect(occurrencesInMemory(mainPid(app), canary)).toBe(0);
});

test('[EV3] the assignee keeps it, and nobody wrote it into a log', async () => {
  const copy = decryptedCopy(join(maria.userData, 'sportello.db'), keyOfProfile(maria.userData));
  expect(filesContaining(copy, canary)).not.toEqual([]);
  expect(filesContaining(maria.userData, canary)).toEqual([]);
  expect(hub.output() + hub.errors()).not.toContain(canary);
  const logs = [join(data, 'logs'), join(luca.userData, 'logs'), join(maria.userData, 'logs')].filter(existsSync);
  expect(logs.flatMap((logFolder) => filesContaining(logFolder, canary))).toEqual([]);
});
