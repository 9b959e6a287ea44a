import type { Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { OpenConversation, ThreadMessage } from '../../shared/bridge/core-queries.ts';
import { conversations, message } from '../support/renderer/conversations.ts';
import { focused, tabTo } from '../support/e2e/page.ts';
import { commandsOf } from '../support/e2e/scripted.ts';
import { looksOf } from '../support/renderer/looks.ts';
import { openRendererWindow, type RendererWindow } from '../support/renderer/window.ts';

/** A long thread in a real window: how much of it is on the page, and where one is in it. */
let shown: RendererWindow;
let page: Page;
const { axe, picture } = looksOf(() => page);

const place = { view: 'mine' as const, groupId: null, conversationId: 'c-124', scrollTop: 0 };
const said = (id: string, minutes: number, more: Partial<ThreadMessage> = {}): ThreadMessage =>
  message(id, minutes, { text: `Messaggio ${id}`, ...more });
const step = (id: string, minutes: number): ThreadMessage =>
  message(id, minutes, { kind: 'system', event: { code: 'claimed', userId: 'u-maria' } });
const withMessages = (messages: ThreadMessage[]): OpenConversation => ({ ...conversations.mine, messages });
const long = Array.from({ length: 500 }, (_, index) => said(`l-${index}`, 2_000 - index * 2));
const later = [...long, said('new-1', 2), said('new-2', 1)];

const thread = () => page.getByRole('log');
const inSight = (id: string): Promise<boolean> =>
  page.evaluate((wanted) => {
    const log = document.querySelector('[role="log"]')?.getBoundingClientRect();
    const box = document.querySelector(`[data-entry="${wanted}"]`)?.getBoundingClientRect();
    return log !== undefined && box !== undefined && box.top >= log.top - 1 && box.bottom <= log.bottom + 1;
  }, id);
const onPage = (): Promise<number> => page.locator('[data-entry]').count();

beforeAll(async () => {
  shown = await openRendererWindow();
  page = shown.page;
});
afterAll(async () => {
  await shown?.close();
});

test('of 500 messages the last ones are on the page, and the others come without moving what is in sight', async () => {
  await shown.show({ place, open: withMessages(long) });
  await expect.poll(() => inSight('l-499')).toBe(true);
  expect(await onPage()).toBe(30);
  await thread().press('Home');
  await expect.poll(() => inSight('l-470')).toBe(true);
  await page.getByRole('button', { name: /ce ne sono 470 prima/ }).press('Enter');
  await expect.poll(onPage).toBe(130);
  await expect.poll(() => inSight('l-470')).toBe(true);
});

test('whoever reads further up is told what came meanwhile, and led there and to the end', async () => {
  await shown.show({ place, open: withMessages(long) });
  await expect.poll(() => inSight('l-499')).toBe(true);
  await thread().press('Home');
  await page.getByRole('button', { name: 'Vai in fondo' }).waitFor();
  await shown.change({ open: withMessages(later) });
  await picture('thread-new-below');
  await page.getByRole('button', { name: '2 messaggi nuovi' }).press('Enter');
  await expect.poll(() => inSight('new-1')).toBe(true);
  await page.getByText('nuovi', { exact: true }).waitFor();
  await picture('thread-new');
  expect(await axe()).toEqual([]);
  // at the end it goes by itself
  await expect.poll(() => page.getByRole('button', { name: /Vai in fondo|messaggi nuovi/ }).count()).toBe(0);
});

test('coming back to a case leads to where one was, and to what is new', async () => {
  const { row: waitingRow, content: waitingContent } = conversations.waiting;
  if (waitingContent === null) throw new Error('no content');
  const other = {
    ...conversations.waiting,
    row: { ...waitingRow, id: 'c-119' },
    content: { ...waitingContent, id: 'c-119' },
  };
  await shown.show({ place, open: withMessages(long), others: [other] });
  await expect.poll(() => inSight('l-499')).toBe(true);
  await thread().press('Home');
  await expect.poll(() => inSight('l-470')).toBe(true);
  const row = (name: RegExp) => page.getByRole('option', { name }).or(page.getByRole('row', { name })).first();
  await row(/Giovanni Pesenti/).click();
  await expect.poll(onPage).toBeLessThan(30);
  await row(/Chiara Moretti/).click();
  await expect.poll(() => inSight('l-470')).toBe(true);
  await page.getByRole('button', { name: 'Vai in fondo' }).press('Enter');
  await expect.poll(() => inSight('l-499')).toBe(true);
  await row(/Giovanni Pesenti/).click();
  await expect.poll(onPage).toBeLessThan(30);
  await shown.change({ open: withMessages(later) });
  await row(/Chiara Moretti/).click();
  await expect.poll(() => inSight('new-1')).toBe(true);
  await page.getByText('nuovi', { exact: true }).waitFor();
});

test('[UN3] what came below what is in sight is read, or left on purpose, before the case is resolved', async () => {
  await shown.show({ place, open: withMessages(long) });
  await expect.poll(() => inSight('l-499')).toBe(true);
  await thread().press('Home');
  await page.getByRole('button', { name: 'Vai in fondo' }).waitFor();
  await shown.change({ open: withMessages(later) });
  await page.getByRole('button', { name: '2 messaggi nuovi' }).waitFor();
  const asked = page.getByRole('dialog', { name: 'Risolvere la pratica 2026-000124?' });
  await thread().press('e');
  await asked.getByText('2 messaggi che non hai ancora letto').waitFor();
  expect(await axe()).toEqual([]);
  await picture('resolve-unseen');
  await expect.poll(() => focused(page)).toBe('Torna a leggere');
  await page.keyboard.press('Enter');
  await asked.waitFor({ state: 'detached' });
  expect((await commandsOf(page)).filter(({ name }) => name === 'resolve')).toEqual([]);
  await thread().press('e');
  await tabTo(page, 'Risolvi lo stesso');
  await page.keyboard.press('Enter');
  await expect.poll(async () => (await commandsOf(page)).filter(({ name }) => name === 'resolve').length).toBe(1);
});

test('[UN1] [UN2] what was done is taken back by button or key: cancelled, or the opposite where it has left', async () => {
  const calls = (name: string) =>
    page.evaluate((wanted) => window.scripted.calls.filter((call) => call.name === wanted), name);
  const done = page.getByText('Pratica 2026-000124 risolta.').first();
  const open = withMessages(long.slice(0, 3));
  await shown.show({ place, open });
  await thread().press('e');
  await done.waitFor();
  expect(await axe()).toEqual([]);
  await picture('toast-undo');
  await page.keyboard.press('Control+z');
  await expect.poll(async () => (await calls('cancel')).length).toBe(1);
  await done.waitFor({ state: 'detached' });
  expect(await calls('move-all')).toEqual([]);

  await shown.show({ place, open, hasLeft: true });
  await thread().press('e');
  await done.waitFor();
  const reply = page.getByRole('textbox', { name: 'Risposta', exact: true });
  await reply.focus();
  await page.keyboard.type('abc');
  await page.keyboard.press('Control+z');
  await expect.poll(() => reply.inputValue()).not.toBe('abc');
  await page.keyboard.press('F8');
  await expect.poll(() => focused(page)).toBe('Annulla');
  expect(await calls('cancel')).toEqual([]);
  await page.keyboard.press('Enter');
  await expect
    .poll(() => calls('move-all'))
    .toEqual([{ name: 'move-all', conversationIds: ['c-124'], move: { name: 'reopen' } }]);
});

test('steps that nobody wrote are folded, and opened by keyboard', async () => {
  const steps = ['s-1', 's-2', 's-3', 's-4', 's-5'].map((id, index) => step(id, 60 - index));
  await shown.show({ place, open: withMessages([said('a', 4_000), ...steps, said('b', 5)]) });
  const fold = page.getByRole('button', { name: 'Altri 4 passaggi' });
  await fold.press('Enter');
  await page.getByRole('button', { name: 'Nascondi i passaggi' }).waitFor();
  expect(
    await thread()
      .getByText(/^Presa in carico da Maria/)
      .count(),
  ).toBe(5);
  await picture('thread-steps');
  expect(await axe()).toEqual([]);
  expect(await shown.violations()).toEqual([]);
});

test('what is done less often is chosen by keyboard in the menu of the case, and the focus comes back', async () => {
  await shown.show({ place, open: withMessages(long.slice(0, 3)) });
  const menu = page.getByRole('button', { name: 'Altre azioni per la pratica' });
  await menu.press('Enter');
  await page.getByRole('menuitem', { name: 'Fissa un appuntamento' }).waitFor();
  await page.keyboard.press('End');
  await page.keyboard.press('Enter');
  await page.getByRole('dialog', { name: /^Rilascia la pratica/ }).waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await expect.poll(() => menu.evaluate((element) => element === document.activeElement)).toBe(true);
});
