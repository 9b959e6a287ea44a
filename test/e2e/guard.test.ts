import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Locator, Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { pressOn, reach } from '../support/e2e/page.ts';
import { openSqliteStorage } from '../../hub/storage/sqlite-storage.ts';
import { launchApp, type App } from '../support/app.ts';
import { enrolCode, eventually, startHub, type HubProcess } from '../support/processes.ts';
import { associationOn, type Association } from '../support/two-hubs.ts';

/** A confidence comes in, and one nearly goes out: a real window, a real hub, and the audit. */
const folder = mkdtempSync(join(tmpdir(), 'sportello-guard-'));
const data = join(folder, 'hub');
const confided = 'Vorrei parlarvi: mio figlio è in cura dallo psichiatra e prende psicofarmaci.';
const answer = 'Mi dispiace che suo figlio sia in cura dallo psichiatra.';
let hub: HubProcess;
let association: Association;
let maria: App;
let page: Page;
let id: string;

const shown = (locator: Locator): Promise<void> => locator.first().waitFor({ state: 'visible', timeout: 30_000 });
const button = (name: string): Locator => page.getByRole('button', { name, exact: true });
const field = (): Locator => page.getByRole('textbox', { name: 'Risposta', exact: true });
const dialog = (): Locator => page.getByRole('dialog');
const audit = () => association.storage.read((tx) => tx.auditEntries({ after: 0, limit: 500 }));

async function pictured(name: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await maria.picture(`guard-${name}-${colorScheme}`);
  }
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
  expect(violations.map((violation) => violation.id)).toEqual([]);
}

beforeAll(async () => {
  hub = await startHub({ data });
  const storage = await openSqliteStorage({ file: join(data, 'hub.db'), now: Date.now(), timers: null });
  association = associationOn(storage);
  const hubUrl = `ws://127.0.0.1:${hub.httpPort}/v1/sync`;
  maria = await launchApp({ userData: join(folder, 'maria'), hubUrl, code: await enrolCode(data, 'Maria Rossi') });
  page = maria.page();
  await shown(page.getByText('Sincronizzato'));
  id = await association.receive({ subject: 'Mio figlio è in cura per la depressione', text: confided });
}, 120_000);

afterAll(async () => {
  expect(maria?.problems() ?? []).toEqual([]);
  await maria?.close();
  await association?.storage.close();
  await hub?.stop();
});

test('[GU2] A flagged case waits unread; once taken it says why, and the words are marked', async () => {
  await shown(page.getByRole('listbox').getByRole('option'));
  await page.keyboard.press('j');
  await shown(page.getByText('Contiene qualcosa di riservato'));
  expect(await page.content()).not.toContain('psichiatra');
  await pressOn(button('Prendi in carico'));
  await shown(page.getByRole('log').locator('mark', { hasText: 'psichiatra' }));
  await shown(page.locator('h2 mark'));
  await shown(page.getByRole('region', { name: /Contiene qualcosa di riservato: .*salute/ }));
  await shown(page.getByText('Qui si parla della salute di una persona.'));
  expect(await page.getByRole('log').locator('mark').first().textContent()).toMatch(/^\[riservato, /);
  await pictured('01-panel');
});

test('Its first action opens the appointment for this case; Escape goes back', async () => {
  await pressOn(button('Proponi un appuntamento'));
  await shown(page.getByRole('dialog', { name: /^Appuntamento per la pratica/ }));
  await page.keyboard.press('Escape');
  await dialog().waitFor({ state: 'hidden' });
});

test('[GU4] [GU5] A confidential reply is marked while it is written, and takes a second step with a reason', async () => {
  await reach(field());
  await page.keyboard.type(answer);
  await shown(page.getByRole('button', { name: /^Vai al passaggio/ }));
  await pressOn(page.getByRole('button', { name: /^Vai al passaggio/ }));
  const selected = await field().evaluate((element: HTMLTextAreaElement) =>
    element.value.slice(element.selectionStart, element.selectionEnd),
  );
  expect(answer).toContain(selected);
  expect(selected).toContain('psichiatra');
  await page.keyboard.press('Control+Enter');
  await shown(dialog());
  await pictured('02-second-step');
  expect(await dialog().getByRole('button', { name: 'Invia lo stesso' }).isDisabled()).toBe(true);
  await pressOn(dialog().getByRole('button', { name: 'Torna al testo' }));
  expect(await field().inputValue()).toBe(answer);
  await page.keyboard.press('Control+Enter');
  await dialog().getByRole('radio', { name: 'L’ha chiesto la persona' }).press('Space');
  await pressOn(dialog().getByRole('button', { name: 'Invia lo stesso' }));
  await shown(page.getByRole('log').getByText(answer));
  await eventually('written down', async () => (await audit()).some(({ kind }) => kind === 'sent-despite'));
  const entries = await audit();
  const entry = entries.find(({ kind }) => kind === 'sent-despite');
  expect(entry).toMatchObject({ conversationId: id });
  expect(JSON.parse(entry?.facts ?? '{}')).toMatchObject({ flags: ['health'], reason: 'asked-for' });
  expect(JSON.stringify(entries)).not.toContain('psichiatra');
  expect(await field().inputValue()).toBe('');
});
