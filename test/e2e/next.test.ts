import { AxeBuilder } from '@axe-core/playwright';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchApp, type App } from '../support/app.ts';
import { shown, tabTo } from '../support/e2e/page.ts';
import { sendMail } from '../support/mailbox.ts';
import { enrolCode, startHub, type HubProcess } from '../support/processes.ts';

/** A shift with the keyboard alone: the next in line, one left to others, several resolved together and opened again. */
const folder = mkdtempSync(join(tmpdir(), 'sportello-next-'));
const data = join(folder, 'hub');
const domain = 'dbo.example';
let hub: HubProcess;
let maria: App;

const rows = (page: Page): Locator => page.getByRole('listbox').getByRole('option');
const row = (page: Page, subject: string): Locator => rows(page).filter({ hasText: subject });
const title = (page: Page, subject: string): Locator => page.getByRole('heading', { name: subject });
const bar = (page: Page): Locator => page.getByRole('group', { name: 'Pratiche selezionate' });

async function receive(subject: string): Promise<void> {
  const from = { name: 'Anna Belotti', address: `${subject.split(' ')[0]?.toLowerCase()}@posta.example` };
  await sendMail(hub.smtpPort, { from, to: `assistenza@${domain}`, subject, text: 'Come si fa?' });
  await shown(row(maria.page(), subject));
}

beforeAll(async () => {
  hub = await startHub({ data, extra: ['--mail-domain', domain] });
  const hubUrl = `ws://127.0.0.1:${hub.httpPort}/v1/sync`;
  maria = await launchApp({ userData: join(folder, 'maria'), hubUrl, code: await enrolCode(data, 'Maria Rossi') });
  await shown(maria.page().getByText('Sincronizzato'));
  for (const subject of ['Prima domanda', 'Seconda URGENTE', 'Terza domanda']) await receive(subject);
}, 120_000);

afterAll(async () => {
  expect(maria?.problems() ?? []).toEqual([]);
  await maria?.close();
  await hub?.stop();
});

test('[NX1] N takes the first that waits, whatever the second one says', async () => {
  const page = maria.page();
  for (const subject of ['Prima domanda', 'Seconda URGENTE']) {
    await page.keyboard.press('n');
    await shown(title(page, subject));
    await shown(page.getByText('Privata: la vedi solo tu'));
  }
  await maria.picture('next-taken');
});

test('[CO1] two are resolved together with Shift and an arrow, and opened again', async () => {
  const page = maria.page();
  await page.keyboard.press('Control+1');
  await expect.poll(() => rows(page).count()).toBe(1);
  await page.getByRole('listbox').focus();
  await page.keyboard.press('Control+a');
  await shown(bar(page).getByText('1 selezionata'));
  // What waits can be taken, and nothing else.
  expect(await bar(page).getByRole('button').allTextContents()).toEqual(['Prendi in carico', '']);
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+2');
  await expect.poll(() => rows(page).count()).toBe(2);
  await page.getByRole('listbox').focus();
  await page.keyboard.press('Home');
  await page.keyboard.press('Shift+ArrowDown');
  await shown(bar(page).getByText('2 selezionate'));
  await maria.picture('next-chosen');
  await page.keyboard.press('Escape');
  await expect.poll(() => bar(page).count()).toBe(0);
  await shown(title(page, 'Prima domanda'));
  await page.keyboard.press('Control+a');
  await shown(bar(page).getByText('2 selezionate'));
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
  expect(violations.map(({ id }) => id)).toEqual([]);
  await bar(page).getByRole('button', { name: 'Risolvi' }).focus();
  await page.keyboard.press('Enter');
  await shown(bar(page).getByText('2 risolte.'));
  await expect.poll(() => rows(page).count()).toBe(0);
  await bar(page).getByRole('button', { name: 'Annulla' }).focus();
  await page.keyboard.press('Enter');
  await expect.poll(() => rows(page).count(), { timeout: 15_000 }).toBe(2);
});

test('a search is narrowed in words, which are offered', async () => {
  const page = maria.page();
  await page.keyboard.press('Control+f');
  await page.keyboard.type('domanda');
  await expect.poll(() => rows(page).count()).toBe(2);
  await page.getByRole('button', { name: 'stato:' }).focus();
  await page.keyboard.press('Enter');
  await page.keyboard.type('attesa');
  await expect.poll(() => rows(page).count()).toBe(1);
  await shown(row(page, 'Terza domanda'));
  await maria.picture('next-search');
  await page.keyboard.press('Escape');
});

test('[NX1] [NX3] what was taken last is left to others with a reason', async () => {
  const page = maria.page();
  // The search field has the focus.
  await page.keyboard.press('Control+Shift+J');
  await shown(title(page, 'Terza domanda'));
  await shown(page.getByText('Privata: la vedi solo tu'));
  await tabTo(page, 'Salta…');
  await page.keyboard.press('Enter');
  await shown(page.getByRole('dialog').getByText('Perché la salti'));
  await tabTo(page, 'Salta e prendi la prossima');
  await page.keyboard.press('Enter');
  await shown(page.getByText('Scegli il motivo.'));
  await maria.picture('next-skip');
  const { violations } = await new AxeBuilder({ page }).include('[role="dialog"]').setLegacyMode(true).analyze();
  expect(violations.map(({ id }) => id)).toEqual([]);
  await tabTo(page, 'Non è di mia competenza');
  await page.keyboard.press('Space');
  await tabTo(page, 'Salta e prendi la prossima');
  await page.keyboard.press('Enter');
  await expect.poll(() => maria.page().getByRole('dialog').count()).toBe(0);
  await expect.poll(() => maria.page().getByText('Era la prima in fila').count()).toBe(0);
});
