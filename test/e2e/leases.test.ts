import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openRow } from '../support/e2e/page.ts';
import { openSqliteStorage } from '../../hub/storage/sqlite-storage.ts';
import type { App } from '../support/app.ts';
import { eventually, startHub, type HubProcess } from '../support/processes.ts';
import { openProxy, type Proxy } from '../support/proxy.ts';
import { associationOn, type Association } from '../support/two-hubs.ts';
import { openVolunteer } from '../support/e2e/volunteer.ts';

/** A chat, two volunteers, and a wire that is pulled: in real windows, with a hub whose leases are short. */
const folder = mkdtempSync(join(tmpdir(), 'sportello-leases-'));
const data = join(folder, 'hub');
let hub: HubProcess;
let association: Association;
let wire: Proxy;
let maria: App;
let luca: App;
let id: string;

/** In whatever window the person has by then: losing an open case replaces it. */
const seen = (app: App, find: (page: Page) => Locator): Promise<boolean> =>
  eventually(
    String(find(app.page())),
    () =>
      find(app.page())
        .first()
        .isVisible()
        .catch(() => false),
    40_000,
  );
const row = (page: Page): Locator => page.getByRole('option').filter({ hasText: 'Anna Belotti' });
const thread = (page: Page): Locator => page.getByRole('log');
const company = (page: Page, words: string): Locator => page.getByRole('status').filter({ hasText: words });

async function pictures(app: App, name: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await app.page().emulateMedia({ colorScheme });
    await app.picture(`leases-${name}-${colorScheme}`);
  }
}

beforeAll(async () => {
  hub = await startHub({ data, extra: ['--chat-lease', '6'] });
  const storage = await openSqliteStorage({ file: join(data, 'hub.db'), now: Date.now(), timers: null });
  association = associationOn(storage);
  wire = await openProxy(hub.httpPort);
  maria = await openVolunteer({ folder, data, httpPort: wire.port }, 'Maria Rossi');
  luca = await openVolunteer({ folder, data, httpPort: hub.httpPort }, 'Luca Bianchi');
  for (const app of [maria, luca]) await seen(app, (page) => page.getByText('Sincronizzato'));
  id = await association.receive({ channel: 'chat', origin: 'chat', automatic: false, text: 'Mi sentite?' });
}, 120_000);

afterAll(async () => {
  expect([...(maria?.problems() ?? []), ...(luca?.problems() ?? [])]).toEqual([]);
  await maria?.close();
  await luca?.close();
  await association?.storage.close();
  await wire?.close();
  await hub?.stop();
});

test('[PR5] Both look at a chat that waits: each is told of the other', async () => {
  for (const app of [maria, luca]) {
    await seen(app, row);
    await openRow(app.page(), 'Anna Belotti');
    await seen(app, (page) => thread(page).getByText('Mi sentite?'));
  }
  await seen(luca, (page) => company(page, 'Anche Maria Rossi guarda questa pratica'));
  await seen(maria, (page) => company(page, 'Anche Luca Bianchi guarda questa pratica'));
  await pictures(luca, '01-looking');
});

test('[PR3] [PR5] Two take part: the one sees the other write', async () => {
  await maria.page().keyboard.press('c');
  await seen(maria, (page) => page.getByText('Privata: la vedi solo tu'));
  await association.storage.write(async (tx) => {
    const before = await tx.conversation(id);
    const [other] = await tx.usersByName('Luca Bianchi');
    if (before === null || other === undefined) throw new Error('they were there');
    const after = { ...before, participantIds: [...before.participantIds, other.id] };
    await tx.saveConversation({ before, after, messages: [], mails: [] });
  });
  await seen(luca, (page) => thread(page).getByText('Mi sentite?'));
  await seen(maria, (page) => page.getByText('Privata: la vedete solo tu e Luca Bianchi'));
  const box = maria.page().getByPlaceholder(/Scrivi la risposta/);
  await box.pressSequentially('Buongiorno Anna, ');
  await seen(luca, (page) => company(page, 'Maria Rossi sta scrivendo'));
  await pictures(luca, '02-writing');
});

test('[LE3] [LE6] [CO7] The wire is pulled: the chat waits again, and the reply comes back with the reason', async () => {
  wire.pull();
  await seen(maria, (page) => page.getByText(/Senza collegamento da/));
  const box = maria.page().getByPlaceholder(/Scrivi la risposta/);
  await box.fill('Buongiorno Anna, la sentiamo.');
  await box.press('Control+Enter');
  await seen(luca, (page) => thread(page).getByText('Tornata da prendere: Maria Rossi era senza collegamento'));
  await seen(luca, (page) => page.getByRole('button', { name: 'Prendi in carico', exact: true }));
  await pictures(luca, '03-waits-again');
  wire.plug();
  await seen(maria, (page) => page.getByText(/non è più in carico a te|non è stata accettata/));
  await seen(maria, (page) => page.getByText(/è rimasta troppo a lungo senza collegamento/));
  await seen(maria, (page) => page.getByText('Buongiorno Anna, la sentiamo.'));
  await pictures(maria, '04-came-back');
  expect(await association.storage.read((tx) => tx.conversation(id))).toMatchObject({ state: 'waiting', fence: 2 });
}, 90_000);
