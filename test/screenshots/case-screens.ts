import type { Page } from 'playwright';
import { conversations, inspectionOf } from '../support/renderer/conversations.ts';
import { coordinator, minesRows, now } from '../support/renderer/fixtures.ts';
import { moreConversations as more } from '../support/renderer/more-conversations.ts';
import type { Script } from '../support/renderer/scripted-core.ts';
import { at, asCoordinator, fromMenu, go, inCase, inDialog, mine, offline, type Screen, see, steps } from './screen.ts';

const redacting = go(/^Oscura una parte del messaggio di Chiara/);
const stub: Script = { ...asCoordinator, place: at('c-110', 'passed-on'), open: conversations.stub };
const laidOut = `<h2>Iscrizione al corso di disegno</h2><p>Ecco i dati che avete chiesto:</p>
<table><tr><th>Corso</th><td>Disegno, martedì</td></tr><tr><th>Quota</th><td><b>45 €</b></td></tr></table>
<p><img src="https://traccia.example/p.gif" alt=""> Il modulo è <a href="https://modulo.example/">sul sito</a>.</p>`;
const alike: NonNullable<Script['alike']> = minesRows
  .slice(0, 1)
  .map((row) => ({ row, outcome: 'duplicate', score: 0.93, reasons: ['same-email', 'same-matter'] }));
const notices: NonNullable<Script['notices']> = [
  {
    ...{ id: 1, localAt: now, conversationId: 'c-124', number: '2026-000124', kind: 'refused', command: 'reply' },
    failure: { code: 'stale', userId: 'u-luca', at: now - 120_000 },
  },
  {
    ...{ id: 2, localAt: now, conversationId: 'c-110', number: '2026-000110', kind: 'evicted-while-open' },
    ...{ command: null, failure: { code: 'taken', userId: 'u-luca', at: now - 240_000 } },
  },
];
const inMenu = async (page: Page): Promise<void> => await page.getByRole('menu').waitFor();
const openPicture = async (page: Page): Promise<void> =>
  await page.getByRole('button', { name: /^Apri tessera\.png/ }).click();

const player = async (page: Page): Promise<void> =>
  await page.getByRole('slider', { name: 'Punto dell’ascolto' }).waitFor();

/** The open case: what is in it, who may read it, and what is done with it as a whole. */
export const caseScreens: readonly Screen[] = [
  { name: 'waiting', isMain: true, script: { place: at('c-124'), open: conversations.waiting } },
  { name: 'waiting-unverified', script: { place: at('c-127'), open: conversations.unverified } },
  { name: 'case-loading', script: { place: at('c-124'), silent: ['conversation'] } },
  { name: 'case-gone', script: { place: at('c-124'), open: null } },
  { name: 'mine', isMain: true, script: mine },
  { name: 'mine-contrast', script: { ...mine, settings: { contrast: 'more' } } },
  { name: 'mine-deliveries', script: { ...mine, open: conversations.deliveries } },
  { name: 'mine-returned', isMain: true, script: { ...mine, open: conversations.returned, notices } },
  { name: 'mine-handed-over', script: { ...mine, open: conversations.handedOver } },
  { name: 'mine-unreachable', script: { ...mine, open: more.unreachable } },
  { name: 'mine-overdue', script: { ...mine, open: more.overdue } },
  {
    name: 'mine-together',
    script: { ...mine, open: more.together, presence: { looking: ['u-luca'], typing: ['u-giulia'] } },
  },
  { name: 'resolved', script: { ...mine, open: conversations.resolved } },
  {
    name: 'chat',
    isMain: true,
    script: { ...mine, open: more.chat, presence: { visitor: { isTyping: true, seenAt: now } } },
  },
  { name: 'chat-left', script: { ...mine, open: more.chat } },
  { name: 'voicemail', isMain: true, script: { ...mine, open: more.voicemail }, act: player },
  { name: 'voicemail-waiting', script: { place: at('c-124'), open: more.voicemailWaiting } },
  {
    name: 'voicemail-failed',
    script: { ...mine, open: more.voicemail, fails: { attachment: { code: 'attachment-missing' } } },
    act: async (page) => await page.getByRole('alert').first().waitFor(),
  },
  {
    name: 'voicemail-heard',
    script: { ...mine, open: more.voicemail },
    act: steps(go('Segna come ascoltato…'), inDialog),
  },
  { name: 'alike', script: { ...mine, alike } },
  { name: 'merge', script: mine, act: steps(fromMenu(/^Unisci/), inDialog) },
  { name: 'merged', script: { ...mine, merged: [more.merged] } },
  {
    name: 'unmerge',
    script: { ...mine, merged: [more.merged], others: [more.merged] },
    act: steps(details, go(/^Separa la pratica/), inDialog),
  },
  {
    name: 'call',
    script: { ...mine, open: more.unreachable },
    act: steps(details, go('Registra una telefonata'), inDialog),
  },
  {
    name: 'contact',
    script: { ...mine, open: more.unreachable },
    act: steps(details, go('Aggiorna i recapiti'), inDialog),
  },
  { name: 'stub', isMain: true, script: { place: at('c-110', 'passed-on'), open: conversations.stub } },
  { name: 'stub-with-draft', script: { place: at('c-110', 'passed-on'), open: conversations.stubWithDraft } },
  { name: 'inspect-dialog', script: stub, act: steps(go(/^Leggi senza partecipare/), inDialog) },
  {
    name: 'inspection',
    script: { ...stub, inspection: inspectionOf(conversations.mine) },
    act: async (page) => await page.getByRole('log').waitFor(),
  },
  { name: 'documents', isMain: true, script: { ...mine, open: conversations.documents } },
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
    act: steps(go('Altre azioni per carta-identita.jpg'), inMenu),
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
    act: steps(redacting, go(/un codice fiscale/)),
  },
  {
    name: 'redact-sure',
    script: { ...mine, open: conversations.redacted },
    act: steps(redacting, go(/un codice fiscale/), go('Oscura…')),
  },
  { name: 'quoted', script: mine, act: go(/Mostra il testo citato/) },
  {
    name: 'attachment',
    script: mine,
    act: steps(openPicture, async (page) => await page.getByRole('img', { name: 'tessera.png' }).waitFor()),
  },
  { name: 'attachment-loading', script: { ...mine, silent: ['attachment'] }, act: openPicture },
  {
    name: 'attachment-offline',
    script: { ...mine, fails: { attachment: { code: 'attachment-missing' } } },
    act: steps(openPicture, see(/allegato/)),
  },
  {
    name: 'original',
    script: { ...mine, open: conversations.laidOut, html: { 'a-html': laidOut } },
    act: steps(go('Mostra l’impaginazione'), see('1 immagine remota bloccata')),
  },
  {
    name: 'case-menu',
    script: mine,
    act: steps(go('Altre azioni per la pratica'), inMenu),
  },
  { name: 'chronology', isMain: true, script: mine, act: steps(inCase('Control+p'), inDialog) },
  { name: 'transfer', isMain: true, script: mine, act: steps(inCase('p'), inDialog) },
  { name: 'add-operator', script: mine, act: steps(inCase('a'), inDialog) },
  { name: 'release', script: mine, act: steps(inCase('Shift+C'), inDialog) },
  { name: 'promise', script: mine, act: steps(inCase('f'), inDialog) },
  {
    name: 'refused-here',
    script: { ...mine, fails: { command: { code: 'disk-full' } } },
    act: steps(inCase('e'), see(/disco è pieno/)),
  },
  {
    name: 'offline-requested',
    isMain: true,
    script: { ...offline, place: at('c-124'), open: conversations.requested },
  },
  { name: 'coordinator-mine', script: { ...mine, status: { me: coordinator } } },
];

/** Folded away where there is little room. */
async function details(page: Page): Promise<void> {
  const button = page.getByRole('button', { name: 'Dettagli' });
  if (await button.isVisible()) await button.click();
}
