import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { App } from '../support/app.ts';
import { enrolDevice } from '../support/device.ts';
import { focused, shown, tabTo } from '../support/e2e/page.ts';
import { openVolunteer } from '../support/e2e/volunteer.ts';
import { startHub, type HubProcess } from '../support/processes.ts';

/** A coordinator lets somebody in, puts them into a group and looks at the numbers: the real programs, by keyboard alone. */
const folder = mkdtempSync(join(tmpdir(), 'sportello-staff-'));
const data = join(folder, 'data');
let hub: HubProcess;
let paola: App;

beforeAll(async () => {
  hub = await startHub({ data, extra: ['--mail-domain', 'dbo.example'] });
  paola = await openVolunteer({ folder, data, httpPort: hub.httpPort }, 'Paola Conti', 'coordinator');
}, 120_000);
afterAll(async () => {
  await paola?.close();
  await hub?.kill();
  rmSync(folder, { recursive: true, force: true });
});

test('[GR1] [PE2] [NW1] with a code on the screen that works once, a group that all devices learn of, and a chart', async () => {
  const page = paola.page();
  const openTab = async (name: string): Promise<void> => {
    await page.getByRole('tab', { selected: true }).focus();
    for (let presses = 0; (await focused(page)) !== name && presses < 12; presses += 1)
      await page.keyboard.press('ArrowRight');
    await shown(page.getByRole('tabpanel', { name }));
  };
  await shown(page.getByRole('button', { name: 'Coordinamento' }));
  await tabTo(page, 'Coordinamento');
  await page.keyboard.press('Enter');
  await shown(page.getByRole('tab', { name: 'Gruppi' }));
  await openTab('Persone');
  await tabTo(page, 'Nome e cognome');
  await page.keyboard.type('Nadia Ferri');
  await page.keyboard.press('Enter');
  const onScreen = page.getByText(/^[A-Z2-9]{5}-[A-Z2-9]{5}$/);
  await shown(onScreen);
  const code = (await onScreen.textContent()) ?? '';
  const served = { syncUrl: `ws://127.0.0.1:${hub.httpPort}/v1/sync`, code: async () => code };
  const nadia = await enrolDevice(served, 'Nadia Ferri');
  await page.keyboard.press('Escape');
  await shown(page.locator('li', { hasText: 'Nadia Ferri' }).getByText('1 postazione'));
  await openTab('Gruppi');
  await tabTo(page, 'Aggiungi un gruppo');
  await page.keyboard.press('Enter');
  await shown(page.getByRole('dialog'));
  await page.keyboard.type('Biblioteca');
  await page.keyboard.press('Tab');
  await page.keyboard.type('Library');
  await page.keyboard.press('Enter');
  await shown(page.locator('ol[aria-label="Gruppi"]').getByText('Biblioteca'));
  const groups = () =>
    nadia.wire.frames
      .flatMap((frame) => (frame.type === 'patch' ? frame.changes : []))
      .flatMap((change) => (change.kind === 'group' ? [change.group.name.it] : []));
  await nadia.until(() => groups().includes('Biblioteca'), 'the group');
  await openTab('Numeri');
  await shown(page.locator('.recharts-surface').first());
  await shown(page.getByRole('rowheader', { name: 'Arrivate' }));
  expect(await page.getByRole('columnheader', { name: 'Biblioteca' }).count()).toBe(1);
}, 120_000);
