import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { conversations } from '../support/renderer/conversations.ts';
import { minesRows } from '../support/renderer/fixtures.ts';
import { openRendererWindow, type RendererWindow } from '../support/renderer/window.ts';

/** The details of a case name others that may be the same, and why. */
let shown: RendererWindow;
let page: Page;
beforeAll(async () => {
  shown = await openRendererWindow();
  page = shown.page;
});
afterAll(async () => {
  await shown?.close();
});

test('[MG1] alike cases are named with the reasons, and opened with the keyboard', async () => {
  const [row] = minesRows;
  const reasons = ['same-email', 'same-matter'] as const;
  const alike = [{ row: row!, outcome: 'duplicate' as const, score: 0.93, reasons: [...reasons] }];
  const place = { view: 'mine' as const, groupId: null, conversationId: 'c-124', scrollTop: 0 };
  await shown.show({ place, open: conversations.mine, alike });
  const details = page.getByRole('region', { name: 'Dettagli della pratica' });
  await details.getByRole('heading', { name: 'Forse la stessa pratica' }).waitFor();
  await details.getByText('93 %: stessa e-mail, dice le stesse cose').waitFor();
  const picture = process.env['SPORTELLO_PICTURE'];
  if (picture) {
    await page.screenshot({ path: `${picture}-light.png` });
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.screenshot({ path: `${picture}-dark.png` });
  }
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).include('[data-pane]').analyze();
  expect(violations.map(({ id }) => id)).toEqual([]);
  await details.getByRole('button', { name: row!.number, exact: true }).focus();
  await page.keyboard.press('Enter');
  // The list shows which case is open now.
  const current = page
    .locator('[aria-selected="true"], [aria-current="true"]')
    .filter({ hasText: row!.content!.contactName });
  await current.first().waitFor();
});
