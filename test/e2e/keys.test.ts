import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Page } from 'playwright';
import { conversations } from '../support/renderer/conversations.ts';
import { looksOf } from '../support/renderer/looks.ts';
import type { Script } from '../support/renderer/scripted-core.ts';
import { openRendererWindow, type RendererWindow } from '../support/renderer/window.ts';
import { button, focused, openSettings, shown as seen, tabTo } from '../support/e2e/page.ts';
import { commandsOf } from '../support/e2e/scripted.ts';

/** The keyboard as each person has it, short words that nobody misses, and a window that can be made bigger: no mouse. */
let shown: RendererWindow;
let page: Page;
const looks = looksOf(() => page);
const place = { view: 'to-take' as const, groupId: null, conversationId: 'c-124', scrollTop: 0 };
const reading: Script = { place, open: conversations.waiting };
const claims = async (): Promise<number> => (await commandsOf(page)).filter(({ name }) => name === 'claim').length;

beforeAll(async () => {
  shown = await openRendererWindow();
  page = shown.page;
}, 120_000);
afterAll(async () => {
  expect(await shown?.violations()).toEqual([]);
  await shown?.close();
});

test('a key is recorded, named where it was taken from, shown everywhere, and acts; one and all come back', async () => {
  await shown.show(reading);
  await page.getByRole('log').waitFor();
  await page.keyboard.press('Control+,');
  await page.getByRole('heading', { name: 'Tastiera' }).waitFor();
  await button(page, 'Aggiungi un tasto per «Prendi in carico»').focus();
  await page.keyboard.press('Enter');
  await seen(page.getByText('Premi il tasto o la combinazione'));
  await page.keyboard.press('Tab');
  await seen(page.getByRole('alert').getByText('Questo tasto serve'));
  await page.keyboard.press('x');
  await seen(button(page, 'Togli X da «Prendi in carico»'));
  await button(page, 'Aggiungi un tasto per «Prendi in carico»').press('Enter');
  await page.keyboard.press('r');
  await seen(page.getByRole('alert').getByText('R è già di «Rispondi».'));
  expect(await looks.axe()).toEqual([]);
  await looks.picture('keys-conflict');
  await expect.poll(() => focused(page)).toBe('Spostalo qui');
  await page.keyboard.press('Enter');
  await seen(button(page, 'Togli R da «Prendi in carico»'));
  await button(page, 'Togli C da «Prendi in carico»').press('Enter');
  await button(page, 'Togli Ctrl ⇧ P da «Prendi in carico»').press('Enter');
  await seen(page.getByRole('contentinfo').getByText('J/K scorri · X prendi in carico · Ctrl ⇧ G rispondi'));
  await page.keyboard.press('Control+1');
  const claim = page.getByRole('button', { name: 'Prendi in carico', exact: true });
  await expect.poll(() => claim.getAttribute('aria-keyshortcuts')).toBe('x r');
  await page.keyboard.press('c');
  expect(await claims()).toBe(0);
  await page.keyboard.press('x');
  await expect.poll(claims).toBe(1);
  await page.keyboard.press('F1');
  await seen(page.getByRole('dialog', { name: 'Tasti' }));
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+,');
  await button(page, 'Rimetti i tasti originali di «Rispondi»').press('Enter');
  await expect.poll(() => button(page, 'Togli R da «Prendi in carico»').count()).toBe(0);
  await button(page, 'Rimetti tutti i tasti originali').press('Enter');
  await seen(button(page, 'Togli C da «Prendi in carico»'));
});

test('the palette finds an action by words of both languages in any order, and leaves out what cannot be done', async () => {
  await shown.show(reading);
  await page.getByRole('log').waitFor();
  await page.keyboard.press('Control+k');
  await page.keyboard.type('carico prendi');
  await seen(page.getByRole('menuitem', { name: /Prendi in carico/ }));
  await page.keyboard.press('Control+a');
  await page.keyboard.type('reopen');
  await expect.poll(() => page.getByRole('menuitem', { name: /Riapri/ }).count()).toBe(0);
  await page.keyboard.press('Control+a');
  await page.keyboard.type('settings');
  await seen(page.getByRole('menuitem', { name: /^Impostazioni/ }));
  await page.keyboard.press('Enter');
  await seen(page.getByRole('heading', { name: 'Tastiera' }));
});

test('a short word is reached by F8, stays while it has the focus, gives the focus back, and can be read again', async () => {
  await shown.show({ ...reading, fails: { command: { code: 'disk-full' } } });
  await page.getByRole('log').waitFor();
  await page.keyboard.press('c');
  await seen(page.getByRole('alert'));
  const before = await focused(page);
  await page.keyboard.press('F8');
  await expect.poll(() => focused(page)).toBe('Chiudi');
  expect(await looks.axe()).toEqual([]);
  await looks.picture('toast');
  await page.keyboard.press('Enter');
  await expect.poll(() => page.getByRole('alert').count()).toBe(0);
  expect(await focused(page)).toBe(before);
  await page.keyboard.press('F8');
  await seen(page.getByRole('dialog', { name: 'Ultimi esiti' }).getByRole('listitem'));
  await page.keyboard.press('Escape');
});

test('Ctrl with + - 0 changes the text from 80 to 200 per cent, also in a dialog, and nothing is cut at 1280×720', async () => {
  const size = { width: 1280, height: 720 };
  await shown.show({ ...reading, settings: { textScale: 180 } }, size);
  await page.getByRole('log').waitFor();
  const rootSize = () => page.evaluate(() => document.documentElement.style.fontSize);
  await page.keyboard.press('F1');
  for (const presses of [1, 2, 3]) {
    await page.keyboard.press('Control++');
    await expect.poll(rootSize).toBe(presses === 1 ? '190%' : '200%');
  }
  await page.keyboard.press('Escape');
  expect(await cut()).toEqual([]);
  await looks.picture('text-200');
  await openSettings(page);
  await page.getByRole('heading', { name: 'Tastiera' }).waitFor();
  expect(await cut()).toEqual([]);
  await looks.picture('settings-200');
  await page.keyboard.press('Control+0');
  await expect.poll(rootSize).toBe('100%');
  for (const percent of ['90%', '80%', '80%']) {
    await page.keyboard.press('Control+-');
    await expect.poll(rootSize).toBe(percent);
  }
  expect(await cut()).toEqual([]);
});

test('high contrast and closer lines are a choice; with the system’s own colours everything stays there', async () => {
  await shown.show({ ...reading, settings: { contrast: 'more', density: 'compact' } });
  await page.getByRole('log').waitFor();
  expect(await page.locator('html').getAttribute('data-contrast')).toBe('more');
  expect(await page.locator('html').getAttribute('data-density')).toBe('compact');
  expect(await looks.axe()).toEqual([]);
  expect(await small()).toEqual([]);
  await looks.picture('contrast-more');
  await openSettings(page);
  await tabTo(page, 'Alto');
  await page.keyboard.press('ArrowLeft');
  await expect.poll(() => page.evaluate(() => document.documentElement.dataset['contrast'])).toBe('usual');
  await page.emulateMedia({ forcedColors: 'active' });
  expect(await looks.axe()).toEqual([]);
  if (process.env['SPORTELLO_PICTURE'])
    await page.screenshot({ path: `${process.env['SPORTELLO_PICTURE']}/forced.png` });
  await page.emulateMedia({ forcedColors: null });
});

/** Controls whose words don't fit, and panes that are wider than the window. */
const cut = (): Promise<string[]> =>
  page.evaluate(() => {
    const isEllipsed = (element: Element): boolean =>
      [element, ...element.querySelectorAll('*')].some((each) => getComputedStyle(each).textOverflow === 'ellipsis');
    const controls = [...document.querySelectorAll('button, [role="radio"], label, h2, h3')].filter(
      (element) => element.clientWidth > 1 && element.scrollWidth > element.clientWidth + 1 && !isEllipsed(element),
    );
    const isWide = document.documentElement.scrollWidth > window.innerWidth;
    return [...controls.map((element) => element.textContent ?? ''), ...(isWide ? ['the window'] : [])];
  });

/** Targets below 24 px (WCAG 2.5.8). */
const small = (): Promise<string[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('button, [role="option"], [role="radio"], a[href]')]
      .filter((element) => element.offsetParent !== null && !element.closest('.only-read-aloud'))
      .filter((element) => element.getBoundingClientRect().height < 24 || element.getBoundingClientRect().width < 24)
      .map((element) => element.getAttribute('aria-label') ?? element.textContent ?? ''),
  );

test('[NT1] [NT2] which news the desktop tells, and when it is silent, are set by keyboard', async () => {
  // Where one was in the list is kept a moment later, whatever has been set meanwhile.
  const kept = () =>
    page.evaluate(() =>
      window.scripted.calls.findLast((call) => call.name === 'change-preferences' && call.change.place === undefined),
    );
  await shown.show({ ...reading, info: { canNotify: false } });
  await page.getByRole('log').waitFor();
  await page.keyboard.press('Control+,');
  await seen(page.getByText('Questo sistema non mostra avvisi'));
  await page.getByRole('switch', { name: 'Una pratica è passata a me' }).focus();
  await page.keyboard.press('Space');
  await expect.poll(kept).toMatchObject({ change: { notifications: { arrived: true, assigned: false } } });
  await tabTo(page, 'Fino a domani');
  await page.keyboard.press('Enter');
  await seen(page.getByText('Gli avvisi tacciono. Riprendono'));
  await tabTo(page, 'Riprendi gli avvisi');
  await page.keyboard.press('Enter');
  await expect.poll(kept).toMatchObject({ change: { quietUntilAt: null } });
  await page.getByRole('switch', { name: 'Non disturbare ogni giorno' }).focus();
  await page.keyboard.press('Space');
  const from = page.getByRole('textbox', { name: 'Dalle', exact: true }).last();
  await from.fill('21.30');
  await expect.poll(kept).toMatchObject({ change: { quietHours: { from: 1290, to: 480 } } });
  await from.fill('domani');
  await seen(page.getByText('Scrivi un’ora come 20:00.'));
  expect(await kept()).toMatchObject({ change: { quietHours: { from: 1290 } } });
  expect(await looks.axe()).toEqual([]);
  await looks.picture('alerts-card');
});
