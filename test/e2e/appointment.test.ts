import { execFileSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { App } from '../support/app.ts';
import { scheduleOf } from '../support/appointments.ts';
import { sendMail } from '../support/mailbox.ts';
import { listConversations, startHub, type HubProcess } from '../support/processes.ts';
import { openVolunteer } from '../support/e2e/volunteer.ts';
import { pressOn, shown, tabTo } from '../support/e2e/page.ts';

/** An appointment from the case to everybody's agenda, with the keyboard alone; hub and windows are separate programs. */
const folder = mkdtempSync(join(tmpdir(), 'sportello-appointment-'));
const data = join(folder, 'hub');
const domain = 'dbo.example';
let hub: HubProcess;
let maria: App;
let luca: App;

beforeAll(async () => {
  hub = await startHub({ data, extra: ['--mail-domain', domain, '--public-url', 'https://assistenza.dbo.example/'] });
  const hours = join(folder, 'hours.json');
  const { groupId, ...schedule } = scheduleOf('telematici');
  writeFileSync(hours, JSON.stringify(schedule));
  execFileSync(process.execPath, [
    ...['hub/index.ts', 'schedule', 'set', '--data', data, '--group', groupId, '--from', hours],
  ]);
  const office = { folder, data, httpPort: hub.httpPort };
  [maria, luca] = [await openVolunteer(office, 'Maria Rossi'), await openVolunteer(office, 'Luca Bianchi')];
  await shown(maria.page().getByText('Sincronizzato'));
  await shown(luca.page().getByText('Sincronizzato'));
}, 120_000);

afterAll(async () => {
  expect([...(maria?.problems() ?? []), ...(luca?.problems() ?? [])]).toEqual([]);
  await maria?.close();
  await luca?.close();
  await hub?.stop();
});

test('[AP3] claimed, B, a time chosen: the other volunteer’s agenda has place, time and number, and nothing else', async () => {
  await sendMail(hub.smtpPort, {
    from: { name: 'Anna Belotti', address: 'anna@posta.example' },
    to: `assistenza@${domain}`,
    subject: 'Non riesco ad accedere',
    text: 'Buongiorno, dopo il cambio password il portale mi rifiuta.',
  });
  const page = maria.page();
  await shown(page.getByRole('option').filter({ hasText: 'Anna Belotti' }));
  await page.keyboard.press('j');
  await page.keyboard.press('Enter');
  await shown(page.getByRole('log'));
  await page.keyboard.press('c');
  await shown(page.getByText('Privata: la vedi solo tu'));
  const [listed] = await listConversations(data);

  await page.keyboard.press('b');
  await shown(page.getByRole('dialog').getByRole('radiogroup', { name: 'Quando' }));
  await tabTo(page, 'In sede');
  await tabTo(page, 'Servizi telematici');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Space');
  await maria.picture('appointment-chosen');
  await tabTo(page, 'Fissa adesso');
  await page.keyboard.press('Enter');
  await shown(page.getByRole('log').getByText(/Appuntamento fissato per/));
  await maria.picture('appointment-booked');

  const other = luca.page();
  await other.keyboard.press('Control+k');
  await other.getByRole('dialog').waitFor();
  await other.keyboard.type('agenda');
  await shown(other.getByRole('menuitem', { name: 'Agenda' }));
  await other.keyboard.press('Enter');
  const agenda = other.getByRole('group', { name: /^Appuntamenti/ });
  await shown(agenda);
  // The first free time may be in the next week.
  const entry = agenda.getByText(listed?.number ?? '').first();
  if (
    !(await entry.waitFor({ timeout: 5_000 }).then(
      () => true,
      () => false,
    ))
  ) {
    await agenda.getByRole('button').first().focus();
    await other.keyboard.press('PageDown');
  }
  await shown(agenda.getByText(listed?.number ?? ''));
  const words = await other.locator('body').innerText();
  expect(words).toMatch(/fissato/);
  expect(words).not.toMatch(/Belotti|accedere|rifiuta/);
  await luca.picture('appointment-agenda');
}, 120_000);

test('[AP12] the choice is sent as a link of the association, in the reply, ready to be read again', async () => {
  const page = maria.page();
  await page.keyboard.press('b');
  await shown(page.getByRole('dialog'));
  await tabTo(page, 'Manda la scelta');
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  const reply = page.getByRole('textbox', { name: 'Risposta' });
  await expect
    .poll(() => reply.inputValue(), { timeout: 15_000 })
    .toMatch(/^Gentile Anna,[^]*https:\/\/assistenza\.dbo\.example\/appuntamento\/[A-Za-z0-9_-]{43}[^]*Maria Rossi/);
  await shown(page.getByRole('log').getByText(/Proposta di appuntamento di Maria Rossi/));
  await maria.picture('appointment-offered');
}, 60_000);

test('[AP12] a ready answer with a place for the link offers three times first, and does not leave without it', async () => {
  const page = maria.page();
  const reply = page.getByRole('textbox', { name: 'Risposta' });
  await reply.fill('');
  await reply.focus();
  await page.keyboard.type('/appuntamento');
  await shown(page.getByRole('option').filter({ hasText: 'Proporre un appuntamento' }));
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: /^Appuntamento per la pratica/ });
  await expect.poll(() => dialog.getByRole('radiogroup', { name: 'Quando' }).getByRole('radio').count()).toBe(3);
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  expect(await reply.inputValue()).toContain('{{appointment.link}}');
  await reply.focus();
  await page.keyboard.press('Control+Enter');
  await shown(page.getByText(/appointment\.link/));
  expect(await reply.inputValue()).toContain('{{appointment.link}}');
  await page.keyboard.press('Escape');
  await page.keyboard.press('b');
  await shown(dialog);
  await pressOn(dialog.getByRole('button', { name: 'Manda la scelta' }));
  const links = async () => [...(await reply.inputValue()).matchAll(/\/appuntamento\/[\w-]{43}/g)].length;
  await expect.poll(links, { timeout: 15_000 }).toBe(1);
  expect(await reply.inputValue()).not.toContain('{{');
}, 60_000);

test('[AP12] [AP3] from the agenda too: one’s own case by its number, three times to choose from, and nobody’s name outside of the menu', async () => {
  const page = maria.page();
  const [listed] = await listConversations(data);
  await page.keyboard.press('Control+k');
  await shown(page.getByRole('dialog'));
  await page.keyboard.type('agenda');
  await shown(page.getByRole('menuitem', { name: 'Agenda' }));
  await page.keyboard.press('Enter');
  const book = page.getByRole('button', { name: 'Fissa per una pratica' });
  await shown(book);
  expect(await page.getByRole('group', { name: /^Appuntamenti/ }).innerText()).not.toContain('Belotti');
  await maria.picture('appointment-from-agenda');
  await book.focus();
  await page.keyboard.press('Enter');
  await shown(page.getByRole('menuitem', { name: `${listed?.number}, Anna Belotti` }));
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: `Appuntamento per la pratica ${listed?.number}` });
  await shown(dialog);
  await expect
    .poll(() => dialog.getByRole('radiogroup', { name: 'Quando' }).getByRole('radio').count())
    .toBeGreaterThan(2);
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
}, 60_000);
