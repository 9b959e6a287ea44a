import type { Page } from 'playwright';
import type { Place } from '../../shared/bridge/desktop.ts';
import { cannedScreens } from './canned-screens.ts';
import { staffScreens } from './staff-screens.ts';
import { conversations, inspectionOf } from '../support/renderer/conversations.ts';
import {
  appointments,
  board,
  boardCases,
  coordinator,
  minesRows,
  now,
  schedules,
  waiting,
} from '../support/renderer/fixtures.ts';
import { stuckDoor } from '../support/renderer/stuck-door.ts';
import type { Script } from '../support/renderer/scripted-core.ts';

/** A state of the interface worth looking at: what is behind it, and what a person does to get there. */
export interface Screen {
  readonly name: string;
  readonly script: Script;
  readonly act?: (page: Page) => Promise<void>;
  /** Wait for what appears only when it lasts. */
  readonly lastsMs?: number;
}

const at = (conversationId: string | null, view: Place['view'] = 'to-take'): Place => ({
  view,
  groupId: null,
  conversationId,
  scrollTop: 0,
});
const mine: Script = { place: at('c-124', 'mine'), open: conversations.mine };
const press = (key: string) => async (page: Page) => await page.keyboard.press(key);
const go = (name: RegExp) => async (page: Page) => await page.getByRole('button', { name }).first().click();
const book = async (page: Page): Promise<void> => {
  await page.getByRole('log').waitFor();
  await page.keyboard.press('b');
  await page.getByRole('radio').nth(5).press('Space');
};
const redacting = async (page: Page): Promise<void> => {
  await page
    .getByRole('button', { name: /^Oscura una parte del messaggio di Chiara/ })
    .first()
    .click();
};
const guardWords: NonNullable<Script['guard']> = {
  always: ['caso Betulla', 'commissione di garanzia', 'fondo emergenze'],
  never: ['ambulatorio sociale', 'sportello salute di Lovere'],
  association: {},
};
const tryingWord = async (page: Page): Promise<void> => {
  await go(/Impostazioni/)(page);
  const field = page.getByRole('textbox', { name: 'Prova una frase' });
  await field.fill('Del caso Betulla parliamo giovedì allo sportello salute di Lovere.');
  await field.scrollIntoViewIfNeeded();
};
const slotTaken: NonNullable<Script['notices']>[number] = {
  id: 3,
  localAt: now,
  conversationId: 'c-124',
  number: '2026-000124',
  kind: 'refused',
  command: 'book-appointment',
  failure: { code: 'slot-taken' },
};
const write = (text: string) => async (page: Page) => {
  await page.getByRole('textbox', { name: 'Risposta' }).click();
  await page.keyboard.type(text);
};
const outboxItem = { conversationId: 'c-121', number: '2026-000121', localAt: now - 300_000, undoUntil: null };
const offline: Script['status'] = { connection: 'offline', outboxCount: 2, problem: { code: 'hub-unreachable' } };
const unknown: Script['status'] = { connection: 'not-enrolled', association: null, me: null };

const laidOut = `<h2>Iscrizione al corso di disegno</h2><p>Ecco i dati che avete chiesto:</p>
<table><tr><th>Corso</th><td>Disegno, martedì</td></tr><tr><th>Quota</th><td><b>45 €</b></td></tr></table>
<p><img src="https://traccia.example/p.gif" alt=""> Il modulo è <a href="https://modulo.example/">sul sito</a>.</p>`;

export const screens: readonly Screen[] = [
  { name: 'starting', script: { status: { connection: 'starting' } } },
  {
    name: 'starting-newer-database',
    script: { status: { connection: 'starting', problem: { code: 'database-newer' } } },
  },
  { name: 'sign-in', script: { status: { ...unknown, hubUrl: null, protection: 'none' } } },
  {
    name: 'sign-in-expired',
    script: { status: unknown, fails: { enrol: { code: 'expired-code' } } },
    act: async (page) => {
      await page.getByLabel('Codice di attivazione').fill('abcd-efgh');
      await page.getByRole('button', { name: 'Attiva' }).click();
      await page.getByRole('alert').waitFor();
    },
  },
  { name: 'inbox', script: {} },
  { name: 'inbox-empty', script: { rows: { 'to-take': [] } } },
  { name: 'inbox-100000', script: { many: 100_000, place: { ...at(null), scrollTop: 4_000_000 } } },
  { name: 'waiting', script: { place: at('c-124'), open: conversations.waiting } },
  { name: 'waiting-unverified', script: { place: at('c-127'), open: conversations.unverified } },
  { name: 'mine', script: mine },
  { name: 'mine-deliveries', script: { ...mine, open: conversations.deliveries } },
  { name: 'mine-returned', script: { ...mine, open: conversations.returned, notices: notices() } },
  { name: 'resolved', script: { ...mine, open: conversations.resolved } },
  { name: 'mine-handed-over', script: { ...mine, open: conversations.handedOver } },
  { name: 'stub-with-draft', script: { place: at('c-110', 'passed-on'), open: conversations.stubWithDraft } },
  { name: 'documents', script: { ...mine, open: conversations.documents } },
  {
    name: 'document-dialog',
    script: { ...mine, open: conversations.documents },
    act: async (page) => {
      await page.getByRole('button', { name: 'Altre azioni per passaporto.png' }).click();
      await page.getByRole('menuitem', { name: /^È un documento/ }).click();
    },
  },
  {
    name: 'attachment-menu',
    script: { ...mine, open: conversations.documents },
    act: async (page) => await page.getByRole('button', { name: 'Altre azioni per carta-identita.jpg' }).click(),
  },
  {
    name: 'case-menu',
    script: mine,
    act: async (page) => await page.getByRole('button', { name: 'Altre azioni per la pratica' }).click(),
  },
  {
    name: 'document-watermark',
    script: { ...mine, open: conversations.documents },
    act: async (page) => {
      await page.getByRole('button', { name: /^Apri carta-identita/ }).click();
      await page.getByRole('dialog').getByRole('img').waitFor();
    },
  },
  { name: 'redacted', script: { ...mine, open: conversations.redacted } },
  {
    name: 'redact-dialog',
    script: { ...mine, open: conversations.redacted },
    act: async (page) => {
      await redacting(page);
      await page.getByRole('button', { name: 'un codice fiscale' }).click();
    },
  },
  {
    name: 'redact-sure',
    script: { ...mine, open: conversations.redacted },
    act: async (page) => {
      await redacting(page);
      await page.getByRole('button', { name: 'un codice fiscale' }).click();
      await page.getByRole('button', { name: 'Oscura…', exact: true }).click();
    },
  },
  { name: 'flagged', script: { place: at('c-110'), open: conversations.flagged } },
  {
    name: 'guard-panel',
    script: { place: at('c-124', 'mine'), open: conversations.confided },
    act: async (page) => await page.locator('mark').first().waitFor(),
  },
  {
    name: 'inspect-dialog',
    script: { place: at('c-110', 'passed-on'), open: conversations.stub, status: { me: coordinator } },
    act: go(/^Leggi senza partecipare/),
  },
  {
    name: 'board',
    script: { status: { me: coordinator }, board, boardCases },
    act: async (page) => {
      await go(/^Carico di lavoro/)(page);
      await page.getByRole('table', { name: 'Volontari' }).waitFor();
    },
  },
  {
    name: 'board-cases',
    script: { status: { me: coordinator }, board, boardCases },
    act: async (page) => {
      await go(/^Carico di lavoro/)(page);
      await go(/^Luca Bianchi/)(page);
      await page.getByRole('checkbox').first().check();
    },
  },
  {
    name: 'inspection',
    script: {
      ...{ place: at('c-110', 'passed-on'), open: conversations.stub, status: { me: coordinator } },
      inspection: inspectionOf(conversations.mine),
    },
    act: async (page) => await page.getByRole('log').waitFor(),
  },
  { name: 'stub', script: { place: at('c-110', 'passed-on'), open: conversations.stub } },
  {
    name: 'offline-requested',
    script: { place: at('c-124'), open: conversations.requested, status: offline },
    lastsMs: 3_200,
  },
  {
    name: 'unknown-device',
    script: { status: { ...offline, problem: { code: 'unknown-device' } }, fails: { enrol: { code: 'other-user' } } },
    lastsMs: 3_200,
    act: async (page) => {
      await page.getByRole('button', { name: 'Inserisci un codice' }).click();
      await page.getByLabel('Codice di attivazione').fill('abcd-efgh');
      await page.getByRole('button', { name: 'Attiva', exact: true }).click();
      await page.getByRole('alert').filter({ hasText: 'altra persona' }).waitFor();
    },
  },
  { name: 'door-stuck', script: stuckDoor('unknown-device') },
  {
    name: 'door-begin-anew',
    script: stuckDoor('key-lost'),
    act: async (page) => {
      await go(/Ricomincia con un codice/)(page);
      await page.getByRole('dialog').waitFor();
    },
  },
  { name: 'canned-popup', script: mine, act: write('/a') },
  {
    name: 'composer-unresolved',
    script: mine,
    act: async (page) => {
      await write('/app')(page);
      await page.keyboard.press('Enter');
      await page.getByText('Da completare').waitFor();
    },
  },
  {
    name: 'composer-guarded',
    script: mine,
    act: async (page) => {
      await write('Le scrivo dal mio numero 333 1234567: suo figlio è in cura dallo psichiatra.')(page);
      await page.getByRole('list', { name: 'Da non inviare così' }).waitFor();
    },
  },
  {
    name: 'composer-confidential',
    script: mine,
    act: async (page) => {
      await write('Suo figlio è in cura dallo psichiatra: il codice fiscale è RSSMRA85T10A562S.')(page);
      await page.keyboard.press('Control+Enter');
      await page.getByRole('dialog').waitFor();
    },
  },
  { name: 'quoted', script: mine, act: go(/Mostra il testo citato/) },
  {
    name: 'attachment',
    script: mine,
    act: async (page) => {
      await page.getByRole('button', { name: /^Apri tessera\.png/ }).click();
      await page.getByRole('img', { name: 'tessera.png' }).waitFor();
    },
  },
  {
    name: 'attachment-offline',
    script: { ...mine, fails: { attachment: { code: 'attachment-missing' } } },
    act: async (page) => {
      await page.getByRole('button', { name: /^Apri tessera\.png/ }).click();
      await page.getByRole('alert').filter({ hasText: 'allegato' }).waitFor();
    },
  },
  {
    name: 'original',
    script: { ...mine, open: conversations.laidOut, html: { 'a-html': laidOut } },
    act: async (page) => {
      await page.getByRole('button', { name: 'Mostra l’impaginazione' }).click();
      await page.getByText('1 immagine remota bloccata').waitFor();
    },
  },
  { name: 'chronology', script: mine, act: press('Control+p') },
  { name: 'transfer', script: mine, act: press('p') },
  { name: 'promise', script: mine, act: press('f') },
  {
    name: 'undo-send',
    script: {
      ...mine,
      outbox: [{ ...outboxItem, seq: 2 ** 40, name: 'reply', sent: false, undoUntil: now + 3_600_000 }],
    },
    act: async (page) => {
      await page.getByRole('region', { name: 'Invii che si possono annullare' }).waitFor();
    },
  },
  { name: 'release', script: mine, act: press('Shift+C') },
  {
    name: 'refused-here',
    script: { ...mine, fails: { command: { code: 'disk-full' } } },
    act: press('e'),
  },
  {
    name: 'search',
    script: { hits: hits(), place: at('c-124'), open: conversations.waiting },
    act: async (page) => {
      await page.keyboard.press('Control+f');
      await page.keyboard.type('password');
    },
  },
  { name: 'search-none', script: {}, act: async (page) => await page.getByRole('searchbox').fill('zebra') },
  { name: 'palette', script: {}, act: press('Control+k') },
  { name: 'keys', script: {}, act: press('F1') },
  { name: 'agenda-week', script: { appointments }, act: go(/^Agenda/) },
  {
    name: 'agenda-day',
    script: { appointments },
    act: async (page) => {
      await go(/^Agenda/)(page);
      await page.getByText('Giorno', { exact: true }).click();
    },
  },
  { name: 'agenda-offline', script: { appointments, status: offline }, act: go(/^Agenda/), lastsMs: 3_200 },
  { name: 'agenda-empty', script: {}, act: go(/^Agenda/) },
  {
    name: 'appointment',
    script: { ...mine, appointments },
    act: async (page) => {
      // Folded away where there is little room.
      const details = page.getByRole('button', { name: 'Dettagli' });
      const entry = page.getByRole('button', { name: /Apri l’appuntamento/ }).first();
      if (!(await entry.isVisible()) && (await details.isVisible())) await details.click();
      await entry.click();
    },
  },
  { name: 'book', script: { ...mine, appointments }, act: book },
  {
    name: 'book-more',
    script: mine,
    act: async (page) => {
      await book(page);
      await page.getByRole('button', { name: 'Altri orari' }).click();
    },
  },
  { name: 'book-offline', script: { ...mine, status: offline }, act: book, lastsMs: 3_200 },
  { name: 'book-refused', script: { ...mine, notices: [slotTaken] } },
  ...cannedScreens,
  ...staffScreens,
  { name: 'outbox', script: { status: offline, outbox: outbox() }, act: go(/^In uscita/), lastsMs: 3_200 },
  { name: 'outbox-empty', script: {}, act: go(/^In uscita/) },
  { name: 'settings', script: {}, act: go(/Impostazioni/) },
  { name: 'guard-words', script: { status: { me: coordinator }, guard: guardWords }, act: tryingWord },
  {
    name: 'settings-hours',
    script: { status: { me: coordinator }, schedules },
    act: async (page) => {
      await go(/Impostazioni/)(page);
      await page.getByRole('button', { name: 'Orari e tempi' }).press('Enter');
      await page.getByRole('button', { name: 'Salva gli orari' }).scrollIntoViewIfNeeded();
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
  {
    name: 'first-synchronisation',
    script: {
      status: { syncing: { done: 8_200, total: 20_000 }, protection: 'none' },
      info: { developmentRuntime: true, settingsProblem: true },
    },
    lastsMs: 3_200,
  },
];

function notices(): NonNullable<Script['notices']> {
  return [
    {
      id: 1,
      localAt: now,
      conversationId: 'c-124',
      number: '2026-000124',
      kind: 'refused',
      command: 'reply',
      failure: { code: 'stale', userId: 'u-luca', at: now - 120_000 },
    },
    {
      id: 2,
      localAt: now,
      conversationId: 'c-110',
      number: '2026-000110',
      kind: 'evicted-while-open',
      command: null,
      failure: { code: 'taken', userId: 'u-luca', at: now - 240_000 },
    },
  ];
}

function hits(): NonNullable<Script['hits']> {
  const passage = ['…dopo il cambio ', 'password', ' il portale mi rifiuta e non so più come ', 'accedere', '…'];
  return [...waiting.slice(0, 2), ...minesRows.slice(0, 1)].map((row) => ({ row, passage }));
}

function outbox(): NonNullable<Script['outbox']> {
  return [
    { seq: 1, name: 'claim', sent: true, ...outboxItem },
    { seq: 2, name: 'reply', sent: false, ...outboxItem },
  ];
}
