import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openSqliteStorage } from '../../hub/storage/sqlite-storage.ts';
import { launchApp, type App } from '../support/app.ts';
import { decryptedCopy, filesContaining, keyOfProfile } from '../support/canary.ts';
import { button, openRow, pressOn, reach, shown } from '../support/e2e/page.ts';
import { runHub } from '../support/hub-command.ts';
import { sendMail } from '../support/mailbox.ts';
import { enrolCode, eventually, startHub, type HubProcess } from '../support/processes.ts';

/**
 * What is taken out is out for good: two windows of one volunteer, each with its core and its files, a hub that is a program of
 * its own, and an older copy that is brought back at the end.
 */
const word = `canarino${randomBytes(6).toString('hex')}`;
const bytes = `documento${randomBytes(6).toString('hex')}`;
const folder = mkdtempSync(join(tmpdir(), 'sportello-lasting-'));
const data = join(folder, 'hub');
const copies = join(folder, 'copies');
/** The smallest picture that there is; what follows its end is not looked at. */
const picture = Buffer.concat([
  Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  ),
  Buffer.from(bytes),
]);
let hub: HubProcess;
let first: App;
let second: App;

const windows = (): readonly App[] => [first, second];
const inDatabase = ({ userData }: App, text: string): readonly string[] =>
  filesContaining(decryptedCopy(join(userData, 'sportello.db'), keyOfProfile(userData)), text);
/** A window that showed what is gone may be replaced at any moment: then its successor is asked. */
const inWindow = (app: App, what: string, look: (page: Page) => Promise<boolean>): Promise<unknown> =>
  eventually(
    what,
    async () => {
      try {
        return await look(app.page());
      } catch {
        return false;
      }
    },
    30_000,
  );
const silent = (app: App): Promise<unknown> =>
  inWindow(app, 'the words are not in the window', async (page) => !(await page.content()).includes(word));
const synchronised = (app: App): Promise<unknown> =>
  inWindow(app, 'synchronised', (page) => page.getByText('Sincronizzato').first().isVisible());
const clean = (app: App): Promise<unknown> =>
  eventually('the words are in no file of the device', () => inDatabase(app, word).length === 0, 20_000);

async function startAgain(): Promise<void> {
  const { httpPort, smtpPort } = hub;
  hub = await startHub({ data, httpPort, smtpPort, extra: ['--mail-domain', 'dbo.example'] });
}

async function openMine(page: Page): Promise<void> {
  await pressOn(page.getByRole('button', { name: /In carico a me/ }).first());
  await openRow(page, 'Rita Belotti');
  await shown(page.getByRole('log').getByText(word));
}

beforeAll(async () => {
  mkdirSync(copies, { recursive: true });
  hub = await startHub({ data, extra: ['--mail-domain', 'dbo.example'] });
  const hubUrl = `ws://127.0.0.1:${hub.httpPort}/v1/sync`;
  const open = async (name: string): Promise<App> =>
    launchApp({ userData: join(folder, name), hubUrl, code: await enrolCode(data, 'Maria Rossi') });
  [first, second] = [await open('first'), await open('second')];
  for (const app of windows()) await shown(app.page().getByText('Sincronizzato'));
  await sendMail(hub.smtpPort, {
    from: { name: 'Rita Belotti', address: 'rita@posta.example' },
    to: 'assistenza@dbo.example',
    subject: 'Iscrizione alla gita',
    text: `Buongiorno, mi iscrivo alla gita. Sul pullman vorrei stare con ${word} se si può.`,
    attachments: [{ filename: 'carta.png', content: picture, contentType: 'image/png' }],
  });
}, 120_000);

afterAll(async () => {
  expect(windows().flatMap((app) => app?.problems() ?? [])).toEqual([]);
  for (const app of windows()) await app?.close();
  await hub?.stop();
});

test('[DV1] [DV4] a claimed case is on both devices; its document goes into the vault, and its bytes are on neither', async () => {
  const page = first.page();
  await shown(page.getByRole('option').filter({ hasText: 'Rita Belotti' }));
  await openRow(page, 'Rita Belotti');
  await pressOn(button(page, 'Prendi in carico'));
  await shown(page.getByText('Privata: la vedi solo tu'));
  await openMine(second.page());
  expect(inDatabase(second, word)).not.toEqual([]);
  expect(await runHub('backup', '--data', data, '--to', join(copies, 'older.db'))).toMatchObject({ code: 0 });

  await pressOn(page.getByRole('button', { name: 'Altre azioni per carta.png' }));
  await reach(page.getByRole('menuitem', { name: /in cassaforte/ }), 'ArrowDown');
  await page.keyboard.press('Enter');
  await pressOn(page.getByRole('dialog').getByRole('button', { name: 'Metti in cassaforte' }));
  for (const app of windows()) await shown(app.page().getByText(/ha messo in cassaforte un documento/));
  await pressOn(page.getByRole('button', { name: /^Apri carta\.png/ }));
  await shown(page.getByRole('dialog').getByRole('img'));
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  for (const app of windows()) expect(inDatabase(app, bytes)).toEqual([]);
}, 90_000);

test('[RD1] [RD8] words that are taken out in one window leave the other, its files, the index and the hub', async () => {
  const page = first.page();
  await page
    .getByRole('log')
    .getByText(word)
    .evaluate((element, chosen) => {
      const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
        const at = (node.nodeValue ?? '').indexOf(chosen);
        if (at >= 0) document.getSelection()?.setBaseAndExtent(node, at, node, at + chosen.length);
      }
    }, word);
  await page
    .getByRole('button', { name: /^Oscura una parte del messaggio di Rita/ })
    .first()
    .press('Enter');
  await shown(page.getByText(`Da oscurare: «${word}»`));
  await pressOn(page.getByRole('button', { name: 'Oscura…', exact: true }));
  await shown(page.getByText('Non si può annullare'));
  await pressOn(button(page, 'Sì, oscura'));
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  for (const app of windows()) {
    await shown(app.page().getByText(/Una parte è stata oscurata da Maria Rossi/));
    await silent(app);
    await clean(app);
  }
  const other = second.page();
  await other.keyboard.press('/');
  await other.keyboard.type(word);
  await shown(other.getByText(/[Nn]essun/));
  await other.keyboard.press('Escape');
  await eventually('the words are in no file of the hub', () => filesContaining(data, word).length === 0, 20_000);
}, 90_000);

test('[DV3] [RD6] what has expired opens for nobody, and neither words nor document come back with an older copy', async () => {
  await hub.stop();
  const database = new Database(join(data, 'hub.db'));
  // As if its days had gone by.
  database.prepare('update attachments set document_expires_at = 1 where document_expires_at is not null').run();
  database.close();
  await startAgain();
  for (const app of windows()) {
    await inWindow(app, 'it is told', (page) =>
      page.getByText('Documento d’identità scaduto e distrutto').first().isVisible(),
    );
  }
  for (const app of windows()) {
    await inWindow(app, 'it is told', (page) => page.getByText('non lo può più aprire nessuno').first().isVisible());
  }

  expect(await runHub('backup', '--data', data, '--to', join(copies, 'newer.db'))).toMatchObject({ code: 0 });
  await hub.stop();
  expect(await runHub('restore', '--data', data, '--from', join(copies, 'older.db'))).toMatchObject({ code: 0 });
  await startAgain();
  for (const app of windows()) await synchronised(app);
  const storage = await openSqliteStorage({ file: join(data, 'hub.db'), now: Date.now(), timers: null });
  try {
    const kept = await storage.read(async (tx) => {
      const [conversation] = await tx.conversations({ after: '', limit: 1 });
      const messages = (await tx.messages([conversation?.id ?? ''], 0)).get(conversation?.id ?? '') ?? [];
      const files = messages.flatMap(({ attachments }) => attachments);
      return [JSON.stringify(messages), files.length, await tx.attachmentBytes(files[0]?.id ?? '')];
    });
    expect(kept[0]).not.toContain(word);
    expect(kept.slice(1)).toEqual([1, null]);
  } finally {
    await storage.close();
  }
  for (const app of windows()) {
    await silent(app);
    await clean(app);
    expect(inDatabase(app, bytes)).toEqual([]);
  }
  for (const place of [data, copies])
    expect(filesContaining(place, word).concat(filesContaining(place, bytes))).toEqual([]);
}, 120_000);
