import type { Page } from 'playwright';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Command } from '../../shared/protocol/commands.ts';
import { conversations } from '../support/renderer/conversations.ts';
import { openRendererWindow, type RendererWindow } from '../support/renderer/window.ts';
import { commandsOf } from '../support/e2e/scripted.ts';

/** What becomes of a mail of which nobody knows whether it arrived, decided with the keyboard alone. */
let shown: RendererWindow;
let page: Page;

const place = { view: 'mine' as const, groupId: null, conversationId: 'c-124', scrollTop: 0 };
const decisions = async (): Promise<Command[]> => (await commandsOf(page)).filter(({ name }) => name === 'settle-mail');
const group = () => page.getByRole('group', { name: 'Forse non è arrivata' });
const button = (name: string) => group().getByRole('button', { name });
const decision = { name: 'settle-mail', conversationId: 'c-124', messageId: 'd-4' };

beforeAll(async () => {
  shown = await openRendererWindow();
  page = shown.page;
});
afterAll(async () => {
  await shown?.close();
});
beforeEach(() => shown.show({ place, open: conversations.deliveries }));

test('[OU5] sending it again takes a second step, which begins on "no"', async () => {
  await group().waitFor();
  await button('Rispedisci…').focus();
  await page.keyboard.press('Enter');
  await group().getByText('la riceverà due volte').waitFor();
  expect(await button('Non rispedire').evaluate((element) => element === document.activeElement)).toBe(true);
  await page.keyboard.press('Enter');
  await button('Rispedisci…').waitFor();
  expect(await decisions()).toEqual([]);
  await button('Rispedisci…').focus();
  await page.keyboard.press('Enter');
  if (process.env['SPORTELLO_PICTURE']) await page.screenshot({ path: process.env['SPORTELLO_PICTURE'] });
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect.poll(decisions).toMatchObject([{ ...decision, outcome: 'again' }]);
});

test('[OU5] that it arrived is said in one step', async () => {
  await button('È arrivata').focus();
  await page.keyboard.press('Enter');
  await expect.poll(decisions).toMatchObject([{ ...decision, outcome: 'arrived' }]);
});
