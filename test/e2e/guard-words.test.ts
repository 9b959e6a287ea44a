import type { Locator, Page } from 'playwright';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Place } from '../../shared/bridge/desktop.ts';
import type { GuardSettings } from '../../shared/guard/settings.ts';
import { conversations } from '../support/renderer/conversations.ts';
import type { Script } from '../support/renderer/scripted-core.ts';
import { openRendererWindow, type RendererWindow } from '../support/renderer/window.ts';
import { openSettings } from '../support/e2e/page.ts';
import { commandsOf } from '../support/e2e/scripted.ts';
import type { Command } from '../../shared/protocol/commands.ts';

/** The association's own words in a real window: a coordinator's page, and what they change for everybody. */
const own = 'IT60X0542811101000000123456';
const guard: GuardSettings = { always: ['caso Betulla'], never: ['sede di Lovere'], association: { ibans: [own] } };
const me = { id: 'u-paola', name: 'Paola Conti', role: 'coordinator', active: true } as const;
const coordinator: Script = { status: { me }, guard };
const place: Place = { view: 'mine', groupId: null, conversationId: 'c-124', scrollTop: 0 };

let shown: RendererWindow;
let page: Page;

beforeAll(async () => {
  shown = await openRendererWindow();
  ({ page } = shown);
}, 120_000);
afterAll(async () => {
  await shown?.close();
});

const commands = (): Promise<Command[]> => commandsOf(page);
const words = (): Locator => page.getByRole('heading', { name: 'Parole della guardia' });
const word = (phrase: string, verdict: string) =>
  ({ name: 'set-guard-word', conversationId: 'none', phrase, verdict }) as const;

describe('[GU8] the words of the guard', () => {
  beforeEach(async () => {
    await shown.show(coordinator);
    await openSettings(page);
    await words().waitFor();
  });

  test('are added by keyboard only, as always or never confidential', async () => {
    await page.getByRole('textbox', { name: 'Parola o espressione' }).focus();
    await page.keyboard.type('borsa di studio Alba');
    await page.keyboard.press('Enter');
    await expect.poll(commands).toEqual([word('borsa di studio Alba', 'always')]);
    expect(await page.getByRole('textbox', { name: 'Parola o espressione' }).inputValue()).toBe('');
    await page.keyboard.type('festa della Salute');
    await page.keyboard.press('Tab');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await expect.poll(async () => (await commands()).at(-1)).toEqual(word('festa della Salute', 'never'));
    await expect
      .poll(() => page.locator('[data-announcer="polite"]').textContent())
      .toContain('«festa della Salute» non sarà mai riservata');
  });

  test('are removed, and the focus has somewhere to be', async () => {
    await page.getByRole('button', { name: 'Togli «caso Betulla»' }).click();
    await expect.poll(commands).toEqual([word('caso Betulla', 'none')]);
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('INPUT');
  });

  test('no words at all are refused before they leave', async () => {
    await page.getByRole('textbox', { name: 'Parola o espressione' }).fill('...');
    await page.keyboard.press('Enter');
    await page.getByRole('alert').getByText('Scrivi da una a dodici parole.').waitFor();
    expect(await commands()).toEqual([]);
  });

  test('are tried on a sentence, which goes nowhere', async () => {
    const field = page.getByRole('textbox', { name: 'Prova una frase' });
    await field.fill('Il caso Betulla si chiude venerdì.');
    await page.getByText('È riservata:').waitFor();
    expect(await page.locator('mark').allTextContents()).toEqual(['caso Betulla']);
    await field.fill(`La quota si versa su ${own}.`);
    await page.getByText('Non è riservata: passerebbe.').waitFor();
    expect(await commands()).toEqual([]);
  });
});

test('[GU8] a volunteer has no such page', async () => {
  await shown.show({ ...coordinator, status: { me: { ...me, role: 'volunteer' } } });
  await openSettings(page);
  await page.getByRole('heading', { name: 'Tastiera' }).waitFor();
  expect(await words().count()).toBe(0);
});

describe('[GU9] [GU10] while writing, the window reads with the words and identifiers of the association', () => {
  const marks = (): Locator => page.getByRole('button', { name: /^Vai al passaggio/ });

  beforeEach(async () => {
    await shown.show({ guard, place, open: conversations.mine });
    await page.getByRole('log').waitFor();
  });

  test('in a reply: its own IBAN is not marked, somebody else’s and an own word are', async () => {
    await page.keyboard.press('r');
    await page.keyboard.type(`Versi su ${own}, non su DE89370400440532013000. Del caso Betulla parliamo dopo.`);
    await expect.poll(() => marks().allTextContents()).toEqual(['DE89370400440532013000', 'caso Betulla']);
  });

  test('in a note', async () => {
    await page.keyboard.press('i');
    await page.keyboard.type('Sentita al telefono per il caso Betulla, è in cura dallo psichiatra.');
    await expect.poll(() => marks().count()).toBe(2);
  });

  test('in the note of a hand-over', async () => {
    await page.keyboard.press('p');
    const dialog = page.getByRole('dialog');
    await dialog.waitFor();
    await page.getByRole('textbox', { name: 'Nota di consegna' }).fill('Riguarda il caso Betulla.');
    await expect
      .poll(() => dialog.getByRole('button', { name: /^Vai al passaggio/ }).allTextContents())
      .toEqual(['caso Betulla']);
    await dialog.getByRole('button', { name: /^Vai al passaggio/ }).click();
    expect(await page.evaluate(() => window.getSelection()?.toString())).toBe('caso Betulla');
  });

  test('and at the press of "Invia": an own word takes the second step', async () => {
    await page.keyboard.press('r');
    await page.keyboard.type('Del caso Betulla parliamo giovedì.');
    await page.keyboard.press('Control+Enter');
    await page.getByRole('dialog').waitFor();
    expect((await commands()).filter(({ name }) => name === 'reply')).toEqual([]);
  });
});
