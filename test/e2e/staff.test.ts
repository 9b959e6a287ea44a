import type { Page } from 'playwright';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Call } from '../../shared/bridge/core.ts';
import { button, focused, shown, tabTo } from '../support/e2e/page.ts';
import { numbersOf } from '../support/renderer/numbers.ts';
import { groups } from '../support/renderer/fixtures.ts';
import { me, people, staffScript } from '../support/renderer/staff.ts';
import { looksOf } from '../support/renderer/looks.ts';
import type { Script } from '../support/renderer/scripted-core.ts';
import { openRendererWindow, type RendererWindow } from '../support/renderer/window.ts';

/** Groups and people, as coordinators look after them: in a real window, by keyboard. */
const maria = people.find(({ id }) => id === 'u-maria');
const coordinator = staffScript;

let window_: RendererWindow;
let page: Page;
const looks = looksOf(() => page);

beforeAll(async () => {
  window_ = await openRendererWindow();
  ({ page } = window_);
}, 120_000);
afterAll(async () => {
  await window_?.close();
});

type Change = Extract<Call, { name: 'change-groups' | 'change-people' }>['change'];
const changes = (): Promise<Change[]> =>
  page.evaluate(() =>
    window.scripted.calls.flatMap((call): Change[] =>
      call.name === 'change-groups' || call.name === 'change-people' ? [call.change] : [],
    ),
  );
const open = async (script: Script, tab: string): Promise<void> => {
  await window_.show(script);
  await tabTo(page, 'Coordinamento');
  await page.keyboard.press('Enter');
  await shown(page.getByRole('tab', { name: 'Gruppi' }));
  await page.getByRole('tab', { name: 'Gruppi' }).focus();
  for (let presses = 0; !(await focused(page)).includes(tab) && presses < 9; presses += 1)
    await page.keyboard.press('ArrowRight');
  await shown(page.getByRole('tabpanel', { name: tab }));
};
const rowNames = () => page.locator('ol[aria-label="Gruppi"] strong').allTextContents();

describe('[GR1] groups, by keyboard', () => {
  beforeEach(async () => await open(coordinator, 'Gruppi'));

  test('[H2] are put in order, with the focus where it was; nothing that a screen reader would miss', async () => {
    expect((await rowNames())[3]).toBe('Cassa');
    await button(page, 'Sposta su «Cassa»').focus();
    await page.keyboard.press('Enter');
    const from = groups.map(({ id }) => id);
    const to = ['segreteria', 'volontari', 'cassa', 'didattica', 'telematici'];
    await expect.poll(changes).toEqual([{ step: 'order', from, to }]);
    const moved = to.flatMap((id, position) =>
      groups.filter((group) => group.id === id).map((group) => ({ ...group, position })),
    );
    await window_.change({ ...coordinator, groups: moved });
    await expect
      .poll(rowNames)
      .toEqual(['Segreteria', 'Coordinatore volontari', 'Cassa', 'Didattica', 'Servizi telematici']);
    await expect.poll(() => focused(page)).toBe('Sposta su «Cassa»');
    expect(await looks.axe()).toEqual([]);
    await looks.picture('groups');
  });

  test('[GR2] [GR3] get names in both languages and members; what somebody else changed meanwhile is said, and nothing typed is lost', async () => {
    await button(page, 'Modifica «Cassa»').focus();
    await page.keyboard.press('Enter');
    await shown(page.getByRole('dialog'));
    await page.getByRole('textbox', { name: 'Nome in italiano' }).fill('Tesoreria');
    await page.getByRole('checkbox', { name: 'Luca Bianchi' }).focus();
    await page.keyboard.press('Space');
    expect(await looks.axe()).toEqual([]);
    await looks.picture('group');
    const other = {
      ...coordinator,
      groups: (coordinator.groups ?? []).map((group) => (group.id === 'cassa' ? { ...group, revision: 3 } : group)),
    };
    await window_.change(other);
    await shown(page.getByText('Mentre scrivevi, un’altra persona ha cambiato'));
    expect(await button(page, 'Salva il gruppo').isDisabled()).toBe(true);
    await button(page, 'Tieni le mie').focus();
    await page.keyboard.press('Enter');
    await button(page, 'Salva il gruppo').focus();
    await page.keyboard.press('Enter');
    const name = { it: 'Tesoreria', en: 'Cash desk' };
    const memberIds = ['u-maria', 'u-luca'];
    await expect.poll(changes).toEqual([{ step: 'change', groupId: 'cassa', revision: 3, name, memberIds }]);
    await expect.poll(() => page.getByRole('dialog').count()).toBe(0);
    await expect.poll(() => focused(page)).toBe('Modifica «Cassa»');
  });

  test('are added with a name in both languages, or the form says what is missing', async () => {
    await button(page, 'Aggiungi un gruppo').focus();
    await page.keyboard.press('Enter');
    await expect.poll(() => focused(page)).toBe('Nome in italiano');
    await page.keyboard.type('Biblioteca');
    await page.keyboard.press('Enter');
    await shown(page.getByRole('alert').getByText('in tutte e due le lingue'));
    await page.keyboard.press('Tab');
    await page.keyboard.type('Library');
    await page.keyboard.press('Enter');
    await expect
      .poll(changes)
      .toEqual([{ step: 'create', name: { it: 'Biblioteca', en: 'Library' }, memberIds: null }]);
  });

  test('[GR5] are retired after what names them was shown, with numbers; a refusal stays on the screen', async () => {
    const groupUses = {
      waiting: 4,
      claimed: 1,
      rules: ['Quote', 'Scritto alla Cassa'],
      keys: ['4'],
      hasHours: true,
      cannedReplies: 2,
    };
    await window_.change({ ...coordinator, groupUses, fails: { 'change-groups': { code: 'settings-changed' } } });
    await button(page, 'Ritira «Cassa»').focus();
    await page.keyboard.press('Enter');
    await shown(page.getByText('4 pratiche in attesa passano a Segreteria.'));
    const lines = await page.locator('ul[aria-label="Che cosa succede"] li').allTextContents();
    expect(lines).toHaveLength(6);
    expect(lines[2]).toBe('2 regole di smistamento vengono saltate: Quote e Scritto alla Cassa.');
    expect(await looks.axe()).toEqual([]);
    await looks.picture('group-retire');
    await button(page, 'Ritira il gruppo').focus();
    await page.keyboard.press('Enter');
    await shown(page.getByRole('alert').getByText('Un’altra persona'));
    expect(await changes()).toEqual([{ step: 'retire', groupId: 'cassa', revision: 2, intoId: 'segreteria' }]);
  });
});

describe('[PE1] people, by keyboard', () => {
  test('[PE2] somebody new gets a code: shown once, copied, withdrawn; the sheet says what to do', async () => {
    await open(coordinator, 'Persone');
    await shown(page.getByText('Maria Rossi').first());
    expect(await looks.axe()).toEqual([]);
    await looks.picture('people');
    await tabTo(page, 'Nome e cognome');
    await page.keyboard.type('Nadia Ferri');
    await page.keyboard.press('Enter');
    await expect.poll(changes).toEqual([{ step: 'add', name: 'Nadia Ferri', role: 'volunteer' }]);
    await shown(page.getByText('ABCDE-23456'));
    await shown(page.getByText('Se chiede l’indirizzo del centro'));
    expect(await looks.axe()).toEqual([]);
    await looks.picture('code');
    await page.emulateMedia({ media: 'print' });
    expect(await page.getByText('ABCDE-23456').isVisible()).toBe(true);
    expect(await page.locator('#root').isVisible()).toBe(false);
    expect(await page.getByRole('dialog').getByRole('button').filter({ visible: true }).count()).toBe(0);
    await page.emulateMedia({ media: 'screen' });
    await tabTo(page, 'Copia il codice');
    await page.keyboard.press('Enter');
    await shown(page.getByText('Codice copiato.'));
    await tabTo(page, 'Ritira il codice');
    await page.keyboard.press('Enter');
    await expect.poll(async () => (await changes()).at(-1)).toEqual({ step: 'withdraw-code', userId: 'u-new' });
    await expect.poll(() => page.getByRole('dialog').count()).toBe(0);
  });

  test('[PE3] [PE4] role, devices and access; what can’t be taken back is asked twice, with numbers before', async () => {
    await open({ ...coordinator, issued: { userId: 'u-maria', code: null, expiresAt: null } }, 'Persone');
    await tabTo(page, `Gestisci ${maria?.name ?? ''}`);
    await page.keyboard.press('Enter');
    await shown(page.getByRole('heading', { name: 'Postazioni' }));
    expect(await looks.axe()).toEqual([]);
    await looks.picture('person');
    await page.getByRole('dialog').getByRole('radio', { name: 'Coordinatore' }).press('Space');
    await expect.poll(changes).toEqual([{ step: 'role', userId: 'u-maria', role: 'coordinator' }]);
    await button(page, 'Togli l’accesso a Ufficio 2…').press('Enter');
    await shown(page.getByRole('alert').getByText('cancella i dati'));
    await button(page, 'Sì, togli l’accesso a Ufficio 2').press('Enter');
    await expect.poll(async () => (await changes()).at(-1)).toEqual({ step: 'revoke-device', deviceId: 'd-2' });
    await button(page, 'Sospendi…').press('Enter');
    await shown(page.getByRole('alert').getByText('Maria Rossi non ha pratiche in carico. 1 postazione si scollega'));
    await button(page, 'Sì, sospendi').press('Enter');
    await expect
      .poll(async () => (await changes()).at(-1))
      .toEqual({ step: 'active', userId: 'u-maria', isActive: false });
  });

  test('a refusal is said where it was asked for; without the hub the list says why it is not there', async () => {
    await open({ ...coordinator, fails: { 'change-people': { code: 'name-taken' } } }, 'Persone');
    await tabTo(page, 'Nome e cognome');
    await page.keyboard.type('Maria Rossi');
    await page.keyboard.press('Enter');
    await shown(page.getByRole('alert').getByText('Questo nome c’è già'));
    await window_.show({ ...coordinator, fails: { people: { code: 'hub-unreachable' } } });
    await open({ ...coordinator, fails: { people: { code: 'hub-unreachable' } } }, 'Persone');
    await shown(page.getByText('Chi lavora qui lo sa solo il centro'));
    expect(await looks.axe()).toEqual([]);
  });
});

describe('[NW1] the numbers of the week, by keyboard', () => {
  const cell = (row: string) =>
    page
      .locator('tr', { has: page.getByRole('rowheader', { name: row, exact: true }) })
      .locator('td')
      .allTextContents();
  const asked = () =>
    page.evaluate(() => window.scripted.calls.flatMap((call) => (call.name === 'numbers' ? [call.monday] : [])));

  test('[NW2] [H2] a chart and the same numbers in a table, of groups and of channels; weeks before can be reached', async () => {
    await open(coordinator, 'Numeri');
    await shown(page.getByRole('rowheader', { name: 'Arrivate' }));
    await shown(page.locator('.recharts-bar-rectangle').first());
    const { week, before } = numbersOf('2026-11-16');
    expect((await cell('Arrivate'))[0]).toBe(`${week.total.arrived}prima ${before.total.arrived}`);
    const labels = await page.locator('.recharts-label-list text').allTextContents();
    expect(labels.toSorted()).toEqual(
      [...before.groups, ...week.groups].map(({ arrived }) => String(arrived)).toSorted(),
    );
    expect(await looks.axe()).toEqual([]);
    await looks.picture('numbers');
    await page.getByRole('radio', { name: 'per canale' }).press('Space');
    await expect.poll(async () => (await cell('Risolte')).length).toBe(4);
    await button(page, 'Settimana precedente').press('Enter');
    await expect.poll(asked).toEqual(['2026-11-16', '2026-11-09']);
    await expect
      .poll(async () => (await cell('Arrivate'))[0])
      .toBe(`${before.total.arrived}prima ${numbersOf('2026-11-02').week.total.arrived}`);
    await expect.poll(() => focused(page)).toBe('Settimana precedente');
    await page.emulateMedia({ forcedColors: 'active', reducedMotion: 'reduce' });
    await shown(page.locator('.recharts-bar-rectangle').first());
    await page.emulateMedia({ forcedColors: null, reducedMotion: null });
    expect(await window_.violations()).toEqual([]);
  });

  test('are saved for Italian Excel: both weeks, and the cases without content', async () => {
    await open(coordinator, 'Numeri');
    await page.evaluate(() => {
      const made = URL.createObjectURL.bind(URL);
      Object.assign(globalThis, { saved: [] as Blob[] });
      URL.createObjectURL = (blob: Blob) => {
        (globalThis as unknown as { saved: Blob[] }).saved.push(blob);
        return made(blob);
      };
    });
    const saved = () =>
      page.evaluate(async () => {
        const bytes = await (globalThis as unknown as { saved: Blob[] }).saved.at(-1)?.arrayBuffer();
        return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes ?? new ArrayBuffer());
      });
    await button(page, 'Salva i numeri (CSV)').press('Enter');
    await expect.poll(saved).toContain('16/11/2026;In tutto;Arrivate;');
    const numbers = await saved();
    expect(numbers.startsWith('\uFEFFSettimana dal;Di;Che cosa;Valore\r\n')).toBe(true);
    expect(numbers).toContain('16/11/2026;In tutto;"Prima risposta, tempo mediano (ore di servizio)";"1,25"\r\n');
    await button(page, 'Salva l’elenco delle pratiche arrivate (CSV)').press('Enter');
    await expect.poll(saved).toContain('2026-000121;Ticket;Servizi telematici;risolta;');
    expect(await saved()).toMatch(/2026-000124;Chat;Cassa;in attesa;\d{2}\/11\/2026 \d{2}:\d{2};;\r\n$/);
  });

  test('without the hub the page says so, and what can be done elsewhere stays', async () => {
    await open({ ...coordinator, fails: { numbers: { code: 'hub-unreachable' } } }, 'Numeri');
    await shown(page.getByRole('tabpanel', { name: 'Numeri' }).getByRole('alert'));
    expect(await looks.axe()).toEqual([]);
  });
});

test('[RT5] hours, deadlines and rules stand under coordination; a volunteer has no such page', async () => {
  await open(coordinator, 'Orari e tempi');
  await shown(page.getByRole('heading', { name: 'Tempi e orari di servizio' }));
  await page.keyboard.press('ArrowRight');
  await shown(page.getByRole('heading', { name: 'Smistamento' }));
  await window_.change({ ...coordinator, status: { me: { ...me, role: 'volunteer' } } });
  await shown(page.getByText('Questa pagina è di chi coordina'));
  expect(await button(page, 'Coordinamento').count()).toBe(0);
  expect(await window_.violations()).toEqual([]);
});
