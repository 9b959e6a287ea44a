import { expect, test } from 'vitest';
import type { ThreadMessage } from '../../shared/bridge/core-queries.ts';
import { commandsOf } from '../support/e2e/scripted.ts';
import { focused, tabTo } from '../support/e2e/page.ts';
import { conversations } from '../support/renderer/conversations.ts';
import { ago, minesRows } from '../support/renderer/fixtures.ts';
import { oneWindow, placeOfMine as place } from '../support/renderer/one-window.ts';

/** What a window does around a reply: dates that are promised, news that stop it, tones that hurt. By keyboard. */
const shown = oneWindow();
const { axe, picture } = shown;

const { mine } = conversations;
const overdue = { dueAt: ago(90), inAnalysis: true, userId: 'u-maria', madeAt: ago(60 * 48) };
const late = { promise: 1 as const };
const isOverdue = {
  ...mine,
  row: { ...mine.row, late },
  content: mine.content && { ...mine.content, promised: overdue, late },
};
const lastIncoming = mine.messages.findLast(({ kind }) => kind === 'incoming');
const offensive = { ...lastIncoming, text: 'Siete degli incapaci!', quoted: null } as ThreadMessage;

test('[PM1] [PM4] a reply that promises to write again is offered a date, which is set without the mouse', async () => {
  await shown.show({ place, open: mine });
  await shown.page.getByRole('log').waitFor();
  await shown.page.keyboard.press('r');
  await shown.page.keyboard.type('Chiedo in cassa e le faccio sapere.');
  await shown.page.getByText('Prometti di scrivere ancora').waitFor();
  expect(await axe()).toEqual([]);
  await picture('promise-offer');
  await tabTo(shown.page, 'Fissa una data');
  await shown.page.keyboard.press('Enter');
  const dialog = shown.page.getByRole('dialog', { name: `Promessa per la pratica ${mine.row.number}` });
  await dialog.waitFor();
  await dialog.getByRole('radio', { name: 'Un altro giorno' }).focus();
  await shown.page.keyboard.press('Space');
  await dialog.getByRole('textbox', { name: 'Giorno' }).fill('2020-01-01');
  await dialog.getByRole('button', { name: 'Prometti', exact: true }).press('Enter');
  await dialog.getByRole('alert').waitFor();
  expect(await axe()).toEqual([]);
  await picture('promise');
  await dialog.getByRole('radio', { name: /^Fra tre giorni/ }).focus();
  await shown.page.keyboard.press('Space');
  await dialog.getByRole('radio', { name: /è in analisi/ }).focus();
  await shown.page.keyboard.press('Space');
  await dialog.getByRole('button', { name: 'Prometti', exact: true }).press('Enter');
  await dialog.waitFor({ state: 'detached' });
  expect((await commandsOf(shown.page)).at(-1)).toMatchObject({
    name: 'set-promise',
    under: mine.under,
    inAnalysis: true,
  });
});

test('[PM4] who needs no date is asked no more', async () => {
  await shown.show({ place, open: mine });
  await shown.page.getByRole('log').waitFor();
  await shown.page.keyboard.press('r');
  await shown.page.keyboard.type('Vi aggiorno.');
  await tabTo(shown.page, 'Non serve');
  await shown.page.keyboard.press('Enter');
  await shown.page.getByText('Prometti di scrivere ancora').waitFor({ state: 'detached' });
});

test('[PM2] [PM3] what is overdue stands in the row and beside the case; kept it is one key away', async () => {
  await shown.show({ place, open: isOverdue, rows: { mine: minesRows.map((row) => ({ ...row, late })) } });
  await shown.page.getByRole('option').getByText('promessa scaduta').first().waitFor();
  const details = shown.page.getByRole('region', { name: 'Dettagli della pratica' });
  await details.getByText(/Dovevamo farci sentire entro/).waitFor();
  await details.getByText('In analisi', { exact: true }).waitFor();
  expect(await axe()).toEqual([]);
  await picture('promise-overdue');
  await details.getByRole('button', { name: 'Mantenuta' }).focus();
  expect(await focused(shown.page)).toBe('Mantenuta');
  await shown.page.keyboard.press('Enter');
  expect((await commandsOf(shown.page)).at(-1)).toMatchObject({
    name: 'end-promise',
    outcome: 'kept',
    under: mine.under,
  });
  await shown.page.keyboard.press('f');
  await shown.page
    .getByRole('dialog')
    .getByText(/Promesso entro/)
    .waitFor();
});

test('[CL15] what the contact writes meanwhile is said at once, and asked about before the reply leaves', async () => {
  await shown.show({ place, open: mine });
  await shown.page.getByRole('log').waitFor();
  await shown.page.keyboard.press('r');
  await shown.page.keyboard.type('Le mando il modulo.');
  const incoming = mine.messages.find(({ kind }) => kind === 'incoming');
  const at = ago(-1);
  const news = { ...incoming, id: 'm-news', text: 'Anzi, non mi serve più.', at, attachments: [] } as ThreadMessage;
  await shown.change({ open: { ...mine, messages: [...mine.messages, news] } });
  await shown.page.getByText(/Mentre scrivevi, .* ha mandato un altro messaggio/).waitFor();
  await shown.page.keyboard.press('Control+Enter');
  const dialog = shown.page.getByRole('dialog', { name: /ha scritto ancora/ });
  await dialog.getByText('Anzi, non mi serve più.').waitFor();
  expect(await axe()).toEqual([]);
  await picture('news');
  await shown.page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  expect(await commandsOf(shown.page)).toEqual([]);
  await shown.page.keyboard.press('Control+Enter');
  await dialog.getByRole('button', { name: 'Invia lo stesso' }).press('Enter');
  await dialog.waitFor({ state: 'detached' });
  expect((await commandsOf(shown.page)).at(-1)).toMatchObject({
    name: 'reply',
    text: 'Le mando il modulo.',
    seenAt: at,
  });
});

test('[TN1] [TN2] an offensive message is marked calmly; a calm reply and a colleague are one key away', async () => {
  const rude = { ...mine, messages: mine.messages.map((each) => (each.id === lastIncoming?.id ? offensive : each)) };
  await shown.show({ place, open: rude });
  await shown.page.getByRole('article').getByText('toni offensivi').waitFor();
  expect(await shown.page.getByRole('option').allTextContents()).toHaveLength(minesRows.length);
  const notice = shown.page.getByRole('group', { name: 'Tono del messaggio' });
  expect(await axe()).toEqual([]);
  await picture('tone');
  await shown.page.keyboard.press('r');
  await shown.page.keyboard.press('Shift+Tab');
  await tabTo(shown.page, 'Chiama un collega');
  await shown.page.keyboard.press('Enter');
  await shown.page.getByRole('dialog').waitFor();
  await shown.page.keyboard.press('Escape');
  await shown.page.getByRole('dialog').waitFor({ state: 'detached' });
  await notice.getByRole('button', { name: 'Risposta calma' }).press('Enter');
  await notice.waitFor({ state: 'detached' });
  await shown.page.waitForFunction(() => document.activeElement?.tagName === 'TEXTAREA');
  expect(await shown.page.getByRole('textbox', { name: 'Risposta' }).inputValue()).toContain('vogliamo aiutarLa');
});
