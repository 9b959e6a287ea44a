import type { Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ErrorCode } from '../../shared/errors.ts';
import { openRendererWindow, type RendererWindow } from '../support/renderer/window.ts';
import { stuckDoor } from '../support/renderer/stuck-door.ts';

/** A door that the hub doesn't open, in a real window with a scripted core behind it. */
let shown: RendererWindow;
let page: Page;

beforeAll(async () => {
  shown = await openRendererWindow();
  page = shown.page;
});
afterAll(async () => {
  await shown?.close();
});

const way = () => page.getByRole('button', { name: 'Ricomincia con un codice' });
const asked = (): Promise<number> =>
  page.evaluate(() => window.scripted.desktopCalls.filter((name) => name === 'begin-anew').length);
const waitForDoor = () => page.getByRole('heading', { name: 'Serve il centro' }).waitFor();
async function focusIsOn(name: string): Promise<void> {
  await expect.poll(() => page.evaluate(() => document.activeElement?.textContent ?? '')).toBe(name);
}

test.each<ErrorCode>(['unknown-device', 'key-lost'])(
  '[ID8] %s: by keyboard, what is lost is counted before anything is deleted',
  async (code) => {
    await shown.show(stuckDoor(code));
    await waitForDoor();
    await focusIsOn('Riprova ora');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await focusIsOn('Ricomincia con un codice');
    await page.keyboard.press('Enter');
    await page.getByRole('dialog', { name: 'Ricominciare con un codice' }).waitFor();
    await page.getByText(/i dati di Maria Rossi .* bozze e cose da inviare \(3\) vanno perse per sempre/).waitFor();
    await focusIsOn('Annulla');
    await page.keyboard.press('Escape');
    await expect.poll(() => page.getByRole('dialog').count()).toBe(0);
    expect(await asked()).toBe(0);
    await way().press('Enter');
    await page.getByRole('dialog').waitFor();
    await focusIsOn('Annulla');
    await page.keyboard.press('Tab');
    await focusIsOn('Cancella e attiva di nuovo');
    await page.keyboard.press('Enter');
    await expect.poll(asked).toBe(1);
  },
);

test('[ID8] while it may still come, nothing is to be deleted', async () => {
  await shown.show(stuckDoor('hub-unreachable'));
  await waitForDoor();
  await page.getByText('Le bozze e quello che hai in uscita sono al loro posto').waitFor();
  expect(await way().count()).toBe(0);
  await shown.change(stuckDoor('unknown-device'));
  await way().waitFor();
  await shown.change(stuckDoor(null));
  await expect.poll(() => way().count()).toBe(0);
});
