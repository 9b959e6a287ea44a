import type { Page } from 'playwright';
import { appointments, now } from '../support/renderer/fixtures.ts';
import type { Script } from '../support/renderer/scripted-core.ts';
import { go, inDialog, mine, offline, type Screen, steps } from './screen.ts';

const book = async (page: Page): Promise<void> => {
  await page.getByRole('log').waitFor();
  await page.keyboard.press('b');
  await page
    .getByRole('radio', { name: /24 novembre/ })
    .first()
    .press('Space');
};
const slotTaken: NonNullable<Script['notices']>[number] = {
  ...{ id: 3, localAt: now, conversationId: 'c-124', number: '2026-000124', kind: 'refused' },
  ...{ command: 'book-appointment', failure: { code: 'slot-taken' } },
};

/** Appointments: the agenda, one of them, and how it is booked. */
export const agendaScreens: readonly Screen[] = [
  { name: 'agenda-week', isMain: true, script: { appointments }, act: go(/^Agenda/) },
  {
    name: 'agenda-day',
    script: { appointments },
    act: steps(go(/^Agenda/), async (page) => await page.getByText('Giorno', { exact: true }).click()),
  },
  { name: 'agenda-offline', script: { ...offline, appointments }, act: go(/^Agenda/) },
  { name: 'agenda-empty', script: {}, act: go(/^Agenda/) },
  { name: 'agenda-loading', script: { silent: ['agenda'] }, act: go(/^Agenda/) },
  {
    name: 'appointment',
    script: { ...mine, appointments },
    act: async (page) => {
      // Folded away where there is little room.
      const details = page.getByRole('button', { name: 'Dettagli' });
      const entry = page.getByRole('button', { name: /Apri l’appuntamento/ }).first();
      await page.getByRole('log').waitFor();
      if (!(await entry.isVisible()) && (await details.isVisible())) await details.click();
      await entry.click();
    },
  },
  {
    name: 'appointment-cancel',
    script: { ...mine, appointments },
    act: async (page) => {
      await go(/Agenda/)(page);
      await page
        .getByRole('group', { name: /^Appuntamenti/ })
        .getByText('2026-000124')
        .first()
        .click();
      await page.getByRole('button', { name: /Annulla l’appuntamento/ }).click();
    },
  },
  { name: 'book', isMain: true, script: { ...mine, appointments }, act: book },
  { name: 'book-more', script: mine, act: steps(book, go('Altri orari')) },
  {
    name: 'book-loading',
    script: { ...mine, silent: ['free-slots'] },
    act: async (page) => {
      await page.getByRole('log').waitFor();
      await page.keyboard.press('b');
      await inDialog(page);
    },
  },
  { name: 'book-offline', script: { ...mine, ...offline }, act: book },
  { name: 'book-refused', script: { ...mine, notices: [slotTaken] } },
];
