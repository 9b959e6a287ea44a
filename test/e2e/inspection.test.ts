import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openSqliteStorage } from '../../hub/storage/sqlite-storage.ts';
import type { App } from '../support/app.ts';
import { openVolunteer } from '../support/e2e/volunteer.ts';
import { eventually, startHub, type HubProcess } from '../support/processes.ts';
import { associationOn, type Association } from '../support/two-hubs.ts';

/** Two volunteers and a coordinator, each in a window of their own, with the keyboard alone. */
const folder = mkdtempSync(join(tmpdir(), 'sportello-inspection-'));
const data = join(folder, 'hub');
let hub: HubProcess;
let association: Association;
let maria: App;
let luca: App;
let paola: App;

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
const named =
  (name: string | RegExp): Find =>
  (page) =>
    page.getByRole('button', { name, exact: typeof name === 'string' });

async function press(app: App, find: Find): Promise<void> {
  await shows(app, find);
  await find(app.page()).first().focus();
  await app.page().keyboard.press('Enter');
}

beforeAll(async () => {
  hub = await startHub({ data });
  association = associationOn(await openSqliteStorage({ file: join(data, 'hub.db'), now: Date.now(), timers: null }));
  await association.receive({ subject: 'Gita', text: TEXT });
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

test('[BG1] [BG2] [BG4] a coordinator reads what Maria follows: for a reason, which Maria sees at once; then the text is gone', async () => {
  await shows(maria, (page) => page.getByRole('option').filter({ hasText: 'Anna Belotti' }));
  await maria.page().keyboard.press('j');
  await shows(maria, text);
  await maria.page().keyboard.press('c');
  await shows(maria, (page) => page.getByText('Privata: la vedi solo tu'));
  await paola.page().keyboard.press('Control+5');
  await shows(paola, (page) => page.getByRole('option').filter({ hasText: 'Maria Rossi' }));
  await paola.page().keyboard.press('j');
  await shows(paola, (page) => page.getByRole('heading', { name: 'In carico a Maria Rossi' }));
  expect(await text(paola.page()).count()).toBe(0);
  await press(paola, named('Leggi senza partecipare…'));
  await shows(paola, (page) => page.getByRole('textbox', { name: 'Motivo' }));
  await paola.page().keyboard.type('La signora chiede al presidente come sta la sua pratica.');
  await press(paola, named('Scrivi il motivo e leggi'));
  await shows(paola, text);
  await shows(maria, (page) => page.getByText(/Paola Conti \(coordinamento\) sta leggendo la pratica/));
  await shows(maria, (page) => page.getByText('La signora chiede al presidente come sta la sua pratica.'));
  await press(paola, named('Ho finito di leggere'));
  await shows(paola, named('Leggi senza partecipare…'));
  await shows(paola, text, false);
}, 180_000);
