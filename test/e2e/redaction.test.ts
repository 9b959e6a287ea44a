import type { Page } from 'playwright';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Command } from '../../shared/protocol/commands.ts';
import { conversations } from '../support/renderer/conversations.ts';
import { openRendererWindow, type RendererWindow } from '../support/renderer/window.ts';
import { commandsOf } from '../support/e2e/scripted.ts';

/** Words are chosen and taken out with the keyboard alone, or from what was selected in the thread. */
let shown: RendererWindow;
let page: Page;

const text = conversations.redacted.messages[0]?.text ?? '';
const place = { view: 'mine' as const, groupId: null, conversationId: 'c-124', scrollTop: 0 };
const commands = (): Promise<Command[]> => commandsOf(page);
const action = () => page.getByRole('button', { name: /^Oscura una parte del messaggio di Chiara/ }).first();
const spanOf = (words: string) => ({ start: text.indexOf(words), end: text.indexOf(words) + words.length });

beforeAll(async () => {
  shown = await openRendererWindow();
  page = shown.page;
});
afterAll(async () => {
  await shown?.close();
});
beforeEach(() => shown.show({ place, open: conversations.redacted }));

test('[RD3] with the keyboard alone: select, go on, confirm; keys change nothing in the text', async () => {
  await action().focus();
  await page.keyboard.press('Enter');
  const field = page.getByRole('textbox', { name: 'Testo: seleziona le parole da oscurare' });
  await field.waitFor();
  const goOn = page.getByRole('button', { name: 'Oscura…', exact: true });
  expect(await goOn.isDisabled()).toBe(true);
  await page.keyboard.type('x');
  expect(await field.inputValue()).toBe(text);
  await page.keyboard.press('Control+Home');
  for (let at = 0; at < 'Buongiorno'.length; at += 1) await page.keyboard.press('Shift+ArrowRight');
  await page.getByText('Da oscurare: «Buongiorno»').waitFor();
  await goOn.focus();
  await page.keyboard.press('Enter');
  await page.getByText('Non si può annullare').waitFor();
  expect((await commands()).filter(({ name }) => name === 'redact')).toEqual([]);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect.poll(commands).toContainEqual({
    ...{ name: 'redact', conversationId: 'c-124', under: 1, messageId: 'x-1', part: 'text' },
    ...{ ...spanOf('Buongiorno'), redactions: 0 },
  });
  await expect.poll(() => page.getByRole('dialog').count()).toBe(0);
});

test('[RD3] words that are selected in the thread are the choice, and so is what the guard found', async () => {
  await page.getByText('Buongiorno, sono Chiara').evaluate((element) => {
    const node = element.firstChild as Text;
    const start = node.data.indexOf('Chiara Moretti');
    document.getSelection()?.setBaseAndExtent(node, start, node, start + 'Chiara Moretti'.length);
  });
  await action().click();
  await page.getByText('Da oscurare: «Chiara Moretti»').waitFor();
  await page.getByRole('button', { name: 'un codice fiscale' }).click();
  await page.getByText('Da oscurare: «RSSMRA80A01H501U»').waitFor();
  await page.keyboard.press('Escape');
  expect((await commands()).filter(({ name }) => name === 'redact')).toEqual([]);
});

test('[RD2] what was taken out is a bar that is read aloud as one', async () => {
  expect(await page.getByRole('img', { name: 'parte oscurata' }).count()).toBe(2);
  await page.getByText('Una parte è stata oscurata da Maria Rossi').first().waitFor();
});
