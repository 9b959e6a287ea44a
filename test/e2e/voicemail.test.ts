import { AxeBuilder } from '@axe-core/playwright';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { App } from '../support/app.ts';
import { ffmpegPath, readAudio } from '../support/audio.ts';
import { longRecording } from '../support/long-recording.ts';
import { sendMail } from '../support/mailbox.ts';
import { listConversations, startHub, type HubProcess } from '../support/processes.ts';
import { openVolunteer } from '../support/e2e/volunteer.ts';
import { openRow, shown } from '../support/e2e/page.ts';

/** Voicemails from the switchboard's mail to a person's ear: hub and windows are separate programs, the sound is real. */
const folder = mkdtempSync(join(tmpdir(), 'sportello-voicemail-'));
const data = join(folder, 'hub');
const domain = 'dbo.example';
let hub: HubProcess;
let maria: App;
let luca: App;

const row = (page: Page, text: string): Locator => page.getByRole('option').filter({ hasText: text });
const slider = (page: Page): Locator => page.getByRole('slider', { name: 'Punto dell’ascolto' });
const position = async (page: Page): Promise<number> => Number(await slider(page).inputValue());

const call = (caller: string, filename: string, content: Buffer): Promise<void> =>
  sendMail(hub.smtpPort, {
    from: { name: 'Centralino', address: `centralino@${domain}` },
    to: `voicemail+3@${domain}`,
    subject: `New voicemail from ${caller}`,
    text: 'See attachment.',
    attachments: [{ filename, content }],
  });

async function openAndClaim(page: Page, caller: string): Promise<void> {
  await openRow(page, caller);
  await shown(page.getByRole('log'));
  await page.keyboard.press('c');
  await shown(page.getByText('Privata: la vedi solo tu'));
}

async function playToEnd(page: Page): Promise<void> {
  await slider(page).focus();
  await page.keyboard.press('Space');
  await shown(page.getByText(/Ascoltato da Maria Rossi/));
}

beforeAll(async () => {
  const extra = ['--mail-domain', domain, ...(ffmpegPath === null ? [] : ['--ffmpeg', ffmpegPath])];
  hub = await startHub({ data, extra });
  const office = { folder, data, httpPort: hub.httpPort };
  [maria, luca] = [await openVolunteer(office, 'Maria Rossi'), await openVolunteer(office, 'Luca Bianchi')];
  await shown(maria.page().getByText('Sincronizzato'));
}, 120_000);

afterAll(async () => {
  expect([...(maria?.problems() ?? []), ...(luca?.problems() ?? [])]).toEqual([]);
  await maria?.close();
  await luca?.close();
  await hub?.stop();
});

test('[VM7] before the claim there is nothing to play; everybody sees that it was not heard', async () => {
  await call('"Ivo Rota" <0350002233>', 'msg0000.wav', longRecording(2));
  for (const app of [maria, luca]) {
    const page = app.page();
    await shown(row(page, 'Ivo Rota').getByText('da ascoltare'));
    await openRow(page, 'Ivo Rota');
    await shown(page.getByText('Si ascolta dopo la presa in carico.'));
    await shown(page.getByText('0:04'));
    expect(await slider(page).count()).toBe(0);
  }
}, 60_000);

test('[VM6] two seconds of it, and a jump to its end, do not count; all of it does, once, for everybody', async () => {
  const page = maria.page();
  await openAndClaim(page, 'Ivo Rota');
  await shown(slider(page));
  await maria.picture('voicemail-unheard');
  expect(await slider(page).getAttribute('aria-valuetext')).toBe('0 secondi di 4 secondi');
  await slider(page).focus();
  await page.keyboard.press('Space');
  await expect.poll(() => position(page), { timeout: 20_000 }).toBeGreaterThan(2);
  await page.keyboard.press('Space');
  await shown(page.getByRole('button', { name: 'Ascolta', exact: true }));
  await page.keyboard.press('End');
  await expect.poll(() => position(page)).toBeGreaterThan(4.5);
  expect(await slider(page).getAttribute('aria-valuetext')).toBe('4 secondi di 4 secondi');
  await shown(page.getByText('Da ascoltare fino in fondo'));
  await shown(row(luca.page(), 'Pratica').or(luca.page().getByText('In carico a Maria Rossi')));

  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowUp');
  await shown(page.getByText('2×'));
  await playToEnd(page);
  await maria.picture('voicemail-heard');
  await page.evaluate(() => (document.documentElement.dataset['theme'] = 'dark'));
  await maria.picture('voicemail-heard-dark');
  await page.evaluate(() => (document.documentElement.dataset['theme'] = 'light'));
  await shown(page.getByRole('log').getByText('Messaggio vocale ascoltato fino in fondo da Maria Rossi'));
  expect(await page.getByText('Messaggio vocale ascoltato fino in fondo').count()).toBe(2);
  const [listed] = await listConversations(data);
  expect(listed).toMatchObject({ channel: 'voicemail', state: 'claimed' });
  const { violations } = await new AxeBuilder({ page }).include('[role=log]').setLegacyMode(true).analyze();
  expect(violations.map(({ id }) => id)).toEqual([]);
}, 90_000);

test.each([
  ['0350000001', 'a.wav', 'message-a-law.wav'],
  ['0350000002', 'b.wav', 'message-mu-law.wav'],
  ['0350000003', 'c.mp3', 'message.mp3'],
  ['0350000004', 'd.ogg', 'message.ogg'],
  ['0350000005', 'e.m4a', 'message.m4a'],
])(
  '[VM5] from %s, %s: plays in the window to its end',
  async (caller, filename, file) => {
    await call(caller, filename, readAudio(file));
    const page = maria.page();
    await shown(row(page, caller));
    await openAndClaim(page, caller);
    await shown(slider(page));
    await playToEnd(page);
  },
  60_000,
);

test.skipIf(ffmpegPath === null)(
  '[VM5] GSM in WAV: the copy that the hub made plays, the original can be saved',
  async () => {
    await call('0350000006', 'msg0006.WAV', readAudio('message-gsm.wav'));
    const page = maria.page();
    await shown(row(page, '0350000006'));
    await openAndClaim(page, '0350000006');
    await shown(slider(page));
    await shown(page.getByRole('button', { name: /msg0006\.WAV/ }));
    await playToEnd(page);
  },
  60_000,
);

test('[VM5] A recording of which no copy could be made is there after the claim: the window says that it cannot be played', async () => {
  // The head of an AMR file, and then nothing that a program could decode.
  await call('0350000008', 'msg0008.amr', Buffer.from('#!AMR\nnothing'));
  const page = maria.page();
  await shown(row(page, '0350000008'));
  await openAndClaim(page, '0350000008');
  await shown(page.getByText(/Questa postazione non può riprodurre questo formato/));
  await shown(page.getByRole('button', { name: 'Salva', exact: true }));
  expect(await slider(page).count()).toBe(0);
}, 60_000);

test('[VM6] [VM7] offline it plays, and somebody can answer for it with a reason; it leaves when the hub is back', async () => {
  await call('0350000007', 'msg0007.wav', readAudio('message-mu-law.wav'));
  const page = maria.page();
  await shown(row(page, '0350000007'));
  await openAndClaim(page, '0350000007');
  await shown(slider(page));
  const ports = { httpPort: hub.httpPort, smtpPort: hub.smtpPort };
  await hub.stop();
  await shown(page.getByText(/Senza collegamento|Offline|scollegat/i));
  await slider(page).focus();
  await page.keyboard.press('Space');
  await expect.poll(() => position(page), { timeout: 10_000 }).toBeGreaterThan(0.5);
  await page.keyboard.press('Space');
  await page.getByRole('button', { name: 'Segna come ascoltato…' }).focus();
  await page.keyboard.press('Enter');
  await shown(page.getByRole('dialog'));
  await maria.picture('voicemail-mark');
  await page.getByRole('button', { name: 'Nel messaggio nessuno parla' }).focus();
  await page.keyboard.press('Enter');
  await shown(page.getByText('Ascoltato: attendo la conferma del centro'));
  hub = await startHub({ data, ...ports, extra: ['--mail-domain', domain] });
  await shown(page.getByText(/Segnato come ascoltato da Maria Rossi: nessuno parla/));
}, 90_000);
