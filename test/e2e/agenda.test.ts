import { expect, test } from 'vitest';
import type { Result } from '../../shared/bridge/core-queries.ts';
import { commandsOf } from '../support/e2e/scripted.ts';
import { conversations } from '../support/renderer/conversations.ts';
import { ago } from '../support/renderer/fixtures.ts';
import { oneWindow, placeOfMine as place } from '../support/renderer/one-window.ts';

/** What becomes of an appointment, in a real window and by keyboard: held while offline, moved, cancelled, kept or missed. */
const shown = oneWindow();
const { axe, picture } = shown;

const open = conversations.mine;
const about = { conversationId: open.row.id, under: open.under };
const offline = {
  status: { connection: 'offline', problem: { code: 'hub-unreachable' } },
  hurried: true,
} as const;
const HALF_AN_HOUR = 30;
const entry = (minutesAgo: number, state: Result<'agenda'>[number]['state']): Result<'agenda'> => [
  {
    ...{ id: 'a-1', conversationId: open.row.id, number: open.row.number, groupId: 'segreteria', place: 'office' },
    ...{ startAt: ago(minutesAgo), endAt: ago(minutesAgo - HALF_AN_HOUR), state, sequence: 0 },
    pending: state === 'held' ? 7 : null,
  },
];
const openEntry = async (): Promise<void> => {
  await shown.page.getByRole('log').waitFor();
  await shown.page
    .getByRole('button', { name: /^Apri l’appuntamento/ })
    .first()
    .press('Enter');
  await shown.page.getByRole('dialog', { name: `Appuntamento ${open.row.number}` }).waitFor();
};

test('[AP7] booked on the telephone without the hub: said beforehand that it is held, and shown as held, never as booked', async () => {
  await shown.show({ place, open, ...offline });
  const { page } = shown;
  await page.getByRole('log').waitFor();
  await page.keyboard.press('b');
  const dialog = page.getByRole('dialog', { name: `Appuntamento per la pratica ${open.row.number}` });
  await dialog.getByText('l’orario resta tenuto su questa postazione').waitFor();
  await dialog.getByRole('radiogroup', { name: 'Quando' }).getByRole('radio').first().press('Space');
  expect(await axe()).toEqual([]);
  await picture('agenda-booking-offline');
  await dialog.getByRole('button', { name: 'Fissa adesso' }).press('Enter');
  await dialog.waitFor({ state: 'detached' });
  await expect
    .poll(async () => (await commandsOf(page)).at(-1))
    .toMatchObject({ name: 'book-appointment', ...about, place: 'office' });
  await shown.show({ place, open, ...offline, appointments: entry(-1_440, 'held') });
  await openEntry();
  await page.getByRole('dialog').getByText('tenuto qui, attende conferma').waitFor();
  await page.getByRole('dialog').getByText('non è ancora sicuro').waitFor();
  await picture('agenda-held');
});

test('[AP5] of one that is over one says whether the contact came; who did not come can be put right', async () => {
  await shown.show({ place, open, appointments: entry(90, 'booked') });
  const { page } = shown;
  await openEntry();
  await page.getByRole('group', { name: 'Com’è andata?' }).waitFor();
  expect(await axe()).toEqual([]);
  await picture('agenda-did-come');
  await page.getByRole('button', { name: 'Non è venuto' }).press('Enter');
  await expect
    .poll(async () => (await commandsOf(page)).at(-1))
    .toEqual({ name: 'close-appointment', ...about, appointmentId: 'a-1', outcome: 'missed' });
  await shown.show({ place, open, appointments: entry(90, 'missed') });
  await openEntry();
  await page.getByRole('dialog').getByText('non è venuto', { exact: true }).waitFor();
  expect(await page.getByRole('button', { name: 'Non è venuto' }).isDisabled()).toBe(true);
  await page.getByRole('button', { name: 'È venuto', exact: true }).press('Enter');
  await expect
    .poll(async () => (await commandsOf(page)).at(-1))
    .toEqual({ name: 'close-appointment', ...about, appointmentId: 'a-1', outcome: 'kept' });
});

test('[AP5] one that is to come is moved to another free time, or cancelled for a reason; nobody says yet who came', async () => {
  await shown.show({ place, open, appointments: entry(-1_440, 'booked') });
  const { page } = shown;
  await openEntry();
  expect(await page.getByRole('group', { name: 'Com’è andata?' }).count()).toBe(0);
  await page.getByRole('button', { name: 'Sposta…' }).press('Enter');
  const dialog = page.getByRole('dialog', { name: `Sposta l’appuntamento, pratica ${open.row.number}` });
  await dialog.getByRole('radiogroup', { name: 'Quando' }).getByRole('radio').first().press('Space');
  await dialog.getByRole('button', { name: 'Sposta', exact: true }).press('Enter');
  await expect
    .poll(async () => (await commandsOf(page)).at(-1))
    .toMatchObject({ name: 'move-appointment', ...about, appointmentId: 'a-1' });
  await dialog.waitFor({ state: 'detached' });
  await openEntry();
  await page.getByRole('button', { name: 'Annulla l’appuntamento…' }).press('Enter');
  const yes = page.getByRole('button', { name: 'Sì, annulla' });
  expect(await yes.isDisabled()).toBe(true);
  await page.getByRole('radio', { name: 'L’ha chiesto il richiedente' }).press('Space');
  await yes.press('Enter');
  await expect
    .poll(async () => (await commandsOf(page)).at(-1))
    .toEqual({
      ...{ name: 'close-appointment', ...about, appointmentId: 'a-1', outcome: 'cancelled', reason: 'contact-asked' },
    });
});
