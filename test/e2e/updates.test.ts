import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchApp, type App } from '../support/app.ts';
import { button, openSettings, shown } from '../support/e2e/page.ts';
import { sendMail } from '../support/mailbox.ts';
import { enrolCode, eventually, startHub, type HubProcess } from '../support/processes.ts';
import { makeSigningKey, openUpdateMirror, type SigningKey, type UpdateMirror } from '../support/update-mirror.ts';

/**
 * A copy that somebody installed for themselves, in a real Electron: a mirror with a private authority, Chromium's network, electron-updater.
 * What it replaces is a script under the name of an AppImage.
 */
const folder = mkdtempSync(join(tmpdir(), 'sportello-updates-'));
const userData = join(folder, 'pc');
const installed = join(folder, 'installed', 'Sportello.AppImage');
const fresh = '#!/bin/sh\n# 9.0.0\n';
let mirror: UpdateMirror;
let keeper: SigningKey;
let hub: HubProcess;
let app: App;
let page: Page;

function writeRelease(): string {
  const file = join(folder, 'release.json');
  const updates = { url: 'https://updates.example.org/', channel: 'stable', publicKey: keeper.publicKey };
  writeFileSync(file, JSON.stringify({ isSigned: false, installation: 'user', updates }));
  return file;
}

function writePolicy(): string {
  const made = join(folder, 'policy');
  mkdirSync(made, { mode: 0o755 });
  const policy = { UpdateUrl: mirror.url, CaFile: resolve('test/fixtures/tls/authority.pem') };
  writeFileSync(join(made, 'policy.json'), JSON.stringify(policy), { mode: 0o644 });
  return made;
}

beforeAll(async () => {
  keeper = makeSigningKey(join(folder, 'keeper.pem'));
  mirror = await openUpdateMirror(folder);
  mkdirSync(join(folder, 'installed'));
  writeFileSync(installed, '#!/bin/sh\n# the old one\n');
  chmodSync(installed, 0o755);
  const data = join(folder, 'hub');
  hub = await startHub({ data, extra: ['--mail-domain', 'dbo.example'] });
  const mail = { from: 'anna@posta.example', to: 'assistenza@dbo.example', text: 'Buongiorno, una domanda.' };
  await sendMail(hub.smtpPort, { ...mail, subject: 'Orario della segreteria' });
  app = await launchApp({
    userData,
    hubUrl: `ws://127.0.0.1:${hub.httpPort}/v1/sync`,
    code: await enrolCode(data, 'Maria Rossi'),
    env: { SPORTELLO_POLICY_DIR: writePolicy(), SPORTELLO_RELEASE: writeRelease(), APPIMAGE: installed },
  });
  page = app.page();
}, 120_000);

afterAll(async () => {
  await app?.close().catch(() => undefined);
  await hub?.stop();
  await mirror?.close();
});

const look = () => button(page, 'Cerca adesso').click();
const answer = (text: string | RegExp) => shown(page.getByText(text));

test('[UP1] what a stranger signed and what is older is refused, and no file of it is asked for', async () => {
  const stranger = makeSigningKey(join(folder, 'stranger.pem'));
  await shown(page.getByRole('listbox').getByRole('option'));
  await openSettings(page);
  await mirror.publish('9.0.0', fresh, stranger.file);
  await look();
  await answer(/firm/);
  await mirror.publish('0.0.1', fresh, keeper.file);
  await look();
  await answer('Viene offerta una versione più vecchia di questa: non è stata presa.');
  expect(await button(page, 'Scarica, chiudi e installa').count()).toBe(0);
  expect(new Set(mirror.asked)).toEqual(new Set(['update-stable-linux.json', 'update-stable-linux.json.sig']));
});

test('[UP3] a newer one is offered, and not even downloaded while a draft has not left', async () => {
  await mirror.publish('9.0.0', fresh, keeper.file);
  await look();
  await answer('C’è la versione 9.0.0.');
  await page.keyboard.press('Control+1');
  await page.getByRole('listbox').getByRole('option').first().click();
  await button(page, 'Prendi in carico').first().click();
  const reply = page.getByRole('textbox', { name: /Risposta/ }).first();
  await reply.fill('Bozza che non è partita');
  await shown(page.getByText(/Bozza salvata/));
  await openSettings(page);
  await button(page, 'Scarica, chiudi e installa').click();
  await answer('Su questo PC c’è qualcosa di non inviato');
  expect(mirror.asked).not.toContain('Sportello-9.0.0.AppImage');
  expect(readFileSync(installed, 'utf8')).toContain('the old one');
});

test('[UP2] [UP3] when nothing waits it is brought, and takes the old one’s place as the program ends', async () => {
  await page.keyboard.press('Control+2');
  await page.getByRole('listbox').getByRole('option').first().click();
  await page
    .getByRole('textbox', { name: /Risposta/ })
    .first()
    .fill('');
  await openSettings(page);
  await look();
  await answer('C’è la versione 9.0.0.');
  const program = app.electron.process();
  // A draft that was emptied is let go of a moment later; until then the answer is the one of before.
  await eventually(
    'the program installs and ends',
    async () => {
      await button(page, 'Scarica, chiudi e installa')
        .click({ timeout: 1_000 })
        .catch(() => undefined);
      return program.exitCode !== null;
    },
    30_000,
  );
  expect(program.exitCode).toBe(0);
  expect(readFileSync(installed, 'utf8')).toBe(fresh);
  expect(readdirSync(join(folder, 'installed'))).toEqual(['Sportello.AppImage']);
});
