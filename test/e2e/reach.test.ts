import { expect, test } from 'vitest';
import { conversations } from '../support/renderer/conversations.ts';
import { ago, minesRows } from '../support/renderer/fixtures.ts';
import { oneWindow, placeOfMine as place } from '../support/renderer/one-window.ts';

/** How a contact can be reached: calls with their tries, and details that fail. */
const shown = oneWindow();
const { sent, axe, picture } = shown;

const { mine } = conversations;
const reach = {
  tries: 2,
  callDueAt: ago(5),
  email: { at: ago(60), why: 'mailbox-full' as const },
  phone: { at: ago(30), why: 'unanswered' as const },
  confirmedAt: ago(60 * 24 * 90),
};
const open = { ...mine, content: mine.content && { ...mine.content, reach } };
const rows = {
  mine: minesRows.map((row) => ({ ...row, content: row.content && { ...row.content, callDueAt: ago(5) } })),
};

test('[CB1] [CB2] a call is written down by keyboard: how it went, and when again; the list shows what is due', async () => {
  await shown.show({ place, open, rows });
  await shown.page.getByText('da richiamare ora').first().waitFor();
  await shown.page.getByRole('log').waitFor();
  await shown.page.keyboard.press('t');
  const dialog = shown.page.getByRole('dialog', { name: `Telefonata per la pratica ${mine.row.number}` });
  await dialog.getByText('al 3º lo vedono i coordinatori').waitFor();
  await dialog.getByRole('button', { name: 'Registra', exact: true }).press('Enter');
  await dialog.getByRole('alert').waitFor();
  await dialog.getByRole('radio', { name: 'Nessuna risposta' }).focus();
  await shown.page.keyboard.press('Space');
  await dialog.getByRole('radio', { name: 'Fra un’ora', checked: true }).waitFor();
  await picture('call');
  expect(await axe()).toEqual([]);
  await dialog.getByRole('button', { name: 'Registra', exact: true }).press('Enter');
  await dialog.waitFor({ state: 'detached' });
  expect(await sent()).toMatchObject({ command: { name: 'log-call', outcome: 'no-answer', under: mine.under } });
});

test('[CD4] what fails and what is old is offered a question that is ready, which waits in the field to be sent', async () => {
  await shown.show({ place, open, rows });
  const notice = shown.page.getByRole('group', { name: 'Recapiti da verificare' });
  await notice.getByText(/la posta torna indietro/).waitFor();
  await notice.getByRole('button', { name: 'Chiedi i recapiti' }).press('Enter');
  const field = shown.page.getByRole('textbox', { name: 'Risposta' });
  await expect.poll(() => field.inputValue()).toContain('sono ancora giusti?');
  await notice.getByRole('button', { name: 'Chiedi i recapiti' }).waitFor({ state: 'detached' });
  const year = 60 * 24 * 366;
  const messages = mine.messages.map((message) => ({ ...message, at: message.at - year * 60_000 }));
  await shown.show({ place, open: { ...mine, messages }, rows });
  await notice.getByText(/Nessuno conferma questi recapiti da /).waitFor();
  const details = shown.page.getByRole('region', { name: 'Dettagli della pratica' });
  await details.getByText(/Recapiti non confermati da /).waitFor();
  await picture('reach-old');
  expect(await axe()).toEqual([]);
});

test('[CD2] [CD3] what fails stands beside the details and before the reply; new details are confirmed', async () => {
  await shown.show({ place, open, rows });
  const details = shown.page.getByRole('region', { name: 'Dettagli della pratica' });
  await details.getByText(/Indirizzo da verificare: casella piena/).waitFor();
  await details.getByText(/Numero da verificare: non risponde/).waitFor();
  await shown.page.getByText(/Da questo indirizzo la posta torna indietro \(casella piena/).waitFor();
  await picture('reach');
  expect(await axe()).toEqual([]);
  await details.getByRole('button', { name: 'Aggiorna i recapiti' }).press('Enter');
  const dialog = shown.page.getByRole('dialog', { name: `Recapiti della pratica ${mine.row.number}` });
  await dialog.getByRole('textbox', { name: 'E-mail' }).fill('nuovo@');
  await shown.page.keyboard.press('Enter');
  await dialog.getByRole('alert').waitFor();
  await dialog.getByRole('textbox', { name: 'E-mail' }).fill('nuovo@posta.example');
  await shown.page.keyboard.press('Enter');
  await dialog.waitFor({ state: 'detached' });
  expect(await sent()).toMatchObject({ command: { name: 'confirm-contact', email: 'nuovo@posta.example' } });
});
