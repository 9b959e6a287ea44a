import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Call } from '../../shared/bridge/core.ts';
import { formOfReply } from '../../shared/canned/form.ts';
import { button, focused, reach, shown } from '../support/e2e/page.ts';
import { conversations } from '../support/renderer/conversations.ts';
import { coordinator, library, now } from '../support/renderer/fixtures.ts';
import { looksOf } from '../support/renderer/looks.ts';
import type { Script } from '../support/renderer/scripted-core.ts';
import { openRendererWindow, type RendererWindow } from '../support/renderer/window.ts';

const GUARD = 'Da non inviare così';
/** Canned replies in a real window, by keyboard: list, editor, import and export, and their way into a reply. */
let window_: RendererWindow;
let page: Page;
const looks = looksOf(() => page);
const withLibrary: Script = {
  status: { me: coordinator },
  cannedReplies: library,
  cannedUses: { 'canned-accesso': 41 },
};

beforeAll(async () => {
  window_ = await openRendererWindow();
  ({ page } = window_);
}, 120_000);
afterAll(async () => {
  await window_?.close();
});

type Named<N extends Call['name']> = Extract<Call, { name: N }>;
const calls = async <N extends Call['name']>(name: N): Promise<Named<N>[]> =>
  (await page.evaluate(() => window.scripted.calls)).filter((call): call is Named<N> => call.name === name);
const open = async (script: Script): Promise<void> => {
  await window_.show(script);
  await page
    .getByRole('button', { name: /Risposte pronte/ })
    .first()
    .press('Enter');
  await shown(page.getByRole('heading', { name: 'Risposte pronte' }));
};
const titles = () => page.locator('article h3').allTextContents();
const box = (name: string) => page.getByRole('textbox', { name });
const choose = async (name: string, option: string): Promise<void> => {
  await page.getByRole('button', { name: new RegExp(`${name}$`) }).press('Enter');
  await page.getByRole('option', { name: option, exact: true }).press('Enter');
};

describe('[CR2] the list and the editor', () => {
  test('found by words, group, language and whose; what is not offered today says why; uses are figures', async () => {
    await open(withLibrary);
    expect(await titles()).toHaveLength(library.length);
    expect(await looks.axe()).toEqual([]);
    await looks.picture('canned-list');
    const facts = await page.locator('article').allTextContents();
    expect(facts.find((text) => text.includes('/natale'))).toMatch(/scaduta: valeva fino al/);
    expect(facts.find((text) => text.includes('/campo-estivo'))).toMatch(/vale dal/);
    expect(facts.find((text) => text.includes('/mappa'))).toMatch(/sito non approvato: https:/);
    expect(facts.find((text) => text.includes('/accessoModifica'))).toMatch(/usata 41 volte/);
    await page.getByRole('searchbox', { name: 'Cerca' }).last().fill('natale');
    expect(await titles()).toEqual(['Orari di Natale']);
    await page.getByRole('searchbox', { name: 'Cerca' }).last().fill('');
    await choose('Quali', 'mie');
    expect(await titles()).toEqual(['I miei saluti']);
    await choose('Quali', 'scadute');
    expect(await titles()).toEqual(['Orari di Natale']);
  });

  test('[CR2] [CR4] a new one: problems are said, a variable comes from the menu, Ctrl+S stores, and until then it is a draft', async () => {
    await open(withLibrary);
    await button(page, 'Nuova condivisa').press('Enter');
    await expect.poll(() => focused(page)).toContain('Titolo');
    await page.keyboard.type('Orari');
    await page.keyboard.press('Tab');
    await page.keyboard.type('accesso');
    await shown(page.getByText('C’è già una risposta con questo nome breve'));
    await page.keyboard.type('-orari');
    await box('Testo').focus();
    await page.keyboard.type('Gentile {{nome}}, la mia password è Gatto123!');
    await shown(page.getByText('C’è una variabile che non esiste'));
    await shown(page.getByRole('list', { name: GUARD }));
    expect(await looks.axe()).toEqual([]);
    await looks.picture('canned-edit');
    await page.keyboard.press('Control+s');
    expect(await calls('change-canned-replies')).toEqual([]);
    await page.keyboard.press('Control+a');
    await page.keyboard.type('Gentile ');
    await button(page, 'Inserisci una variabile').press('Enter');
    await page.getByRole('menuitem', { name: /^nome del richiedente/ }).press('Enter');
    await expect.poll(() => box('Testo').inputValue()).toBe('Gentile {{contact.firstName}}');
    expect(await page.getByRole('region', { name: 'Come si leggerà' }).textContent()).toContain('Gentile Anna');
    await expect.poll(async () => (await calls('save-draft')).at(-1)?.text).toContain('{{contact.firstName}}');
    await page.keyboard.press('Control+s');
    await expect.poll(() => calls('change-canned-replies')).toHaveLength(1);
    const [stored] = (await calls('change-canned-replies'))[0]?.changes ?? [];
    expect(stored).toMatchObject({
      ...{ step: 'put', base: null },
      reply: { title: 'Orari', shortcut: 'accesso-orari', text: 'Gentile {{contact.firstName}}', address: 'lei' },
    });
    await shown(page.getByRole('heading', { name: 'Risposte pronte' }));
    expect((await calls('save-draft')).at(-1)).toMatchObject({ kind: 'canned', text: '' });
  });

  test('[CR2] without the hub, or when somebody was faster, what was typed stays, and both versions are in sight', async () => {
    await open({ ...withLibrary, fails: { 'change-canned-replies': { code: 'hub-unreachable' } } });
    await button(page, 'Modifica «Orari di Natale»').press('Enter');
    await box('Titolo').fill('Orari delle feste');
    await page.keyboard.press('Control+s');
    await shown(page.getByRole('alert').filter({ hasText: /centro/ }));
    expect(await box('Titolo').inputValue()).toBe('Orari delle feste');
    const newer = library.map((reply) =>
      reply.shortcut === 'natale' ? { ...reply, revision: 2, title: 'Orari di fine anno' } : reply,
    );
    await window_.change({ cannedReplies: newer, fails: {} });
    await shown(page.getByRole('alert').filter({ hasText: 'Orari di fine anno' }));
    expect(await looks.axe()).toEqual([]);
    await looks.picture('canned-conflict');
    await button(page, 'Tieni la mia').press('Enter');
    await page.keyboard.press('Control+s');
    await expect
      .poll(async () => (await calls('change-canned-replies')).at(-1)?.changes[0])
      .toMatchObject({
        ...{ step: 'put', base: 2, reply: { title: 'Orari delle feste' } },
      });
  });

  test('[CR10] files are brought, can be taken out, and are stored with the reply; what can’t go is said by name', async () => {
    await open(withLibrary);
    await button(page, 'Modifica «Non riesce ad accedere al sito»').first().press('Enter');
    const files = page.getByRole('list', { name: 'Allegati della risposta pronta' });
    await shown(files.getByText('Modulo di accesso.pdf'));
    const pdf = (name: string) => ({ name, mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7 prova') });
    await page.setInputFiles('input[type=file]', [pdf('Regole.pdf'), pdf('Guida.pdf')]);
    await shown(files.getByText('Guida.pdf'));
    expect(await files.getByRole('listitem').count()).toBe(3);
    await window_.change({ fails: { 'bring-canned-file': { code: 'file-type' } } });
    await page.setInputFiles('input[type=file]', [pdf('Virus.pdf')]);
    await shown(page.getByRole('alert').filter({ hasText: /Virus\.pdf.*non si può allegare/ }));
    await window_.change({ fails: {} });
    await page.setInputFiles(
      'input[type=file]',
      [1, 2, 3].map((at) => pdf(`${at}.pdf`)),
    );
    await shown(page.getByRole('alert').filter({ hasText: /3\.pdf.*al massimo 5 file/ }));
    expect(await looks.axe()).toEqual([]);
    await looks.picture('canned-files');
    await button(page, 'Togli Modulo di accesso.pdf').press('Enter');
    await page.keyboard.press('Control+s');
    await expect
      .poll(async () => (await calls('change-canned-replies')).at(-1)?.changes[0])
      .toMatchObject({ reply: { files: ['Regole.pdf', 'Guida.pdf', '1.pdf', '2.pdf'].map((name) => ({ name })) } });
  });

  test('[CR2] Esc leaves a draft that is found again; a removal is undone with the focus on it', async () => {
    const begun = { ...formOfReply(library[0] ?? fail(), false), title: 'Quasi finita' };
    const draft = { kind: 'canned', returned: null, localSavedAt: now, text: JSON.stringify(begun) } as const;
    await open({
      ...withLibrary,
      cannedDrafts: [
        { ...draft, conversationId: 'canned-accesso' },
        { ...draft, conversationId: 'nuova' },
      ],
    });
    await shown(page.getByText('Cominciate e non salvate'));
    await button(page, 'Riprendi «Non riesce ad accedere al sito»').first().press('Enter');
    expect(await box('Titolo').inputValue()).toBe('Quasi finita');
    await page.keyboard.press('Escape');
    await shown(page.getByText('modifiche non salvate'));
    await button(page, 'Elimina «I miei saluti»').press('Enter');
    await shown(page.getByText('Hai eliminato «I miei saluti».'));
    expect((await calls('change-own-replies')).at(-1)?.changes).toEqual([
      { step: 'remove', id: 'canned-saluti', base: 1 },
    ]);
    await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe('Annulla l’eliminazione');
    await page.keyboard.press('Enter');
    await expect
      .poll(async () => (await calls('change-own-replies')).at(-1)?.changes[0])
      .toMatchObject({
        ...{ step: 'put', base: null, reply: { id: 'canned-saluti' } },
      });
  });
});

test('[CR9] a file is looked at line by line before anything is stored', async () => {
  await open(withLibrary);
  await button(page, 'Importa').press('Enter');
  const lines = [
    'nome breve;titolo;testo;al',
    'nuova;Perché no;Buongiorno;',
    'natale;Natale;Chiusi.;2026-12-31',
    'x;X;www.altrove.it;',
  ];
  // As Excel writes it: not in UTF-8.
  const buffer = Buffer.from(lines.join('\r\n'), 'latin1');
  await page.setInputFiles('input[type=file]', { name: 'risposte.csv', mimeType: 'text/csv', buffer });
  await shown(page.getByText('1 nuova, 1 cambiata, nessuna uguale, 1 rifiutata.'));
  expect((await page.getByRole('row').allTextContents())[1]).toMatch(/^4\/x.*sito non approvato/);
  expect(await looks.axe()).toEqual([]);
  await looks.picture('canned-import');
  expect(await calls('change-canned-replies')).toEqual([]);
  await button(page, 'Importa 2 risposte').press('Enter');
  await expect.poll(() => calls('change-canned-replies')).toHaveLength(1);
  expect((await calls('change-canned-replies'))[0]?.changes).toMatchObject([
    { step: 'put', base: null, reply: { shortcut: 'nuova', title: 'Perché no' } },
    { step: 'put', base: 1, reply: { id: 'canned-natale', title: 'Natale', validUntil: '2026-12-31' } },
  ]);
});

test('[CR9] what is in the list is exported, with every reply that the filters leave', async () => {
  await open(withLibrary);
  await page.evaluate(() => {
    const made = URL.createObjectURL.bind(URL);
    Object.assign(globalThis, { exported: [] as Blob[] });
    URL.createObjectURL = (blob: Blob) => {
      (globalThis as unknown as { exported: Blob[] }).exported.push(blob);
      return made(blob);
    };
  });
  const exported = () =>
    page.evaluate(async () => {
      const bytes = await (globalThis as unknown as { exported: Blob[] }).exported.at(-1)?.arrayBuffer();
      return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes ?? new ArrayBuffer());
    });
  await page.getByRole('searchbox', { name: 'Cerca' }).last().fill('NATÀLE');
  await expect.poll(titles).toEqual(['Orari di Natale']);
  await button(page, 'Esporta').press('Enter');
  await expect.poll(exported).toContain('natale;Orari di Natale;');
  expect((await exported()).startsWith('\uFEFFnome breve;titolo;gruppo;lingua;forma;testo;dal;al;allegati\r\n')).toBe(
    true,
  );
  expect(await exported()).not.toContain('mappa');
});

test('[CR3] volunteers read the shared ones and write their own', async () => {
  await open({ cannedReplies: library });
  expect(await button(page, 'Nuova condivisa').count()).toBe(0);
  expect(await page.getByRole('button', { name: /^Modifica/ }).allTextContents()).toHaveLength(1);
  await button(page, 'Copia fra le mie: «Orari di Natale»').press('Enter');
  await shown(page.getByRole('heading', { name: 'Nuova risposta mia' }));
  await page.keyboard.press('Control+s');
  await expect
    .poll(async () => (await calls('change-own-replies')).at(-1)?.changes[0])
    .toMatchObject({
      ...{ step: 'put', base: null, reply: { shortcut: 'natale' } },
    });
});

test('[CR5] [CR6] [CR8] in a reply: what is not for today is not offered, other forms come later, and the use is counted', async () => {
  const place = { view: 'mine', groupId: null, conversationId: 'c-124', scrollTop: 0 } as const;
  await window_.show({ cannedReplies: library, place, open: conversations.mine });
  await reach(page.getByRole('textbox', { name: 'Risposta' }));
  await page.keyboard.type('/');
  const options = page.getByRole('option').filter({ has: page.locator('code') });
  await shown(options.first());
  const offered = await options.locator('code').allTextContents();
  expect(offered.toSorted()).toEqual(['/access', '/accesso', '/accesso-tu', '/saluti']);
  expect(offered.at(-1)).toBe('/access');
  expect(await options.first().textContent()).toContain('Modulo di accesso.pdf');
  await page.keyboard.type('accesso');
  await page.keyboard.press('Enter');
  await expect.poll(() => page.getByRole('textbox', { name: 'Risposta' }).inputValue()).toContain('Gentile Chiara,');
  expect(await calls('canned-used')).toEqual([{ name: 'canned-used', id: 'canned-accesso', conversationId: 'c-124' }]);
  // Its file comes along.
  await expect
    .poll(() => calls('add-canned-file'))
    .toEqual([{ name: 'add-canned-file', conversationId: 'c-124', id: 'cf-1' }]);
  expect(await window_.violations()).toEqual([]);
});

function fail(): never {
  throw new Error('the library is empty');
}
