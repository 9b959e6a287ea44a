import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { inspected, openBrowser, type Browser } from '../support/browser.ts';
import { focused, shown, tabTo, typeInto } from '../support/e2e/page.ts';
import { listConversations, startHub, type HubProcess } from '../support/processes.ts';

/** The public's form in a real browser, on the narrowest telephone. */
const folder = mkdtempSync(join(tmpdir(), 'sportello-portal-'));
let hub: HubProcess;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  hub = await startHub({ data: folder, extra: ['--association', 'Doposcuola Brembo'] });
  browser = await openBrowser();
  page = await browser.open({ width: 320, height: 640 });
}, 120_000);

afterAll(async () => {
  await browser?.close();
  await hub?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const question = 'Buongiorno,\ncome ci si iscrive alla gita di sabato?';
const large = Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(26 * 1024 * 1024)]);

test('[IN1] the form is filled and sent with the keyboard alone, 320 px wide', async () => {
  await page.goto(`http://127.0.0.1:${hub.httpPort}/ticket`);
  await typeInto(page, 'Nome e cognome', 'Anna Belotti');
  await typeInto(page, 'Indirizzo e-mail', 'anna@posta.example');
  await tabTo(page, 'Telefono');
  await typeInto(page, 'Oggetto', 'Gita di sabato');
  await page.keyboard.press('Tab');
  await page.keyboard.type('Come ci si iscrive?');
  await tabTo(page, 'Allegati');
  expect(await inspected(page, 'portal-filled')).toEqual([]);
  await tabTo(page, 'Invia la richiesta');
  expect(await focused(page)).toContain('Invia la richiesta');
  await page.keyboard.press('Enter');
  await shown(page.locator('.number strong'));
  const number = await page.locator('.number strong').textContent();
  expect((await listConversations(folder)).map((each) => each.number)).toEqual([number]);
  expect(await inspected(page, 'portal-sent')).toEqual([]);
}, 90_000);

interface Refused {
  readonly name: string;
  readonly buffer: Buffer;
  readonly sentence: string;
}

const program = Buffer.from('MZ\x90\x00 program');
const wrongKind = 'è di un tipo che non possiamo accettare';

test.each<Refused>([
  { name: 'gioco.exe', buffer: program, sentence: wrongKind },
  { name: 'modulo-che-mente.pdf', buffer: program, sentence: wrongKind },
  { name: 'grande.pdf', buffer: large, sentence: 'supera i 25 MB' },
])(
  '[IN1] $name is refused with a sentence, and what was typed is still there',
  async ({ name, buffer, sentence }) => {
    await page.goto(`http://127.0.0.1:${hub.httpPort}/ticket`);
    const before = (await listConversations(folder)).length;
    await page.getByLabel('Nome e cognome').fill('Anna Belotti');
    await page.getByLabel('E-mail').fill('anna@posta.example');
    await page.getByLabel('Oggetto').fill('Gita di sabato');
    await page.locator('textarea').fill(question);
    await page.getByLabel('Allegati').setInputFiles({ name, mimeType: 'application/pdf', buffer });
    await page.getByRole('button', { name: 'Invia la richiesta' }).press('Enter');
    await shown(page.getByRole('alert'));
    await shown(page.getByText(sentence));
    await shown(page.getByText('Gli allegati vanno scelti di nuovo'));
    expect(await page.locator('textarea').inputValue()).toBe(question);
    expect(await page.getByLabel('Nome e cognome').inputValue()).toBe('Anna Belotti');
    expect(await page.getByLabel('Oggetto').inputValue()).toBe('Gita di sabato');
    expect(await inspected(page, `portal-refused-${name.split('.')[0] ?? ''}`)).toEqual([]);
    expect((await listConversations(folder)).length).toBe(before);
  },
  90_000,
);
