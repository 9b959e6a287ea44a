import type { Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { followPath } from '../../hub/follow/follow-link.ts';
import { createSystemIds } from '../../hub/cli/effects.ts';
import { registerPortal } from '../../hub/public/portal.ts';
import { inspected, openBrowser, type Browser } from '../support/browser.ts';
import { enrolDevice } from '../support/device.ts';
import { startTestHub, type TestHub } from '../support/hub-fixture.ts';

/** Files on the follow-up page, in a real browser as narrow as pages get. */
const PDF = Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n');
let hub: TestHub;
let browser: Browser;
let page: Page;
let path: string;

beforeAll(async () => {
  hub = await startTestHub({
    // For its style sheet.
    doors: (app, { intake, clock, storage }) => {
      const guardSettings = () => storage.read((tx) => tx.guardSettings());
      const about = { categories: async () => [], association: 'Associazione di prova', mailDomain: 'prova.example' };
      return registerPortal(app, { intake, clock, ids: createSystemIds(clock), guardSettings, ...about });
    },
  });
  const maria = await enrolDevice(hub, 'Maria Rossi');
  const id = await hub.receive();
  await maria.run({ name: 'claim', conversationId: id });
  const headers = {
    authorization: `Bearer ${maria.welcome.blobToken}`,
    'content-type': 'application/pdf',
    'x-file-name': 'modulo-di-iscrizione-alla-gita-di-sabato.pdf',
  };
  await fetch(`${hub.httpUrl}/v1/uploads/f-1`, { method: 'PUT', headers, body: PDF });
  const files = [{ id: 'f-1', name: 'modulo.pdf', type: 'application/pdf', sizeBytes: PDF.length }];
  const text = 'Ecco il modulo: lo rimandi firmato.';
  await maria.run({ name: 'reply', conversationId: id, under: 1, messageId: hub.ids.next(), text, files });
  const number = (await hub.storage.read((tx) => tx.conversation(id)))?.number ?? '';
  path = followPath((await hub.storage.read((tx) => tx.followSecret())) ?? '', number);
  browser = await openBrowser();
  page = await browser.open({ width: 320, height: 640 });
}, 120_000);

afterAll(async () => {
  await browser?.close();
  await hub?.close();
});

test('[FU5] [AT5] the answer’s file is there; a lying one is said with the text kept, a right one is sent by keyboard', async () => {
  await page.goto(`${hub.httpUrl}${path}`);
  await page.getByRole('link', { name: 'modulo-di-iscrizione-alla-gita-di-sabato.pdf' }).waitFor();
  expect(await inspected(page, 'followed-files-320')).toEqual([]);
  const chooser = page.getByLabel('Allegati');
  const send = page.getByRole('button', { name: 'Invia il messaggio' });
  await page.getByLabel('Aggiunga un messaggio').fill('Ecco il modulo firmato.');
  await chooser.setInputFiles({ name: 'modulo.pdf', mimeType: 'application/pdf', buffer: Buffer.from('MZ\u0090') });
  await send.press('Enter');
  await page.getByRole('alert').getByText('di un tipo che non possiamo accettare').waitFor();
  expect(await page.getByLabel('Aggiunga un messaggio').inputValue()).toBe('Ecco il modulo firmato.');
  expect(await inspected(page, 'followed-files-refused-320')).toEqual([]);
  await chooser.setInputFiles({ name: 'modulo.pdf', mimeType: 'application/pdf', buffer: PDF });
  await send.press('Enter');
  await page.getByRole('status').getByText('Messaggio ricevuto').waitFor();
  await page.getByText('modulo.pdf (1 kB)').waitFor();
  expect(await inspected(page, 'followed-files-sent-320')).toEqual([]);
}, 120_000);
