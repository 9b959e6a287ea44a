import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Page } from 'playwright';
import type { Script } from '../support/renderer/scripted-core.ts';
import { looksOf } from '../support/renderer/looks.ts';
import { openRendererWindow, type RendererWindow } from '../support/renderer/window.ts';

/** The status page in a real window: how it looks when all is well and when it is not, and what leaves it. */
let shown: RendererWindow;
let page: Page;
const { axe, picture } = looksOf(() => page);

beforeAll(async () => {
  shown = await openRendererWindow();
  ({ page } = shown);
}, 120_000);
afterAll(async () => {
  await shown?.close();
});

const button = (name: string) => page.getByRole('button', { name, exact: true });
const openPage = async (script: Script): Promise<void> => {
  await shown.show(script);
  await page
    .getByRole('button', { name: /Impostazioni/ })
    .first()
    .click();
  await button('Apri la diagnostica').click();
  await page.getByRole('heading', { name: 'Diagnostica' }).waitFor();
};
const words = async (): Promise<string[]> =>
  (await page.getByRole('list', { name: 'Diagnostica' }).locator('li').allInnerTexts()).map((line) =>
    line.replaceAll(/\n+/g, ' | '),
  );

beforeEach(async () => {
  await openPage({});
});

test('[DG3] all is well: each part says so, and the focus comes and goes with the page', async () => {
  await page.getByText('È tutto a posto.').waitFor();
  expect((await words()).find((line) => line.includes('Collegamento con il centro'))).toContain('Bene');
  await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe('Indietro');
  expect(await axe()).toEqual([]);
  await picture('diagnostics');
  await page.keyboard.press('Enter');
  await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe('Apri la diagnostica');
});

test('[DG3] what is broken has a word and says what to do', async () => {
  await openPage({
    status: { connection: 'offline' },
    facts: {
      core: {
        protection: 'none',
        queues: { commands: 3, commandsOldestLocalAt: 0, drafts: 1, files: 0, unindexed: 4 },
      },
      desktop: { disk: { totalBytes: 9e9, freeBytes: 9e7 }, notifications: false, coreRestarts: 2 },
    },
  });
  await page.getByText('C’è un guasto').waitFor();
  const said = (await words()).join('\n');
  expect(said).toContain('Guasto | Spazio sul disco | Restano solo 85,8 MB');
  expect(said).toContain('3 cose aspettano da più di un giorno');
  expect(said).toContain('Attenzione | Avvisi del sistema');
  expect(await axe()).toEqual([]);
  await picture('diagnostics-broken');
});

test('[DG4] the file is shown whole before it is saved, with the address only when asked for', async () => {
  expect(await button('Salva il file…').count()).toBe(0);
  await button('Prepara il file').click();
  const text = page.getByRole('region', { name: 'Tutto quello che c’è nel file' });
  await expect.poll(() => text.textContent()).toContain('"withAddress": false');
  await page.getByText('Metti anche l’indirizzo del centro').click();
  // What would be saved is not what is shown any more.
  expect(await button('Salva il file…').count()).toBe(0);
  await button('Prepara il file').click();
  await expect.poll(() => text.textContent()).toContain('"withAddress": true');
  expect(await axe()).toEqual([]);
  await picture('diagnostics-bundle');
  await button('Salva il file…').click();
  await page.getByText('Il file è salvato.').waitFor();
});

test('[DG3] opens where nobody has signed in, and where the archive cannot be opened', async () => {
  await shown.show({ status: { connection: 'not-enrolled' } });
  await button('Diagnostica').click();
  await page.getByRole('heading', { name: 'Diagnostica' }).waitFor();
  await button('Indietro').click();
  await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe('Diagnostica');
  await shown.show({ status: { connection: 'starting', problem: { code: 'database-newer' } } });
  await button('Apri la diagnostica').click();
  await page.getByRole('heading', { name: 'Diagnostica' }).waitFor();
  expect(await shown.violations()).toEqual([]);
});

describe('the settings, about the program itself', () => {
  const openSettings = async (script: Script): Promise<void> => {
    await shown.show(script);
    await page
      .getByRole('button', { name: /Impostazioni/ })
      .first()
      .click();
    await page.getByRole('heading', { name: 'Aggiornamenti' }).waitFor();
  };

  test('[UP3] offer a newer version, and install nothing while something of the person’s has not left', async () => {
    await openSettings({});
    await button('Cerca adesso').click();
    await page.getByText('C’è la versione 1.5.0.').waitFor();
    await picture('update-offered');
    await button('Scarica, chiudi e installa').click();
    // Two drafts wait, as the status page counts them.
    await page.getByText('Su questo PC c’è qualcosa di non inviato').waitFor();
    expect(await axe()).toEqual([]);
  });

  test('[UP4] say why nothing is looked for', async () => {
    await openSettings({ update: { off: 'machine' } });
    await page.getByText('Sportello è installato per tutto il PC').waitFor();
    expect(await button('Cerca adesso').count()).toBe(0);
  });

  test('say plainly that a copy is not signed, and show the licences of others without a network', async () => {
    await openSettings({});
    await page.getByText('Copia non firmata').waitFor();
    await button('Licenze di terzi').click();
    await page.getByRole('dialog').getByText('Permission is hereby granted').waitFor();
    expect(await axe()).toEqual([]);
    await picture('notices');
    await page.keyboard.press('Escape');
    await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe('Licenze di terzi');
  });
});
