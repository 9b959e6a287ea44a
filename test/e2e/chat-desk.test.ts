import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchApp, type App } from '../support/app.ts';
import { inspected, openBrowser, type Browser } from '../support/browser.ts';
import { enrolCode, startHub, type HubProcess } from '../support/processes.ts';
import { openWebSite, strictPolicy, type WebSite } from '../support/web-site.ts';
import { openRow, pressOn, shown } from '../support/e2e/page.ts';

/** A chat from the bubble on somebody else's page to a volunteer's real window and back, the hub a program of its own. */
const folder = mkdtempSync(join(tmpdir(), 'sportello-chat-'));
const data = join(folder, 'hub');
let hub: HubProcess;
let site: WebSite;
let maria: App;
let luca: App | undefined;
let lucasCode: string;
let browser: Browser;
let visitor: Page;

const atDesk = (name: string, code: string): Promise<App> =>
  launchApp({ userData: join(folder, name), hubUrl: hubUrl().replace('http', 'ws') + '/v1/sync', code });

const hubUrl = (): string => `http://127.0.0.1:${hub.httpPort}`;

beforeAll(async () => {
  site = await openWebSite(() => ({
    script: `<script src="${hubUrl()}/chat.js" async></script>`,
    policy: strictPolicy(hubUrl()),
  }));
  hub = await startHub({ data, extra: ['--chat-origin', site.origin, '--association', 'Doposcuola Brembo'] });
  // A colleague, whom a chat can be passed to.
  lucasCode = await enrolCode(data, 'Luca Bianchi');
  const code = await enrolCode(data, 'Maria Rossi');
  maria = await atDesk('maria', code);
  await shown(maria.page().getByText('Sincronizzato'));
  browser = await openBrowser();
  visitor = await browser.open({ width: 400, height: 700 });
}, 120_000);

afterAll(async () => {
  expect([...(maria?.problems() ?? []), ...(luca?.problems() ?? [])]).toEqual([]);
  await browser?.close();
  await maria?.close();
  await luca?.close();
  await hub?.stop();
  await site?.close();
});

const field = (): Locator => visitor.getByRole('textbox', { name: 'Scriva un messaggio' });

test('[CH10] an anonymous chat: marked in the list, taken, typing and reading seen on both sides', async () => {
  await visitor.goto(site.url);
  await visitor.getByRole('button', { name: 'Ci scriva in chat' }).click();
  await field().fill('Buongiorno, la sede è aperta oggi?');
  await field().press('Enter');
  const desk = maria.page();
  const row = desk.getByRole('option', { name: /Anonimo.*la sede è aperta oggi/ });
  await shown(row);
  await shown(row.getByText('chat anonima'));
  await openRow(desk, 'chat anonima');
  await shown(desk.getByText('Il visitatore ha la chat aperta'));
  await desk.keyboard.press('c');
  await shown(visitor.getByText('Le risponde Maria.'));
  await field().pressSequentially('Intanto', { delay: 20 });
  await shown(desk.getByText('Il visitatore sta scrivendo…'));
  const reply = desk.getByRole('textbox', { name: 'Risposta', exact: true });
  await reply.pressSequentially('Sì, fino alle 18.', { delay: 20 });
  await shown(visitor.getByText('Maria sta scrivendo…'));
  await maria.picture('chat-desk');
  await reply.press('Control+Enter');
  await shown(visitor.getByRole('log').getByText('Sì, fino alle 18.'));
  await field().fill('');
  await shown(desk.getByText('Il visitatore ha letto l’ultima risposta'));
  await shown(visitor.getByRole('log').getByText('letto'));
  await visitor.goto('about:blank');
  await shown(desk.getByText('Il visitatore non ha la chat aperta in questo momento'));
}, 120_000);

const PDF = Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n');

/** Opens a dialog by its key and chooses the colleague in it, by keyboard. */
async function chooseLuca(desk: Page, key: string): Promise<void> {
  await desk.getByRole('log').focus();
  await desk.keyboard.press(key);
  await shown(desk.getByRole('dialog'));
  await desk.keyboard.type('luca');
  await desk.keyboard.press('ArrowDown');
  await desk.keyboard.press('Enter');
}

test('[CL12] [AT7] [CH18] [CL11] [PV1] [TR1] [TR4] [CH6] the first answer takes the chat, with a file that the visitor saves; a colleague is added, is asked to take it, and does', async () => {
  const guest = await browser.open({ width: 360, height: 640 });
  await guest.goto(site.url);
  await guest.getByRole('button', { name: 'Ci scriva in chat' }).click();
  const line = guest.getByRole('textbox', { name: 'Scriva un messaggio' });
  await line.fill('Mi serve il modulo per la gita.');
  await line.press('Enter');
  const desk = maria.page();
  await openRow(desk, 'modulo per la gita');
  await shown(desk.getByText('rispondendo la prendi in carico'));
  const reply = desk.getByRole('textbox', { name: 'Risposta', exact: true });
  await reply.fill('Eccolo, da firmare.');
  const chooser = desk.locator('input[type=file]');
  await chooser.setInputFiles({ name: 'gita.exe', mimeType: 'application/octet-stream', buffer: Buffer.from('MZ') });
  await shown(desk.getByRole('alert').getByText('Questo tipo di file non si può allegare'));
  await chooser.setInputFiles({ name: 'gita.pdf', mimeType: 'application/pdf', buffer: PDF });
  await shown(desk.getByRole('list', { name: 'Allegati della risposta' }).getByText('gita.pdf'));
  expect(await reply.inputValue()).toBe('Eccolo, da firmare.');
  await maria.picture('reply-files');
  await pressOn(desk.getByRole('button', { name: 'Prendi e rispondi' }));
  const save = guest.getByRole('button', { name: 'Scarica gita.pdf' });
  await shown(save);
  await shown(desk.getByText('la vedi solo tu'));
  if (browser.isInstalled) {
    const download = guest.waitForEvent('download');
    await save.press('Enter');
    expect((await download).suggestedFilename()).toBe('gita.pdf');
  }
  await maria.picture('chat-files');
  await chooseLuca(desk, 'a');
  await desk.getByRole('radio', { name: 'Solo quello che arriva da ora in poi' }).press('Space');
  await desk.getByRole('dialog').getByRole('button', { name: 'Aggiungi', exact: true }).press('Enter');
  await shown(guest.getByText('Luca si è aggiunto alla chat.'));
  await shown(desk.getByText('Maria Rossi ha aggiunto Luca Bianchi, che vede da qui in poi'));
  await chooseLuca(desk, 'p');
  await shown(desk.getByText('Aspetta 3 minuti.'));
  await desk.getByRole('dialog').getByRole('button', { name: 'Passa', exact: true }).press('Enter');
  await shown(desk.getByText('Passata a Luca Bianchi: resta in carico a te'));
  await maria.picture('chat-passed');
  await desk.getByRole('button', { name: 'Ritira il passaggio a Luca Bianchi' }).press('Enter');
  await shown(desk.getByText('Maria Rossi ha ritirato il passaggio a Luca Bianchi'));
  expect(await inspected(guest, 'bubble-files')).toEqual([]);
  await passedAndAccepted(desk, guest);
}, 180_000);

/** Until the colleague accepts, the visitor talks to whoever they talked to; then they are told. */
async function passedAndAccepted(desk: Page, guest: Page): Promise<void> {
  luca = await atDesk('luca', lucasCode);
  const other = luca.page();
  await shown(other.getByText('Sincronizzato'));
  await chooseLuca(desk, 'p');
  await desk.getByRole('dialog').getByRole('button', { name: 'Passa', exact: true }).press('Enter');
  await shown(desk.getByText('Passata a Luca Bianchi: resta in carico a te'));
  await shown(guest.getByText('Le risponde Maria'));
  await guest.getByRole('textbox', { name: 'Scriva un messaggio' }).fill('Lo porto sabato.');
  await guest.keyboard.press('Enter');
  await shown(desk.getByRole('log').getByText('Lo porto sabato.'));
  expect(await guest.getByText('La chat è passata a Luca').count()).toBe(0);
  await other.keyboard.press('Control+2');
  await openRow(other, 'te la passa Maria Rossi');
  await shown(other.getByRole('button', { name: 'Accetta' }));
  await luca.picture('chat-asked');
  await other.keyboard.press('c');
  await shown(guest.getByText('La chat è passata a Luca.'));
  await shown(other.getByRole('log').getByText('Lo porto sabato.'));
  await other.getByRole('textbox', { name: 'Risposta', exact: true }).fill('Perfetto, a sabato.');
  await other.getByRole('textbox', { name: 'Risposta', exact: true }).press('Control+Enter');
  await shown(guest.getByRole('log').getByText('Perfetto, a sabato.'));
  expect(await inspected(guest, 'bubble-passed')).toEqual([]);
}
