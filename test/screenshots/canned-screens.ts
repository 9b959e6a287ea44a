import type { Page } from 'playwright';
import { coordinator, library, now } from '../support/renderer/fixtures.ts';
import type { Script } from '../support/renderer/scripted-core.ts';
import type { Screen } from './screen.ts';

const openPage = async (page: Page): Promise<void> =>
  await page
    .getByRole('button', { name: /Risposte pronte/ })
    .first()
    .click();
const withLibrary: Script = {
  status: { me: coordinator },
  cannedReplies: library,
  cannedUses: { 'canned-accesso': 41, 'canned-accesso-tu': 12, 'canned-access': 1, 'canned-natale': 0 },
};
const staleCanned = {
  conversationId: 'canned-natale',
  kind: 'canned' as const,
  localSavedAt: now,
  returned: null,
  text: JSON.stringify({
    ...{ isOwn: false, base: 0, title: 'Orari delle feste', shortcut: 'natale', lang: 'it', address: 'lei' },
    ...{ groupId: 'segreteria', text: 'Gentile {{contact.firstName}},\n\nsiamo aperti fino al 23.' },
    ...{ validFrom: '', validUntil: '2027-01-06' },
  }),
};
const broughtFile = [
  'nome breve;titolo;testo;al',
  'nuova;Una nuova;Buongiorno;',
  'natale;Orari di Natale;Siamo chiusi.;2026-12-31',
  'mappa;La mappa;www.mappe.example;',
  '',
].join('\n');
const editCanned = async (page: Page): Promise<void> => {
  await openPage(page);
  await page.getByRole('button', { name: 'Nuova condivisa' }).press('Enter');
  await page.getByRole('textbox', { name: 'Titolo' }).fill('Orari di apertura');
  await page.getByRole('textbox', { name: 'Nome breve' }).fill('Orari!');
  await page
    .getByRole('textbox', { name: 'Testo' })
    .fill('Gentile {{contact.firstName|richiedente}},\n\nsiamo aperti. La password è Gatto123!\n\n{{operatore}}');
};

/** The list of canned replies, the editor, and the import. */
export const cannedScreens: readonly Screen[] = [
  { name: 'canned-replies', isMain: true, script: withLibrary, act: openPage },
  { name: 'canned-replies-empty', script: { cannedReplies: [] }, act: openPage },
  { name: 'canned-edit', isMain: true, script: withLibrary, act: editCanned },
  {
    name: 'canned-conflict',
    script: { ...withLibrary, cannedDrafts: [staleCanned] },
    act: async (page) => {
      await openPage(page);
      await page.getByRole('button', { name: 'Riprendi «Orari di Natale»' }).press('Enter');
    },
  },
  {
    name: 'canned-import',
    script: withLibrary,
    brought: `${broughtFile} risposte.csv`,
    act: async (page) => {
      await openPage(page);
      await page.getByRole('button', { name: 'Importa' }).press('Enter');
      await page.setInputFiles('input[type=file]', {
        name: 'risposte.csv',
        mimeType: 'text/csv',
        buffer: Buffer.from(broughtFile),
      });
      await page.getByRole('region', { name: 'Righe del file' }).waitFor();
    },
  },
];
