import { execFileSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ParsedMail } from 'mailparser';
import type { Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { App } from '../support/app.ts';
import { scheduleOf } from '../support/appointments.ts';
import { inspected, openBrowser, type Browser } from '../support/browser.ts';
import { parseIcs, utcInstant } from '../support/ics.ts';
import { openMailbox, type Mailbox } from '../support/mailbox.ts';
import { eventually, listConversations, startHub, type HubProcess } from '../support/processes.ts';
import { openVolunteer } from '../support/e2e/volunteer.ts';
import { button, openRow, pressOn, shown } from '../support/e2e/page.ts';

/**
 * A confidence, from the telephone of who writes it to the appointment in their mailbox: two desks in real windows, the
 * public's pages in a real browser, the hub and the world's mail server each a program of its own.
 */
const folder = mkdtempSync(join(tmpdir(), 'sportello-confidence-'));
const data = join(folder, 'hub');
const confided = 'Mio figlio è in cura dallo psichiatra e prende psicofarmaci: posso parlarne con qualcuno?';
const anna = 'anna@posta.example';
const telephone = { width: 360, height: 740 };
const narrowest = { width: 320, height: 640 };

let outside: Mailbox;
let hub: HubProcess;
let maria: App;
let luca: App;
let browser: Browser;
let publicPage: Page;
let number: string;
let link: string;
let followed: string;

const mails = (about: RegExp): readonly ParsedMail[] =>
  outside.to(anna).filter(({ subject }) => about.test(subject ?? ''));

function setHours(groupId: string): void {
  const { groupId: _group, ...hours } = scheduleOf(groupId);
  const file = join(folder, 'hours.json');
  writeFileSync(file, JSON.stringify(hours));
  const place = ['--data', data, '--group', groupId, '--from', file];
  execFileSync(process.execPath, ['hub/index.ts', 'schedule', 'set', ...place]);
}

beforeAll(async () => {
  outside = await openMailbox();
  const relay = `smtp://127.0.0.1:${outside.port}`;
  hub = await startHub({ data, relay, extra: ['--mail-domain', 'dbo.example', '--association', 'Doposcuola Brembo'] });
  setHours('segreteria');
  const office = { folder, data, httpPort: hub.httpPort };
  [maria, luca] = [await openVolunteer(office, 'Maria Rossi'), await openVolunteer(office, 'Luca Bianchi')];
  await shown(maria.page().getByText('Sincronizzato'));
  await shown(luca.page().getByText('Sincronizzato'));
  browser = await openBrowser();
  publicPage = await browser.open(telephone);
}, 120_000);

afterAll(async () => {
  expect([...(maria?.problems() ?? []), ...(luca?.problems() ?? [])]).toEqual([]);
  await browser?.close();
  await maria?.close();
  await luca?.close();
  await hub?.stop();
  await outside?.close();
});

test('[GU7] written on a telephone it comes back before it is sent, and is sent all the same', async () => {
  await publicPage.goto(`http://127.0.0.1:${hub.httpPort}/ticket`);
  await publicPage.getByLabel('Nome e cognome').fill('Anna Belotti');
  await publicPage.getByLabel('E-mail').fill(anna);
  await publicPage.getByLabel('Oggetto').fill('Una domanda delicata');
  await publicPage.locator('textarea').fill(confided);
  await button(publicPage, 'Invia la richiesta').click();
  await shown(publicPage.getByRole('alert'));
  expect(await publicPage.locator('textarea').inputValue()).toBe(confided);
  expect(await inspected(publicPage, 'confidence-portal-back')).toEqual([]);
  await button(publicPage, 'Invia lo stesso il modulo').first().click();
  number = (await publicPage.locator('.number strong').textContent()) ?? '';
  expect(number).toMatch(/^\d{4}-\d{6}$/);
  followed = (await publicPage.getByRole('link', { name: 'Segui la pratica' }).getAttribute('href')) ?? '';
  expect(await inspected(publicPage, 'confidence-portal-done')).toEqual([]);
}, 90_000);

test('[GU2] both desks see that something waits; what it says is on neither before Maria takes it, and then on hers alone', async () => {
  for (const desk of [maria, luca]) {
    await openRow(desk.page(), number);
    await shown(desk.page().getByText('Contiene qualcosa di riservato'));
    expect(await desk.page().content()).not.toMatch(/psichiatra|Belotti|delicata/);
  }
  await maria.page().keyboard.press('c');
  await shown(maria.page().getByRole('log').locator('mark', { hasText: 'psichiatra' }));
  await shown(luca.page().getByText('In carico a Maria Rossi'));
  expect(await luca.page().content()).not.toMatch(/psichiatra|Belotti|delicata/);
}, 90_000);

test('[AP12] the guard’s first action offers three times; the choice leaves as a link in the reply', async () => {
  const page = maria.page();
  const [first] = await page
    .getByRole('region', { name: /^Contiene qualcosa di riservato/ })
    .getByRole('button')
    .all();
  expect(await first?.textContent()).toBe('Proponi un appuntamento');
  if (first !== undefined) await pressOn(first);
  await shown(page.getByRole('dialog', { name: `Appuntamento per la pratica ${number}` }));
  await expect
    .poll(() => page.getByRole('dialog').getByRole('radiogroup', { name: 'Quando' }).getByRole('radio').count())
    .toBe(3);
  await maria.picture('confidence-three-times');
  await pressOn(button(page, 'Manda la scelta'));
  const reply = page.getByRole('textbox', { name: 'Risposta', exact: true });
  await expect.poll(() => reply.inputValue(), { timeout: 15_000 }).toMatch(/\/appuntamento\/[\w-]{43}/);
  await reply.focus();
  await page.keyboard.press('Control+Enter');
  await shown(page.getByRole('log').getByText(/\/appuntamento\//));
  await maria.picture('confidence-offered');
  const mail = await eventually(
    'the reply',
    () => outside.to(anna).find(({ text }) => /\/appuntamento\//.test(text ?? '')),
    30_000,
  );
  link = /http:\/\/127\.0\.0\.1:\d+\/appuntamento\/[\w-]{43}/.exec(mail.text ?? '')?.[0] ?? 'none';
}, 90_000);

test('[AV1] the contact chooses on a page of 360 × 740: nothing of what it is about is on it, and axe finds nothing', async () => {
  await publicPage.goto(link);
  await shown(publicPage.getByRole('heading', { name: 'Scelga il Suo appuntamento' }));
  expect(await publicPage.locator('button[name=slot]').count()).toBe(3);
  expect(await publicPage.content()).not.toMatch(/psichiatra|Belotti|delicata|Maria/);
  expect(await inspected(publicPage, 'confidence-choose')).toEqual([]);
  // With the keyboard alone, as somebody does who can't see the button.
  for (let presses = 0; presses < 10; presses += 1) {
    if (await publicPage.evaluate(() => document.activeElement?.getAttribute('name') === 'slot')) break;
    await publicPage.keyboard.press('Tab');
  }
  await publicPage.keyboard.press('Enter');
  await shown(publicPage.getByRole('heading', { name: 'Il Suo appuntamento' }));
  expect(await inspected(publicPage, 'confidence-booked')).toEqual([]);
}, 90_000);

test('[AP3] [AP6] the agenda of the other desk has it, with the number alone; the case tells who chose', async () => {
  await shown(
    maria
      .page()
      .getByRole('log')
      .getByText(/Appuntamento fissato/),
  );
  const page = luca.page();
  await page.keyboard.press('Control+k');
  await page.getByRole('dialog').waitFor();
  await page.keyboard.type('agenda');
  await shown(page.getByRole('menuitem', { name: 'Agenda' }));
  await page.keyboard.press('Enter');
  const agenda = page.getByRole('group', { name: /^Appuntamenti/ });
  await shown(agenda);
  const entry = agenda.getByText(number).first();
  // The first free time may be in the next week.
  if (
    !(await entry.waitFor({ timeout: 5_000 }).then(
      () => true,
      () => false,
    ))
  ) {
    await agenda.getByRole('button').first().focus();
    await page.keyboard.press('PageDown');
  }
  await shown(agenda.getByText(number));
  expect(await page.locator('body').innerText()).not.toMatch(/Belotti|psichiatra|delicata/);
  await luca.picture('confidence-agenda');
}, 90_000);

test('[AV2] [AV3] the mailbox has the .ics: that hour in UTC, the association and the number, and nothing else', async () => {
  const mail = await eventually('the calendar entry', () => mails(/^Appuntamento fissato/)[0], 30_000);
  const entry = mail.attachments.find(({ contentType }) => contentType === 'text/calendar');
  const { method, events } = parseIcs(entry?.content.toString('utf8') ?? '');
  expect([method, events.length]).toEqual(['REQUEST', 1]);
  expect(events[0]).toMatchObject({ SUMMARY: `Doposcuola Brembo – ${number}`, SEQUENCE: '0' });
  const startAt = utcInstant(events[0]?.['DTSTART']);
  const rome = new Intl.DateTimeFormat('it-IT', { timeZone: 'Europe/Rome', hour: '2-digit', minute: '2-digit' });
  expect(await publicPage.locator('.when').innerText()).toContain(rome.format(startAt));
  expect(`${mail.subject} ${mail.text} ${entry?.content.toString('utf8')}`).not.toMatch(/psichiatra|delicata/);
  expect((await listConversations(data)).find((each) => each.number === number)?.state).toBe('claimed');
}, 60_000);

test('axe finds nothing on what the public reads, 320 wide, in light and dark, in Italian and English', async () => {
  const page = await browser.open(narrowest);
  const origin = `http://127.0.0.1:${hub.httpPort}`;
  const found: string[] = [];
  const look = async (name: string, address: string): Promise<void> => {
    await page.goto(address);
    found.push(...(await inspected(page, `public-320-${name}`)));
  };
  await look('portal', `${origin}/ticket`);
  await look('portal-en', `${origin}/ticket?lang=en`);
  await look('followed', `${origin}${followed}`);
  await page.locator('textarea').fill('Mia figlia è in cura dallo psichiatra.');
  await page.getByRole('button', { name: 'Invia il messaggio' }).press('Enter');
  await page.getByRole('alert').waitFor();
  found.push(...(await inspected(page, 'public-320-followed-back')));
  await look('booked', link);
  await look('move', `${link}?view=move`);
  await look('cancel', `${link}?lang=en&view=cancel`);
  await look('gone', `${origin}/appuntamento/NESSUNO-0123456789_-abcdef`);
  expect(found).toEqual([]);
}, 120_000);
