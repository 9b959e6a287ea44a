import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { openRow } from '../support/e2e/page.ts';
import { openSqliteStorage } from '../../hub/storage/sqlite-storage.ts';
import type { App } from '../support/app.ts';
import { openVolunteer } from '../support/e2e/volunteer.ts';
import { eventually, startHub, type HubProcess } from '../support/processes.ts';
import { associationOn, type Association } from '../support/two-hubs.ts';

/** Two volunteers and a coordinator, each in a window of their own, with the keyboard alone. */
const folder = mkdtempSync(join(tmpdir(), 'sportello-reassign-'));
const data = join(folder, 'hub');
let hub: HubProcess;
let association: Association;
let maria: App;
let luca: App;
let paola: App;

// Every step is bounded by itself, and generously: a busy machine takes its time.
vi.setConfig({ testTimeout: 300_000 });

const TEXT = 'Sentinella: vorrei sapere della gita.';
type Find = (page: Page) => Locator;

/** In whatever window the person has by then: losing an open case replaces it. */
const shows = (app: App, find: Find, isThere = true): Promise<boolean> =>
  eventually(
    `${isThere ? '' : 'no '}${String(find(app.page()))}`,
    async () => {
      const count = await find(app.page())
        .filter({ visible: true })
        .count()
        .catch(() => -1);
      return isThere ? count > 0 : count === 0;
    },
    60_000,
  );
const text: Find = (page) => page.getByRole('log').getByText(TEXT);
const row =
  (subject: string): Find =>
  (page) =>
    page.getByRole('option').filter({ hasText: subject });
const field: Find = (page) => page.getByRole('tabpanel').getByRole('textbox');
const named =
  (name: string | RegExp): Find =>
  (page) =>
    page.getByRole('button', { name, exact: typeof name === 'string' });

/** As soon as it can be used, and has the focus. */
async function press(app: App, find: Find): Promise<void> {
  const isReady = async (): Promise<boolean> => {
    const wanted = find(app.page()).filter({ visible: true }).first();
    if (!(await wanted.isEnabled({ timeout: 3_000 }))) return false;
    await wanted.focus({ timeout: 3_000 });
    return await wanted.evaluate((element) => element === document.activeElement, undefined, { timeout: 3_000 });
  };
  await eventually(String(find(app.page())), () => isReady().catch(() => false), 60_000);
  await app.page().keyboard.press('Enter');
}

beforeAll(async () => {
  hub = await startHub({ data });
  association = associationOn(await openSqliteStorage({ file: join(data, 'hub.db'), now: Date.now(), timers: null }));
  await association.receive({ subject: 'Gita', text: TEXT });
  await association.receive({ subject: 'Tessera', text: 'Come rinnovo la tessera?' });
  for (const subject of ['Palestra', 'Biblioteca']) await association.receive({ subject, text: 'Quando è aperta?' });
  const office = { folder, data, httpPort: hub.httpPort };
  maria = await openVolunteer(office, 'Maria Rossi');
  luca = await openVolunteer(office, 'Luca Bianchi');
  paola = await openVolunteer(office, 'Paola Conti', 'coordinator');
  for (const app of [maria, luca, paola]) await shows(app, (page) => page.getByText('Sincronizzato'));
}, 180_000);

afterAll(async () => {
  expect([maria, luca, paola].flatMap((app) => app?.problems() ?? [])).toEqual([]);
  for (const app of [maria, luca, paola]) await app?.close();
  await association?.storage.close();
  await hub?.stop();
  rmSync(folder, { recursive: true, force: true });
});

test('[EV6] while Luca writes, Maria takes what he had read: in his fresh window the next key is a letter of his text', async () => {
  for (const subject of ['Gita', 'Tessera']) {
    await shows(luca, row(subject));
    await openRow(luca.page(), subject);
    await shows(luca, (page) => page.getByRole('log').getByText(subject === 'Gita' ? TEXT : 'rinnovo la tessera'));
  }
  const before = luca.page();
  await before.keyboard.press('c');
  await shows(luca, (page) => page.getByText('Privata: la vedi solo tu'));
  await press(luca, (page) => page.getByRole('tab', { name: 'Nota' }));
  await shows(luca, field);
  await field(before).focus();
  await before.keyboard.type('Non so ora');
  for (let presses = 0; presses < 3; presses += 1) await before.keyboard.press('ArrowLeft');
  await shows(maria, row('Gita'));
  await openRow(maria.page(), 'Gita');
  await shows(maria, text);
  await maria.page().keyboard.press('c');
  await shows(maria, (page) => page.getByText('Privata: la vedi solo tu'));
  await luca.replaced(before);
  await goesOn(luca, 'c ', 'Non so c ora');
});

/** Whatever window they have by then: the focus is in the note, and what they type stands where they were. */
async function goesOn(app: App, keys: string, text: string): Promise<void> {
  await eventually(
    'the focus is in the note',
    () =>
      field(app.page())
        .evaluate((into) => into === document.activeElement, undefined, { timeout: 3_000 })
        .catch(() => false),
    60_000,
  );
  await app.page().keyboard.type(keys);
  await expect.poll(() => field(app.page()).inputValue(), { timeout: 30_000 }).toBe(text);
}

test('[EV6] a window whose process dies is replaced, too: Luca goes on where he was, and nothing saved is lost', async () => {
  const before = luca.page();
  await shows(luca, (page) => page.getByText(/Bozza salvata/));
  // A process that dies may take the last 300 ms with it; by the window's own clock these are over.
  await before.evaluate(() => new Promise((resolve) => setTimeout(resolve, 300)));
  await luca.electron.evaluate(({ BrowserWindow }) => {
    for (const window of BrowserWindow.getAllWindows()) window.webContents.forcefullyCrashRenderer();
  });
  await luca.replaced(before);
  await goesOn(luca, 'p', 'Non so c pora');
});

test('[BG1] [BG2] [BG4] a coordinator reads what Maria follows: for a reason, which Maria sees at once; then the text is gone', async () => {
  await paola.page().keyboard.press('Control+5');
  await shows(paola, (page) => page.getByRole('option').filter({ hasText: 'Maria Rossi' }));
  await openRow(paola.page(), 'Maria Rossi');
  await shows(paola, (page) => page.getByRole('heading', { name: 'In carico a Maria Rossi' }));
  expect(await text(paola.page()).count()).toBe(0);
  await press(paola, named('Leggi senza partecipare…'));
  await shows(paola, (page) => page.getByRole('textbox', { name: 'Motivo' }));
  await paola.page().keyboard.type('La signora chiede al presidente come sta la sua pratica.');
  await press(paola, named('Scrivi il motivo e leggi'));
  await shows(paola, text);
  await shows(maria, (page) => page.getByText(/Paola Conti \(coordinamento\) sta leggendo la pratica/));
  await shows(maria, (page) => page.getByText('La signora chiede al presidente come sta la sua pratica.'));
  const reading = paola.page();
  await press(paola, named('Ho finito di leggere'));
  await paola.replaced(reading);
  await press(paola, named('Carico di lavoro'));
  await shows(paola, (page) => page.getByRole('heading', { name: 'Carico di lavoro' }));
  await shows(paola, text, false);
});

/** In the dialog that is open, or opens. */
async function chooseLuca(): Promise<void> {
  const page = paola.page();
  const field = page.getByRole('dialog').getByRole('searchbox');
  await expect.poll(() => field.evaluate((into) => into === document.activeElement), { timeout: 60_000 }).toBe(true);
  await page.keyboard.type('luca');
  await shows(paola, () => page.getByRole('dialog').getByRole('option', { name: 'Luca Bianchi' }));
  await shows(paola, () => page.getByRole('dialog').getByRole('option', { name: 'Maria Rossi' }), false);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
}

test('[BO2] [RA3] [RA5] from the workload it goes to Luca, who is told; on Maria’s screen nothing of it is left', async () => {
  const hers: Find = (page) => page.getByRole('row', { name: /Maria Rossi \S+ 1 0 0/ });
  await shows(paola, hers);
  await press(paola, named('Maria Rossi'));
  await press(paola, named('Seleziona tutte'));
  await press(paola, named('Riassegna 1 pratica…'));
  await chooseLuca();
  await shows(paola, (page) => page.getByText('1 pratica passa a Luca Bianchi.'));
  await press(paola, named('Riassegna 1 pratica'));
  await shows(luca, (page) => page.getByText(/Paola Conti ti ha passato la pratica/));
  await press(luca, named('Apri'));
  await shows(luca, text);
  await shows(maria, text, false);
});

test('[RA4] [EV6] undone, Maria has it as before and Luca has not: his fresh window shows the page that he had gone to', async () => {
  const before = luca.page();
  await press(luca, named('Agenda'));
  await shows(luca, (page) => page.getByRole('heading', { name: 'Agenda' }));
  await press(paola, (page) =>
    page.getByRole('group', { name: 'Ultima riassegnazione' }).getByRole('button', { name: 'Annulla' }),
  );
  await luca.replaced(before);
  await shows(luca, (page) => page.getByRole('heading', { name: 'Agenda' }));
  await shows(maria, text);
  await shows(luca, text, false);
});

test('[RA1] [RA2] rows that are chosen in the list go to Luca together; the focus is in the list again', async () => {
  const list: Find = (page) => page.getByRole('listbox');
  await paola.page().keyboard.press('Control+1');
  await shows(paola, row('Biblioteca'));
  await list(paola.page()).focus();
  await paola.page().keyboard.press('Control+a');
  await press(paola, named('Riassegna…'));
  await shows(paola, (page) => page.getByRole('dialog', { name: 'Riassegnare 2 pratiche' }));
  await chooseLuca();
  await shows(paola, (page) => page.getByText('2 pratiche passano a Luca Bianchi.'));
  await press(paola, named('Riassegna 2 pratiche'));
  await shows(paola, row('Biblioteca'), false);
  await shows(paola, (page) => page.getByRole('group', { name: 'Ultima riassegnazione' }));
  await luca.page().keyboard.press('Control+2');
  for (const subject of ['Palestra', 'Biblioteca']) await shows(luca, row(subject));
});
