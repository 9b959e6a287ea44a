import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import type { Locator, Page } from 'playwright';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { scheduleOf } from '../support/appointments.ts';
import { inspected, openBrowser, type Browser } from '../support/browser.ts';
import { enrolDevice, type TestDevice } from '../support/device.ts';
import { startTestHub, type TestHub } from '../support/hub-fixture.ts';
import { realTimers } from '../support/real-effects.ts';
import { openWebSite, strictPolicy, type WebSite } from '../support/web-site.ts';

/** The bubble in a real browser, on a page of another origin whose policy allows it and nothing else. */
const SCRIPT = 'dist/widget/chat.js';
const narrowest = { width: 320, height: 640 };
const wide = { width: 1000, height: 760 };
const confided = 'Mio figlio è stato ricoverato in psichiatria';

let browser: Browser;
let site: WebSite;
let hub: TestHub;
let page: Page;
let problems: string[];
let line = '';

beforeAll(async () => {
  browser = await openBrowser();
}, 60_000);
afterAll(() => browser?.close());

beforeEach(async () => {
  site = await openWebSite(() => ({ script: line, policy: strictPolicy(hub.httpUrl) }));
  const startAt = Date.UTC(2026, 2, 10, 9, 0, 0);
  hub = await startTestHub({ script: SCRIPT, chatOrigins: [site.origin], timers: realTimers, startAt });
  line = `<script src="${hub.httpUrl}/chat.js" data-privacy="https://www.dbo.example/privacy" async></script>`;
  problems = [];
});
afterEach(async () => {
  expect(problems).toEqual([]);
  await page?.close();
  await site.close();
  await hub.close();
});

async function visit(size = wide): Promise<Page> {
  page = await browser.open(size);
  page.on('console', (message) => {
    const text = message.text();
    if (message.type() === 'error' && !/WebSocket connection|net::ERR_|status of 4/.test(text)) problems.push(text);
  });
  page.on('pageerror', (error) => problems.push(error.message));
  await page.goto(site.url);
  return page;
}

const launcher = (): Locator => page.getByRole('button', { name: /^Ci scriva in chat|^Chat: / });
const field = (): Locator => page.getByRole('textbox', { name: 'Scriva un messaggio' });
const log = (): Locator => page.getByRole('log');
const button = (name: string): Locator => page.getByRole('button', { name, exact: true });
const shown = (locator: Locator): Promise<void> => locator.first().waitFor({ state: 'visible', timeout: 15_000 });

async function say(text: string): Promise<void> {
  await field().fill(text);
  await field().press('Enter');
}

async function onlyId(): Promise<string> {
  const [chat] = await hub.storage.read((tx) => tx.conversations({ after: '', limit: 5 }));
  return chat?.id ?? '';
}

async function taken(device: TestDevice): Promise<{ readonly id: string; readonly fence: number }> {
  const id = await onlyId();
  await device.until(() => device.held.has(id));
  const outcome = await device.run({ name: 'claim', conversationId: id });
  return { id, fence: outcome.ok ? (outcome.fence ?? -1) : -1 };
}

const reply = (device: TestDevice, { id, fence }: { id: string; fence: number }, text: string) =>
  device.run({ name: 'reply', conversationId: id, under: fence, messageId: `m-${text.length}`, text });

const incoming = async (): Promise<string[]> => {
  const id = await onlyId();
  const messages = (await hub.storage.read((tx) => tx.messages([id], 0))).get(id) ?? [];
  return messages.filter(({ kind }) => kind === 'incoming').map(({ text }) => text);
};

test('[CH17] one file of less than 20 kB on the wire, under a name that stays and one with its hash', async () => {
  const script = readFileSync(SCRIPT);
  expect(gzipSync(script, { level: 9 }).length).toBeLessThan(20_000);
  expect(script.toString()).not.toMatch(/\beval\(|new Function|innerHTML|document\.cookie|localStorage/);
  const answer = await fetch(`${hub.httpUrl}/chat.js`);
  expect(answer.headers.get('cross-origin-resource-policy')).toBe('cross-origin');
  const name = /"(\w+)"/.exec(answer.headers.get('etag') ?? '')?.[1] ?? '';
  const fixed = await fetch(`${hub.httpUrl}/chat-${name}.js`);
  expect(fixed.headers.get('cache-control')).toContain('immutable');
  expect(await fixed.text()).toBe(script.toString());
  const known = await fetch(`${hub.httpUrl}/chat.js`, { headers: { 'if-none-match': `"${name}"` } });
  expect(known.status).toBe(304);
});

test('[CH17] a chat with the keyboard alone, on a page that allows nothing else', async () => {
  const maria = await enrolDevice(hub, 'Maria Rossi');
  await visit();
  await shown(launcher());
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await shown(page.getByRole('dialog', { name: 'Chat con Associazione di prova' }));
  await expect.poll(() => field().evaluate((element) => element.matches(':focus'))).toBe(true);
  await page.getByLabel('Nome (facoltativo)').focus();
  await page.keyboard.type('Anna Belotti');
  await page.keyboard.press('Tab');
  await page.keyboard.type('anna@posta.example');
  await field().focus();
  await page.keyboard.type('Buongiorno, a che ora aprite?');
  await page.keyboard.press('Enter');
  await shown(page.getByText('In attesa: Lei è il prossimo.'));
  const under = await taken(maria);
  await shown(page.getByText('Le risponde Maria.'));
  await reply(maria, under, 'Alle nove, tutti i giorni.');
  await shown(log().getByText('Alle nove, tutti i giorni.'));
  await page.keyboard.press('Escape');
  await expect.poll(() => launcher().evaluate((element) => element.matches(':focus'))).toBe(true);
  await reply(maria, under, 'Anche il sabato.');
  await shown(page.getByRole('button', { name: 'Chat: un messaggio nuovo' }));
  await page.keyboard.press('Enter');
  await shown(log().getByText('Anche il sabato.'));
  await button('Termina la chat').press('Enter');
  await page.keyboard.press('Enter');
  await shown(page.getByText('La chat è terminata.'));
  expect(await page.context().cookies()).toEqual([]);
}, 60_000);

test('[CH8] [CH9] told before it is sent; the appointment is one click away', async () => {
  await hub.storage.write((tx) => tx.putSchedule(scheduleOf('segreteria')));
  await visit(narrowest);
  await launcher().click();
  await say(confided);
  await shown(page.getByRole('group', { name: 'Prima di inviare' }));
  expect(await incoming()).toEqual([]);
  expect(await inspected(page, 'chat-stopped-320')).toEqual([]);
  await button('Modifica').click();
  expect(await field().inputValue()).toBe(confided);
  await field().press('Enter');
  await shown(page.getByRole('group', { name: 'Prima di inviare' }));
  await button('Chiedo un appuntamento').click();
  const link = page.getByRole('link', { name: 'Scelga giorno e ora dell’appuntamento' });
  await shown(link);
  expect(await incoming()).toEqual(['Vorrei un appuntamento per parlarne di persona.']);
  const chosen = await fetch((await link.getAttribute('href')) ?? '');
  expect(chosen.status).toBe(200);
  await say(confided);
  await shown(page.getByRole('group', { name: 'Prima di inviare' }));
  await button('Invia lo stesso').click();
  await expect.poll(incoming).toHaveLength(2);
}, 60_000);

test('[CH4] a connection that breaks, and a page that is left, lose no line and double none', async () => {
  const maria = await enrolDevice(hub, 'Maria');
  await visit();
  await launcher().click();
  await say('Prima riga');
  await shown(page.getByText('In attesa: Lei è il prossimo.'));
  await taken(maria);
  const context = page.context();
  await context.setOffline(true);
  await hub.storage.write((tx) => tx.removeChatOrigin('x'));
  for (const text of ['Seconda riga', 'Terza riga']) await say(text);
  await page.goto('about:blank').catch(() => undefined);
  await context.setOffline(false);
  await page.goto(`${site.url}?2`);
  await shown(log().getByText('Terza riga'));
  await expect.poll(incoming, { timeout: 15_000 }).toEqual(['Prima riga', 'Seconda riga', 'Terza riga']);
  await page.reload();
  await shown(log().getByText('Terza riga'));
  expect(await log().getByText('Seconda riga').count()).toBe(1);
  expect(await incoming()).toEqual(['Prima riga', 'Seconda riga', 'Terza riga']);
}, 60_000);

test('[CH12] [CH17] 320 px wide, in both themes: beginning, waiting, talking, leaving a ticket; axe finds nothing', async () => {
  const closed = [{ weekday: 7, from: '09:00', to: '10:00', places: ['office' as const] }];
  await hub.storage.write((tx) => tx.putSchedule({ ...scheduleOf('cassa'), weekly: closed }));
  const maria = await enrolDevice(hub, 'Maria Rossi');
  await visit(narrowest);
  expect(await inspected(page, 'chat-launcher-320')).toEqual([]);
  await launcher().click();
  await shown(page.getByRole('option', { name: 'Segreteria' }).or(page.getByLabel('Con chi desidera parlare?')));
  expect(await inspected(page, 'chat-beginning-320')).toEqual([]);
  await page.getByLabel('Con chi desidera parlare?').selectOption({ label: 'Cassa (ora chiuso)' });
  await say('Buongiorno, vorrei la ricevuta della quota');
  await shown(page.getByText('In questo momento nessuno può rispondere in chat.'));
  expect(await inspected(page, 'chat-closed-320')).toEqual([]);
  const under = await taken(maria);
  await reply(maria, under, 'La trova nell’area Soci, alla voce Quote.');
  await shown(log().getByText('La trova'));
  await say('Grazie!');
  await expect.poll(incoming).toHaveLength(2);
  expect(await inspected(page, 'chat-talking-320')).toEqual([]);
  await maria.run({ name: 'release', conversationId: under.id, under: under.fence, handover: '' });
  await page.getByLabel('La Sua e-mail').fill('anna@posta.example');
  await button('Lascia la richiesta').click();
  await shown(page.getByText('La richiesta è stata lasciata. Le risponderemo per e-mail.'));
  expect(await inspected(page, 'chat-left-320')).toEqual([]);
  expect(await hub.storage.read((tx) => tx.conversation(under.id))).toMatchObject({ channel: 'ticket' });
}, 120_000);

test('[CH1] [CH17] a page of another site gets no chat, and is offered the form', async () => {
  const other = await openWebSite(() => ({ script: line, policy: strictPolicy(hub.httpUrl) }));
  try {
    page = await browser.open(wide);
    await page.goto(other.url);
    await launcher().click();
    await shown(page.getByText('La chat ora non è raggiungibile.'));
    const href = (await page.getByRole('link', { name: 'apri il modulo' }).getAttribute('href')) ?? '';
    expect(new URL(href).pathname).toBe('/ticket');
  } finally {
    await other.close();
  }
}, 60_000);

test('[CH15] a file from the page, and one that is refused with a sentence while the text stays', async () => {
  await visit();
  await launcher().click();
  await say('Buongiorno');
  await shown(page.getByText('In attesa: Lei è il prossimo.'));
  await field().fill('non ancora inviato');
  const choose = async (name: string, body: string): Promise<void> => {
    await page.locator('input[type=file]').setInputFiles({ name, mimeType: 'text/plain', buffer: Buffer.from(body) });
  };
  await choose('elenco.txt', 'pane, latte');
  await shown(log().getByText('file: elenco.txt'));
  await choose('programma.exe', 'MZ\u0000');
  await shown(page.getByText('Questo tipo di file non si può inviare.'));
  expect(await field().inputValue()).toBe('non ancora inviato');
}, 60_000);

test('[CH17] in English on an English page, in the association’s colour', async () => {
  line = `<script src="${hub.httpUrl}/chat.js" data-language="en" data-accent="#f2c200" data-side="left"></script>`;
  await visit();
  await page.getByRole('button', { name: 'Chat with us' }).click();
  await shown(page.getByText('Who would you like to talk to?'));
  expect(await inspected(page, 'chat-english')).toEqual([]);
}, 60_000);
