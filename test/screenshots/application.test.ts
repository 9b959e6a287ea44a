import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchApp, type App } from '../support/app.ts';
import { enrolCode, startHub, type HubProcess } from '../support/processes.ts';

/** The real application on the demonstration association: what a newcomer sees first, in both themes. */
const pictures = 'out/screenshots';
const folder = mkdtempSync(path.join(tmpdir(), 'sportello-pictures-'));
const data = path.join(folder, 'hub');
let hub: HubProcess;
let app: App;

const picture = (name: string): Promise<Buffer> =>
  app.page().screenshot({ path: path.join(pictures, `application-${name}.png`) });
const rows = (page: Page) => page.getByRole('listbox').getByRole('option');

beforeAll(async () => {
  mkdirSync(pictures, { recursive: true });
  hub = await startHub({ data, extra: ['--demo'] });
  await hub.line(/^demo ready$/m, 60_000);
  app = await launchApp({
    userData: path.join(folder, 'maria'),
    hubUrl: `ws://127.0.0.1:${hub.httpPort}/v1/sync`,
    code: await enrolCode(data, 'Maria Rossi'),
  });
  await app.page().getByText('Sincronizzato').first().waitFor();
  await rows(app.page()).first().waitFor();
}, 120_000);
afterAll(async () => {
  await app?.close();
  await hub?.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function theme(name: 'Chiaro' | 'Scuro'): Promise<void> {
  await app.page().getByRole('button', { name: 'Impostazioni' }).click();
  await app.page().getByText(name, { exact: true }).click();
  await app
    .page()
    .getByRole('button', { name: /Da prendere/ })
    .first()
    .click();
}

test('a full inbox, an open case, and the same case taken', async () => {
  const page = app.page();
  await theme('Chiaro');
  expect(await rows(page).count()).toBeGreaterThan(4);
  await picture('inbox-light');
  await rows(page).filter({ hasText: 'Rosa Bonetti' }).click();
  await page.getByRole('log').waitFor();
  await picture('case-light');
  await page.getByRole('button', { name: 'Prendi in carico' }).click();
  await page.getByText(/Privata: la vedi solo tu/).waitFor();
  await page.getByRole('textbox', { name: 'Risposta' }).fill('Buongiorno, grazie per averci scritto. ');
  await page.getByText(/Bozza salvata/).waitFor();
  await picture('mine-light');
  await theme('Scuro');
  await picture('mine-dark');
});
