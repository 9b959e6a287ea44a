import { mkdirSync, mkdtempSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { openRow, pressOn } from '../support/e2e/page.ts';
import { launchApp, type App } from '../support/app.ts';
import { filesContaining } from '../support/canary.ts';
import { countsInMemory } from '../support/memory.ts';
import { commandLine, descendants, isAlive } from '../support/proc.ts';
import { sendMail } from '../support/mailbox.ts';
import { enrolCode, eventually, revokeDevicesOf, startHub, type HubProcess } from '../support/processes.ts';

// Every step is bounded by itself, and generously: a busy machine takes its time.
vi.setConfig({ testTimeout: 300_000 });

/** Two volunteers at one PC, in real windows: names, PINs, lock, switch, and the end of an access. */
const folder = mkdtempSync(join(tmpdir(), 'sportello-shared-'));
const data = join(folder, 'hub');
const userData = join(folder, 'pc');
const policy = join(folder, 'policy');
const pins = { maria: 'girasole 7', luca: 'tramonto 9' };
const secret = 'Scontrino verde di Carlotta';
/** Of the same mail: the test's driver, whose messages pass main and stay in its memory for a while, never says it. */
const unsaid = 'Ho trovato il timbro azzurro sotto la panca';
const draft = 'Bozza che resta di Maria';
const searched = 'canarino cercato da Maria';
const attached = { name: 'Ricevuta-di-Carlotta.txt', words: 'Pagato in contanti da Carlotta' };
const asked = 'Buongiorno, una domanda.';
/** What Maria read, wrote, looked for, chose and kept. */
const canaries = [secret, draft, searched, attached.name, attached.words];
/** Her whole home: what the desktop, its file dialogs and Chromium keep about what somebody did lies there, too. */
const home = join(folder, 'home');
let hub: HubProcess;
let app: App;

const launch = (): Promise<App> =>
  launchApp({
    userData,
    hubUrl: `ws://127.0.0.1:${hub.httpPort}/v1/sync`,
    env: {
      SPORTELLO_POLICY_DIR: policy,
      HOME: home,
      XDG_CONFIG_HOME: join(home, '.config'),
      XDG_DATA_HOME: join(home, '.local/share'),
      XDG_CACHE_HOME: join(home, '.cache'),
      TMPDIR: join(home, 'tmp'),
    },
  });

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const rows = (page: Page) => page.getByRole('listbox').getByRole('option');

/** In whatever window stands there by then. */
const shows = (find: (page: Page) => { isVisible(): Promise<boolean> }, what = 'in the window') =>
  eventually(
    what,
    () =>
      find(app.page())
        .isVisible()
        .catch(() => false),
    30_000,
  );

/** In both themes; and axe finds nothing. */
async function look(name: string): Promise<void> {
  const page = app.page();
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
  expect(violations.map(({ id }) => id)).toEqual([]);
  await app.picture(name);
  await page.emulateMedia({ colorScheme: 'dark' });
  await app.picture(`${name}-dark`);
  await page.emulateMedia({ colorScheme: null });
}

async function enrol(name: string, pin: string): Promise<void> {
  const code = await enrolCode(data, name);
  const page = app.page();
  await page.getByLabel('Codice di attivazione').fill(code);
  await page.getByLabel('Scegli un PIN').fill(pin);
  await page.getByLabel('Ripeti il PIN').fill(pin);
  await page.getByLabel('Ripeti il PIN').press('Enter');
  await rows(page).first().waitFor();
}

const filesOf = (at: string): string[] =>
  readdirSync(at, { recursive: true, encoding: 'utf8' })
    .map((name) => join(at, name))
    .filter((file) => statSync(file, { throwIfNoEntry: false })?.isFile() === true);

beforeAll(async () => {
  hub = await startHub({ data, extra: ['--mail-domain', 'dbo.example'] });
  mkdirSync(policy);
  for (const name of ['.config', '.local/share', '.cache', 'tmp']) mkdirSync(join(home, name), { recursive: true });
  writeFileSync(join(policy, 'policy.json'), JSON.stringify({ SharedPc: 'yes' }));
  for (const subject of [secret, 'Orario della segreteria']) {
    await sendMail(hub.smtpPort, {
      from: 'anna@posta.example',
      to: 'assistenza@dbo.example',
      subject,
      text: subject === secret ? unsaid : asked,
    });
  }
  app = await launch();
}, 120_000);

afterAll(async () => {
  await app?.close();
  await hub?.stop();
});

test('[ID3] whoever enrols chooses a PIN with the code, by keyboard', async () => {
  const page = app.page();
  await page.getByLabel('Codice di attivazione').waitFor();
  await page.getByLabel('Scegli un PIN').fill('111111');
  await page.getByLabel('Ripeti il PIN').fill('222222');
  await page.getByLabel('Codice di attivazione').fill('ABCDE-FGHJK');
  await page.getByLabel('Codice di attivazione').press('Enter');
  await page.getByText('I due PIN non sono uguali').waitFor();
  await look('door-enrol');
  await enrol('Maria Rossi', pins.maria);
  await openRow(page, secret);
  await shows((shown) => shown.getByRole('log').getByText('timbro azzurro'), 'what was written');
  await pressOn(button(page, 'Prendi in carico').first());
  await page
    .getByRole('textbox', { name: /Risposta/ })
    .first()
    .fill(draft);
  const buffer = Buffer.from(attached.words);
  await page.locator('input[type=file]').first().setInputFiles({ name: attached.name, mimeType: 'text/plain', buffer });
  await page.getByText(attached.name).first().waitFor();
  const search = page.getByRole('searchbox', { name: 'Cerca' }).first();
  await search.fill(searched);
  await page.getByText('Nessuna pratica trovata').first().waitFor();
  await search.fill('');
  await rows(page).first().waitFor();
});

/** As somebody does who keeps the chronology: the system's dialog is answered, the file is theirs and lies where they put it. */
const chosen = join(folder, 'usb', 'pratica.pdf');

test('[ID6] a file that is chosen or kept is on no list of recent ones', async () => {
  mkdirSync(join(folder, 'usb'));
  const recent = await app.electron.evaluate(async ({ app: program, dialog, BrowserWindow }, at) => {
    const told: string[] = [];
    program.addRecentDocument = (file) => void told.push(file);
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath: at });
    await BrowserWindow.getAllWindows()[0]?.webContents.executeJavaScript(
      "window.sportello.call('save-pdf', { number: '2026-000001' }).then(() => null)",
    );
    return told;
  }, chosen);
  expect(statSync(chosen).size).toBeGreaterThan(500);
  expect(recent).toEqual([]);
  expect(filesOf(home).filter((file) => /recent|xbel|bookmarks/i.test(file))).toEqual([]);
});

/** What the system is asked to show, in place of a desktop; nobody looks at the window. */
const listen = () =>
  app.electron.evaluate(({ app: program, BrowserWindow, Notification }) => {
    const told: string[] = [];
    const shown = new Set<object>();
    Object.assign(globalThis, { told, shown });
    BrowserWindow.getFocusedWindow = () => null;
    Notification.isSupported = () => true;
    Notification.prototype.show = function show(this: Electron.Notification) {
      told.push(`${this.title}: ${this.body}`);
      shown.add(this);
    };
    Notification.prototype.close = function close(this: Electron.Notification) {
      shown.delete(this);
    };
    program.setBadgeCount = (count) => {
      Object.assign(globalThis, { badge: count });
      return true;
    };
  });
const desktop = () =>
  app.electron.evaluate(() => {
    const { told, shown, badge } = globalThis as unknown as { told: string[]; shown: Set<object>; badge?: number };
    return { told, shown: shown.size, badge };
  });
const news = 'Orario della palestra';
const sendNews = (subject: string) =>
  sendMail(hub.smtpPort, {
    from: 'anna@posta.example',
    to: 'assistenza@dbo.example',
    subject,
    text: asked,
  });

const pressed = 'Orario del campo estivo';

test('[NT2] whoever presses a notification is led to the case, in a window that comes forward', async () => {
  await listen();
  await app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.hide());
  await sendNews(pressed);
  await eventually('the notification', async () => (await desktop()).told.length === 1, 30_000);
  await app.electron.evaluate(() => {
    const { shown } = globalThis as unknown as { shown: Set<NodeJS.EventEmitter> };
    for (const notification of shown) notification.emit('click');
  });
  await shows((page) => page.getByRole('heading', { name: pressed }));
  const isVisible = () => app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isVisible());
  await eventually('the window comes forward', isVisible, 30_000);
  expect((await desktop()).shown).toBe(0);
});

test('[NT2] [NT3] [NT4] on a shared PC a notification is a count, which the lock takes back; while it is locked nothing is told', async () => {
  await listen();
  await sendNews(news);
  await shows((page) => rows(page).filter({ hasText: news }).first());
  await eventually('the notification', async () => (await desktop()).told.length === 1, 30_000);
  expect(await desktop()).toMatchObject({ told: ['Sportello: 1 novità da guardare'], shown: 1 });
  const before = app.page();
  await before.keyboard.press('Control+Shift+L');
  await app.replaced(before);
  expect(await desktop()).toMatchObject({ shown: 0, badge: 0 });
  await sendNews('Orario della biblioteca');
  await shows((page) => page.getByRole('heading', { name: 'PIN di Maria Rossi' }));
  await app.page().getByLabel('PIN', { exact: true }).fill(pins.maria);
  await app.page().keyboard.press('Enter');
  await shows((page) => rows(page).first());
  await eventually('the badge is back', async () => ((await desktop()).badge ?? 0) > 0, 30_000);
});

test('[ID5] the lock takes everything off the screen, with its process; the right PIN brings it back, to the case that was open', async () => {
  const before = app.page();
  await before.getByText('Sincronizzato').first().waitFor();
  await before.keyboard.press('Control+Shift+L');
  await app.replaced(before);
  await shows((page) => page.getByRole('heading', { name: 'PIN di Maria Rossi' }));
  expect(await app.page().content()).not.toContain(secret);
  await look('door-pin');
  await app.page().keyboard.type('sbagliato');
  await app.page().keyboard.press('Enter');
  await shows((page) => page.getByText('Il PIN non è giusto'));
  await look('door-pin-wrong');
  await app.page().getByLabel('PIN', { exact: true }).fill(pins.maria);
  await app.page().keyboard.press('Enter');
  await shows((page) => rows(page).first());
  await shows((page) => page.getByRole('heading', { name: pressed }), 'the case that was open');
});

test('[ID5] when the system locks or sleeps, or nobody has been there for a while, it locks too', async () => {
  const ways = {
    locked: () => app.electron.evaluate(({ powerMonitor }) => void powerMonitor.emit('lock-screen')),
    asleep: () => app.electron.evaluate(({ powerMonitor }) => void powerMonitor.emit('suspend')),
    idle: () =>
      app.electron.evaluate(({ powerMonitor }) => {
        Object.assign(powerMonitor, { getSystemIdleTime: () => 5 * 60 });
      }),
  };
  for (const happens of Object.values(ways)) {
    const before = app.page();
    await before.getByText('Sincronizzato').first().waitFor();
    await happens();
    await app.replaced(before);
    await shows((page) => page.getByRole('heading', { name: 'PIN di Maria Rossi' }));
    expect(await app.page().content()).not.toContain(secret);
    await app.electron.evaluate(({ powerMonitor }) => {
      Object.assign(powerMonitor, { getSystemIdleTime: () => 0 });
    });
    await app.page().getByLabel('PIN', { exact: true }).fill(pins.maria);
    await app.page().keyboard.press('Enter');
    await shows((page) => rows(page).first());
  }
});

test('[ID6] after a switch nothing of the last person is in the window or in any file', async () => {
  const before = app.page();
  await before.keyboard.press('Control+Shift+U');
  await app.replaced(before);
  await shows((page) => button(page, 'Attiva per un’altra persona'));
  await look('door-names');
  await pressOn(app.page().getByRole('button', { name: /Attiva per/ }));
  await app.page().getByLabel('Codice di attivazione').waitFor();
  await enrol('Luca Bianchi', pins.luca);
  await shows((page) => rows(page).filter({ hasText: 'Orario della segreteria' }).first());
  expect(await app.page().content()).not.toContain(secret);
  for (const text of [...canaries, unsaid, chosen, pins.maria, pins.luca]) {
    for (const place of [userData, home]) expect(filesContaining(place, text)).toEqual([]);
  }
  const names = [userData, home].flatMap(filesOf);
  expect(names.filter((file) => /Carlotta|canarino/i.test(file))).toEqual([]);
  // What is looked for can be found: names of volunteers are in the open (docs/identity.md), and where the program runs Chromium keeps files.
  expect(filesContaining(userData, 'Maria Rossi').length).toBeGreaterThan(0);
  expect(names.length).toBeGreaterThan(20);
  // Whoever draws, and main: not the core of the person who left, which may still be sending.
  const main = app.electron.process().pid ?? 0;
  const drawing = descendants(main).filter((pid) => commandLine(pid).includes('--type=renderer'));
  const inMemory = (pid: number, texts: readonly string[]): readonly number[] => {
    try {
      return countsInMemory(pid, texts);
    } catch (error) {
      // One that has just ended has no memory.
      if (isAlive(pid)) throw error;
      return texts.map(() => 0);
    }
  };
  expect(drawing.length).toBeGreaterThan(0);
  // The rest came to main as messages of the test's driver, so only the windows are asked for it.
  expect(inMemory(main, [unsaid])).toEqual([0]);
  const forbidden = [...canaries, unsaid, pins.maria];
  const counts = drawing.map((pid) => inMemory(pid, [...forbidden, 'Orario della segreteria']));
  for (const found of counts) expect(found.slice(0, -1)).toEqual(forbidden.map(() => 0));
  // What is looked for can be found: this is on Luca's screen.
  expect(counts.some((found) => (found.at(-1) ?? 0) > 0)).toBe(true);
});

test('[ID6] who comes back finds the own work, and only with the own PIN', async () => {
  const before = app.page();
  await before.keyboard.press('Control+Shift+U');
  await app.replaced(before);
  await shows((page) => page.getByRole('button', { name: /Maria Rossi/ }));
  await pressOn(app.page().getByRole('button', { name: /Maria Rossi/ }));
  await app.page().getByLabel('PIN', { exact: true }).fill(pins.luca);
  await app.page().keyboard.press('Enter');
  await shows((page) => page.getByText('Il PIN non è giusto'));
  await app.page().getByLabel('PIN', { exact: true }).fill(pins.maria);
  await app.page().keyboard.press('Enter');
  await shows((page) => rows(page).first());
  await app.page().keyboard.press('Control+2');
  await shows((page) => rows(page).filter({ hasText: secret }).first());
});

test('[SH5] a PC whose access is withdrawn says so, and has nothing left of that person', async () => {
  const before = app.page();
  await revokeDevicesOf(data, 'Maria Rossi');
  await app.replaced(before);
  await shows((page) => page.getByRole('heading', { name: 'I tuoi dati non sono più su questo PC' }));
  await look('door-gone');
  const left = filesOf(userData).filter((file) => !file.includes('volunteers'));
  expect(left.filter((file) => /keys\.json|secret\.json|sportello\.db|volunteer\.json/.test(file))).toEqual([]);
  await pressOn(app.page().getByRole('button', { name: 'Attiva di nuovo' }));
  await shows((page) => page.getByLabel('Codice di attivazione'));
  expect(app.problems()).toEqual([]);
});
