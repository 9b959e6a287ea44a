import type { Page } from 'playwright';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Script } from '../support/renderer/scripted-core.ts';
import { openRendererWindow, type RendererWindow } from '../support/renderer/window.ts';
import { openSettings } from '../support/e2e/page.ts';

/** The coordinator's card for the chat on web sites, in a real window. */
const me = { id: 'u-paola', name: 'Paola Conti', role: 'coordinator', active: true } as const;
const coordinator: Script = { status: { me } };
let shown: RendererWindow;
let page: Page;

beforeAll(async () => {
  shown = await openRendererWindow();
  ({ page } = shown);
}, 120_000);
afterAll(async () => {
  await shown?.close();
});

const changes = () =>
  page.evaluate(() => window.scripted.calls.flatMap((call) => (call.name === 'set-chat-origin' ? [call.change] : [])));

beforeEach(async () => {
  await shown.show(coordinator);
  await openSettings(page);
  await page.getByRole('heading', { name: 'Chat sul sito' }).waitFor();
});

test('[CH19] sites are added and removed by keyboard, and what is no site is said with what was typed', async () => {
  const field = page.getByRole('textbox', { name: 'Indirizzo del sito' });
  await field.focus();
  await page.keyboard.type('www.scuola.example/chat');
  await page.keyboard.press('Enter');
  await page.getByRole('alert').getByText('Non è l’indirizzo di un sito').waitFor();
  expect(await field.inputValue()).toBe('www.scuola.example/chat');
  await field.fill('https://www.scuola.example/');
  await page.keyboard.press('Enter');
  await expect.poll(changes).toEqual([{ origin: 'https://www.scuola.example', isAllowed: true }]);
  await page.getByRole('button', { name: 'Togli https://www.dbo.example' }).press('Enter');
  await expect
    .poll(async () => (await changes()).at(-1))
    .toEqual({
      origin: 'https://www.dbo.example',
      isAllowed: false,
    });
  expect(await page.getByRole('button', { name: 'Togli https://soci.dbo.example' }).count()).toBe(0);
});

test('[CH19] the line for the site is there to be copied, with the group that is chosen', async () => {
  await page.getByText('<script src="https://sportello.dbo.example/chat.js" async></script>').waitFor();
  await page.getByRole('button', { name: 'Copia la riga' }).press('Enter');
  await page.getByText('Copiata.').waitFor();
  await page.getByRole('button', { name: 'Copia la riga' }).scrollIntoViewIfNeeded();
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await page.screenshot({ path: `out/e2e/chat-site-${colorScheme}.png` });
  }
});
