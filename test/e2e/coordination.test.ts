import type { Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Call } from '../../shared/bridge/core.ts';
import { conversations, inspectionOf } from '../support/renderer/conversations.ts';
import { coordinator } from '../support/renderer/fixtures.ts';
import { looksOf } from '../support/renderer/looks.ts';
import { openRendererWindow, type RendererWindow } from '../support/renderer/window.ts';

/** What only coordinators do, with the keyboard alone. */
let shown: RendererWindow;
let page: Page;
const { axe, picture } = looksOf(() => page);

const place = { view: 'passed-on' as const, groupId: null, conversationId: 'c-110', scrollTop: 0 };
const stub = { place, open: conversations.stub };
const calls = (name: Call['name']): Promise<Call[]> =>
  page.evaluate((wanted) => window.scripted.calls.filter((call) => call.name === wanted), name);

beforeAll(async () => {
  shown = await openRendererWindow();
  page = shown.page;
});
afterAll(async () => {
  expect(await shown?.violations()).toEqual([]);
  await shown?.close();
});

test('[BG1] only a coordinator is offered to read what others follow; the reason is asked for first', async () => {
  await shown.show(stub);
  await page.getByRole('heading', { name: /^In carico a/ }).waitFor();
  const offer = page.getByRole('button', { name: 'Leggi senza partecipare…' });
  expect(await offer.count()).toBe(0);
  await shown.show({ ...stub, status: { me: coordinator } });
  await offer.focus();
  await page.keyboard.press('Enter');
  const reason = page.getByRole('textbox', { name: 'Motivo' });
  await expect.poll(() => reason.evaluate((field) => field === document.activeElement)).toBe(true);
  await page.keyboard.type('curiosità');
  const go = page.getByRole('button', { name: 'Scrivi il motivo e leggi' });
  await go.focus();
  await page.keyboard.press('Enter');
  await page.getByRole('alert').getByText('in almeno 20 caratteri').waitFor();
  expect(await calls('inspect')).toEqual([]);
  await reason.focus();
  await page.keyboard.type(': la signora chiede al presidente come sta la sua pratica');
  await picture('inspect-dialog');
  expect(await axe()).toEqual([]);
  await go.focus();
  await page.keyboard.press('Enter');
  await expect.poll(() => calls('inspect')).toMatchObject([{ conversationId: 'c-110' }]);
  await expect.poll(() => page.getByRole('dialog').count()).toBe(0);
});

test('[BG3] what is read can be read and nothing else, and the way out has the focus', async () => {
  await shown.change({ inspection: inspectionOf(conversations.mine) });
  const end = page.getByRole('button', { name: 'Ho finito di leggere' });
  await expect.poll(() => end.evaluate((button) => button === document.activeElement)).toBe(true);
  expect(await page.getByRole('textbox', { name: 'Risposta' }).count()).toBe(0);
  expect(await page.getByRole('button', { name: /^Oscura/ }).count()).toBe(0);
  await picture('inspection');
  expect(await axe()).toEqual([]);
  await page.keyboard.press('Enter');
  await expect.poll(() => calls('end-inspection')).toHaveLength(1);
  await shown.change({ inspection: null });
  await page.getByRole('button', { name: 'Leggi senza partecipare…' }).waitFor();
});
