import { AxeBuilder } from '@axe-core/playwright';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchApp, type App } from '../support/app.ts';
import { enrolCode, listConversations, startHub, type HubProcess } from '../support/processes.ts';
import { focused, shown, tabTo, typeInto } from '../support/e2e/page.ts';

/** Somebody calls: the form is filled in with the keyboard alone, with and without the hub. */
const folder = mkdtempSync(join(tmpdir(), 'sportello-desk-'));
const data = join(folder, 'hub');
let hub: HubProcess;
let maria: App;

const form = (page: Page): Locator => page.getByRole('form', { name: 'Nuovo contatto' });
const digits = async (page: Page): Promise<string> => {
  const number = form(page).getByText(/^\d{4}-\d{6}$/);
  await shown(number);
  return await number.innerText();
};

beforeAll(async () => {
  hub = await startHub({ data });
  const hubUrl = `ws://127.0.0.1:${hub.httpPort}/v1/sync`;
  const code = await enrolCode(data, 'Maria Rossi');
  maria = await launchApp({ userData: join(folder, 'maria'), hubUrl, code });
  await shown(maria.page().getByText('Sincronizzato'));
}, 120_000);

afterAll(async () => {
  expect(maria?.problems() ?? []).toEqual([]);
  await maria?.close();
  await hub?.stop();
});

test('[NB3] [NB5] Shift+N, the number at once, nothing without it having been told, Ctrl+Enter: a case', async () => {
  const page = maria.page();
  await page.keyboard.press('Shift+N');
  await shown(form(page));
  await expect.poll(() => focused(page)).toContain('Nome e cognome');
  const number = await digits(page);
  await page.keyboard.type('Anna Belotti');
  await typeInto(page, 'Telefono', '035 123456');
  await typeInto(page, 'Chi parla per conto', 'Piero Belotti, figlio');
  await typeInto(page, 'Oggetto', 'Iscrizione');
  await typeInto(page, 'Che cosa chiede', 'Chiede come iscriversi; suo figlio è in cura dallo psichiatra.');
  await shown(page.getByText(/salute/i));
  await page.keyboard.press('Control+Enter');
  await shown(page.getByText('Manca: la conferma che il numero è stato comunicato.'));
  await maria.picture('desk-missing');
  expect(await listConversations(data)).toEqual([]);
  await tabTo(page, `Ho comunicato il numero ${number}`);
  await page.keyboard.press('Space');
  await shown(page.getByText('Il numero è stato comunicato: la pratica va aperta.'));
  expect(await page.getByText(/^Manca:/).count()).toBe(0);
  const { violations } = await new AxeBuilder({ page }).include('form').setLegacyMode(true).analyze();
  expect(violations.map(({ id }) => id)).toEqual([]);
  await page.evaluate(() => (document.documentElement.dataset['theme'] = 'dark'));
  await maria.picture('desk-dark');
  await page.evaluate(() => (document.documentElement.dataset['theme'] = 'light'));
  await page.keyboard.press('Control+Enter');
  await expect.poll(async () => (await listConversations(data)).length, { timeout: 20_000 }).toBe(1);
  const [listed] = await listConversations(data);
  expect(listed).toMatchObject({ number, state: 'waiting' });
  // What it says is confidential: nobody may read it before the claim, nor here, and the window that showed it is gone.
  const fresh = await maria.replaced(page);
  await shown(fresh.getByText(number));
  expect(await fresh.locator('body').innerText()).not.toContain('psichiatra');
}, 90_000);

test('[NB2] [NB6] without the hub the number is there all the same; what is typed survives leaving and a new window', async () => {
  await hub.stop();
  const page = maria.page();
  await shown(page.getByText(/^Senza collegamento/));
  await page.keyboard.press('Control+Shift+N');
  await shown(form(page));
  const number = await digits(page);
  await expect.poll(() => focused(page)).toContain('Nome e cognome');
  await page.keyboard.type('Ivo Rota');
  await typeInto(page, 'Che cosa chiede', 'Richiamare domani.');
  await shown(page.getByText('Bozza salvata'));
  await page.reload();
  await shown(page.getByText(/^Senza collegamento/));
  await page.keyboard.press('Control+Shift+N');
  await shown(page.getByRole('button', { name: `${number} · Ivo Rota` }));
  await maria.picture('desk-unfinished');
  await tabTo(page, `${number} · Ivo Rota`);
  await page.keyboard.press('Enter');
  await expect.poll(() => digits(page)).toBe(number);
  await tabTo(page, `Ho comunicato il numero ${number}`);
  await page.keyboard.press('Space');
  await page.keyboard.press('Control+Enter');
  await shown(page.getByRole('status').getByText('1').or(page.getByText('1 in uscita')));
  hub = await startHub({ data, httpPort: hub.httpPort, smtpPort: hub.smtpPort });
  await expect
    .poll(async () => (await listConversations(data)).map((each) => each.number), { timeout: 30_000 })
    .toContain(number);
}, 90_000);
