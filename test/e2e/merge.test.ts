import { expect, test } from 'vitest';
import type { OpenConversation } from '../../shared/bridge/core-queries.ts';
import { conversations, message } from '../support/renderer/conversations.ts';
import { oneWindow, placeOfMine as place } from '../support/renderer/one-window.ts';

/** Two cases become one and two again, without a mouse. */
const shown = oneWindow();
const { sent, axe, picture } = shown;

const { mine } = conversations;
const number = '2026-000131';
const other: OpenConversation = {
  ...mine,
  row: { ...mine.row, id: 'c-131', number },
  content: mine.content && {
    ...mine.content,
    id: 'c-131',
    number,
    subject: 'Sempre io: la ricevuta',
    contact: { name: 'Chiara Locatelli', email: 'chiara@altra.example', phone: null },
  },
  messages: [message('o-1', 0, { text: 'Scrivo dall’altro indirizzo: non trovo la ricevuta.' })],
  drafts: [],
  under: 4,
};

test('[MG2] by the key and the number: what can’t be merged is said, what can leaves as a command', async () => {
  const hits = [{ row: other.row, passage: [] }];
  await shown.show({ place, open: mine, others: [other], hits });
  await shown.page.getByRole('log').waitFor();
  await shown.page.keyboard.press('m');
  const dialog = shown.page.getByRole('dialog', { name: `Unisci la pratica ${mine.row.number} a un’altra` });
  await dialog.waitFor();
  await shown.page.keyboard.type('2026-9');
  await shown.page.keyboard.press('Enter');
  await dialog.getByRole('alert').filter({ hasText: 'Su questa postazione non c’è' }).waitFor();
  await shown.page.keyboard.press('Control+a');
  await shown.page.keyboard.type('2026-131');
  await dialog.getByText('Sempre io').or(dialog.getByText(number)).first().waitFor();
  await picture('merge-dialog');
  expect(await axe()).toEqual([]);
  await shown.page.keyboard.press('Enter');
  await dialog.waitFor({ state: 'detached' });
  expect(await sent()).toMatchObject({
    command: { name: 'merge', conversationId: mine.row.id, under: mine.under, otherId: 'c-131' },
  });
});

test('[MG6] merged cases are one thread with each number; the reply leaves by the one that is chosen; and back to two', async () => {
  const row = { ...mine.row, merged: [{ id: 'c-131', number }] };
  await shown.show({ place, open: { ...mine, row }, merged: [other] }, { width: 1440, height: 900 });
  const thread = shown.page.getByRole('log');
  const bubble = thread.getByRole('article').filter({ hasText: 'non trovo la ricevuta' });
  await bubble.getByText(number).waitFor();
  await shown.page.getByRole('radiogroup', { name: 'Rispondi per' }).waitFor();
  // The thread has less room now: its end stays in sight.
  await expect.poll(() => shown.page.getByRole('button', { name: 'Vai in fondo' }).count()).toBe(0);
  expect(await shown.page.getByRole('radio', { checked: true }).filter({ hasText: number }).count()).toBeLessThan(2);
  await picture('merged');
  expect(await axe()).toEqual([]);
  await shown.page.getByRole('textbox', { name: /Risposta|Rispondi/ }).fill('La trova in allegato.');
  await shown.page.keyboard.press('Control+Enter');
  await expect.poll(sent).toMatchObject({ command: { name: 'reply', conversationId: 'c-131', under: 4 } });
  await shown.page.getByRole('button', { name: `Separa la pratica ${number}` }).focus();
  await shown.page.keyboard.press('Enter');
  await shown.page.getByRole('dialog', { name: `Separa la pratica ${number}` }).waitFor();
  await shown.page.keyboard.press('Enter');
  await shown.page.getByRole('dialog').waitFor({ state: 'detached' });
  expect(await sent()).toMatchObject({ command: { name: 'unmerge', conversationId: 'c-131', under: 4 } });
});

test('[MG2] from the case that looks alike, with its reasons', async () => {
  const alike = [{ row: other.row, outcome: 'duplicate' as const, score: 0.91, reasons: ['same-name' as const] }];
  await shown.show({ place, open: mine, others: [other], alike });
  await shown.page.getByRole('button', { name: `Unisci alla pratica ${number}` }).focus();
  await shown.page.keyboard.press('Enter');
  const dialog = shown.page.getByRole('dialog');
  await dialog.getByText(number).first().waitFor();
  await dialog.getByRole('button', { name: 'Unisci', exact: true }).press('Enter');
  await dialog.waitFor({ state: 'detached' });
  expect(await sent()).toMatchObject({ command: { name: 'merge', otherId: 'c-131' } });
});
