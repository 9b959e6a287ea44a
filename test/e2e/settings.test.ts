import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Place } from '../../shared/bridge/desktop.ts';
import { defaultAssociationSettings } from '../../shared/model/association-settings.ts';
import type { Routed } from '../../shared/model/routed.ts';
import { plainRule } from '../../shared/routing/default-rules.ts';
import type { Rule } from '../../shared/routing/settings.ts';
import { conversations } from '../support/renderer/conversations.ts';
import type { Script } from '../support/renderer/scripted-core.ts';
import { openRendererWindow, type RendererWindow } from '../support/renderer/window.ts';
import { openSettings } from '../support/e2e/page.ts';

/** What coordinators set for all, in a real window: rules of routing, deadlines; and what a case says of them. */
const me = { id: 'u-paola', name: 'Paola Conti', role: 'coordinator', active: true } as const;
const ruleOf = (change: Partial<Rule>): Rule => ({
  ...{ id: 'r-1', name: 'Corsi', by: 'words', values: ['modulo'], groupId: 'didattica', ...plainRule, people: [] },
  ...change,
});
const rules = [
  ruleOf({ people: ['u-maria', 'u-luca'] }),
  ruleOf({ id: 'r-2', name: 'Quote', values: ['quota'], groupId: 'cassa' }),
];
const { deadlines } = defaultAssociationSettings;
const coordinator: Script = { status: { me }, association: { routing: { revision: 3, rules } } };

let shown: RendererWindow;
let page: Page;

beforeAll(async () => {
  shown = await openRendererWindow();
  ({ page } = shown);
}, 120_000);
afterAll(async () => {
  await shown?.close();
});

const sent = () =>
  page.evaluate(() => window.scripted.calls.flatMap((call) => (call.name === 'set-settings' ? [call.settings] : [])));
const button = (name: string) => page.getByRole('button', { name, exact: true });
const field = (name: string) => page.getByRole('textbox', { name, exact: true });
const names = () => page.locator('[aria-label="Regole, in ordine"] strong').allTextContents();
const answer = () => page.locator('[aria-label^="Prova: che cosa"] [role="status"]').textContent();
const focused = () => page.evaluate(() => document.activeElement?.getAttribute('aria-label'));

/** From the settings, which lead there. */
const openTab = async (name: string): Promise<void> => {
  await openSettings(page);
  await page.getByRole('group', { name: 'Coordinamento' }).getByRole('button', { name }).press('Enter');
  await page.getByRole('tabpanel', { name }).waitFor();
};

describe('[RT5] the rules of routing, for coordinators', () => {
  beforeEach(async () => {
    await shown.show(coordinator);
    await openTab('Smistamento');
  });

  test('are put into another order by keyboard, with the focus where it was, and saved under the revision that was seen', async () => {
    await button('Sposta su «Quote»').focus();
    await page.keyboard.press('Enter');
    await expect.poll(names).toEqual(['Quote', 'Corsi']);
    await expect.poll(focused).toBe('Modifica «Quote»');
    await button('Salva le regole').focus();
    await page.keyboard.press('Enter');
    await expect.poll(async () => (await sent()).length).toBe(1);
    expect((await sent())[0]).toEqual({ part: 'routing', value: { revision: 3, rules: rules.toReversed() } });
  });

  test('are added, changed and removed', async () => {
    await button('Aggiungi una regola').click();
    await field('Nome della regola').fill('Teatro');
    await field('Parole o espressioni').fill('teatro, prov*, teatro');
    await page.getByRole('checkbox', { name: /Cerca anche nel testo/ }).check();
    await field('Salta la regola se nel gruppo aspettano almeno (pratiche)').fill('12');
    await button('Togli «Quote»').click();
    await expect.poll(names).toEqual(['Corsi', 'Teatro']);
    await button('Salva le regole').click();
    await expect.poll(async () => (await sent()).length).toBe(1);
    const teatro = { name: 'Teatro', values: ['teatro', 'prov*'], inText: true, unlessWaiting: 12 };
    expect((await sent())[0]).toMatchObject({ value: { rules: [{ name: 'Corsi' }, teatro] } });
  });

  test('that say nothing are not sent; the line is marked and a sentence says why', async () => {
    await button('Modifica «Quote»').click();
    await field('Parole o espressioni').fill(' , ');
    await button('Salva le regole').click();
    await page.getByRole('alert').getByText('Alla regola «Quote» manca che cosa riconoscere.').waitFor();
    expect(await page.locator('[data-wrong] strong').allTextContents()).toEqual(['Quote']);
    expect(await sent()).toEqual([]);
  });

  test('keep what was typed when the hub refuses, and when somebody else has changed them meanwhile', async () => {
    await shown.show({ ...coordinator, fails: { 'set-settings': { code: 'settings-changed' } } });
    await openTab('Smistamento');
    await button('Sposta giù «Corsi»').click();
    await button('Salva le regole').click();
    await page.getByRole('alert').getByText('Quello che hai scritto è ancora qui.').waitFor();
    expect(await names()).toEqual(['Quote', 'Corsi']);
    const others = {
      ...coordinator,
      association: { routing: { revision: 4, rules: [ruleOf({ name: 'Altra' })] } },
      fails: {},
    };
    await shown.change(others);
    await page.getByText('Mentre scrivevi, un’altra persona ha cambiato').waitFor();
    expect(await button('Salva le regole').isDisabled()).toBe(true);
    await button('Tieni le mie').click();
    await button('Salva le regole').click();
    await expect
      .poll(async () => (await sent()).at(-1))
      .toMatchObject({ value: { revision: 4, rules: [{ name: 'Quote' }, {}] } });
  });

  test('are tried on a message, which goes nowhere, also before they are saved', async () => {
    await field('Oggetto').fill('Il MODULO del corso');
    await expect.poll(answer).toContain('Va a Didattica.');
    expect(await answer()).toContain('Nell’oggetto c’è «modulo».');
    expect(await answer()).toContain('Delle persone indicate dalla regola ora non è disponibile nessuna.');
    const people = [{ userId: 'u-luca', state: 'available' as const }];
    await shown.change({ ...coordinator, presence: { people }, loads: { 'u-luca': 1 } });
    await expect.poll(answer).toContain('è disponibile e segue una pratica.');
    await button('Sposta su «Quote»').click();
    await field('Oggetto').fill('Modulo della quota');
    await expect.poll(answer).toContain('Va a Cassa.');
    await field('Oggetto').fill('Saluti');
    await expect.poll(answer).toContain('Nessuna regola la riguarda: va al primo gruppo.');
    expect(await sent()).toEqual([]);
  });

  test('[H2] nothing that a screen reader would miss, opened and with an answer', async () => {
    await button('Modifica «Corsi»').click();
    await field('Oggetto').fill('Modulo');
    await expect.poll(answer).toContain('Didattica');
    const { violations } = await new AxeBuilder({ page }).include('main').setLegacyMode(true).analyze();
    expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
  });
});

test('[RT6] the entries of the form are changed, taken away and added by keyboard, and saved whole', async () => {
  await shown.show(coordinator);
  await openTab('Smistamento');
  const entry = (place: number) => page.getByRole('group', { name: new RegExp(`^Voce ${place}:`) });
  const nameOf = (place: number, language: string) =>
    entry(place).getByRole('textbox', { name: `Nome in ${language}` });
  await nameOf(1, 'italiano').fill('Adesioni');
  await button('Togli «Cassa: quote, ricevute, rimborsi»').press('Enter');
  await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe('Aggiungi una voce');
  await page.keyboard.press('Enter');
  await expect.poll(() => nameOf(5, 'italiano').evaluate((field) => field === document.activeElement)).toBe(true);
  await page.keyboard.type('Biblioteca');
  await button('Salva le voci').press('Enter');
  await page.getByRole('alert').getByText('Ogni voce ha bisogno').waitFor();
  expect(await sent()).toEqual([]);
  await nameOf(5, 'inglese').fill('Library');
  const { violations } = await new AxeBuilder({ page }).include('main').setLegacyMode(true).analyze();
  expect(violations.map(({ id }) => id)).toEqual([]);
  await button('Salva le voci').press('Enter');
  await expect.poll(async () => (await sent()).length).toBe(1);
  const [part] = await sent();
  expect(part).toMatchObject({ part: 'categories', value: { revision: 0 } });
  const names = part?.part === 'categories' ? part.value.list.map(({ name }) => name.it) : [];
  expect([names[0], names.at(-1), names.length]).toEqual(['Adesioni', 'Biblioteca', 5]);
});

test('[NK1] [NK2] who sees contact details is chosen by keyboard; whoever does not sees that they are there, and can reply', async () => {
  await shown.show(coordinator);
  await openTab('Persone');
  const chooser = page.getByRole('button', { name: /Telefono di chi scrive/ });
  await chooser.press('Enter');
  await page.getByRole('option', { name: 'Solo chi segue la pratica' }).waitFor();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await button('Salva chi li vede').press('Enter');
  await expect.poll(async () => (await sent()).length).toBe(1);
  const value = { revision: 0, email: 'readers', phone: 'participants' };
  expect(await sent()).toEqual([{ part: 'needToKnow', value }]);
  const { violations } = await new AxeBuilder({ page }).include('main').setLegacyMode(true).analyze();
  expect(violations.map(({ id }) => id)).toEqual([]);

  const { mine } = conversations;
  const content = mine.content ?? null;
  const contact = { name: 'Anna Belotti', email: null, phone: null, withheld: ['email', 'phone'] as const };
  const place: Place = { view: 'mine', groupId: null, conversationId: mine.row.id, scrollTop: 0 };
  await shown.show({ place, open: { ...mine, content: content && { ...content, contact } } });
  await page.getByText(/E-mail presente, non mostrata a te/).waitFor();
  await page.getByText('Telefono presente, non mostrato a te').waitFor();
  expect(await page.getByText('puoi scrivere solo note interne').count()).toBe(0);
});

describe('[CK5] deadlines and hours of service, for coordinators', () => {
  beforeEach(async () => {
    await shown.show(coordinator);
    await openTab('Orari e tempi');
  });

  test('are changed and saved whole', async () => {
    await field('In ritardo dopo (ore)').fill('24');
    await field('Ai coordinatori dopo (minuti)').fill('180');
    await button('Aggiungi una chiusura').click();
    await field('Chiusa il (gg/mm/aaaa)').fill('24/12/2026');
    await button('Salva tempi e orari').click();
    await expect.poll(async () => (await sent()).length).toBe(1);
    expect((await sent())[0]).toEqual({
      part: 'deadlines',
      value: {
        ...deadlines,
        answerHours: { mark: 24, coordinators: 72 },
        hearingMinutes: { mark: 60, coordinators: 180 },
        closures: ['2026-12-24'],
      },
    });
  });

  test('that make no sense are not sent', async () => {
    await field('Ai coordinatori dopo (ore)').fill('48');
    await button('Salva tempi e orari').click();
    await page.getByRole('alert').getByText('Scrivi numeri interi').waitFor();
    await field('Ai coordinatori dopo (ore)').fill('72');
    await button('Aggiungi una chiusura').click();
    await field('Chiusa il (gg/mm/aaaa)').fill('31/02/2026');
    await button('Salva tempi e orari').click();
    await page.getByRole('alert').getByText('Scrivi la data come 24/12/2026').waitFor();
    expect(await sent()).toEqual([]);
  });
});

test('[RT5] a volunteer has neither', async () => {
  await shown.show({ ...coordinator, status: { me: { ...me, role: 'volunteer' } } });
  await openSettings(page);
  expect(
    await page.getByRole('heading', { name: /^(?:Smistamento|Tempi e orari di servizio|Coordinamento)$/ }).count(),
  ).toBe(0);
});

describe('[RT3] a case says why it is where it is', () => {
  const place: Place = { view: 'to-take', groupId: null, conversationId: 'c-124', scrollTop: 0 };
  const why = { by: 'rule', ruleId: 'r-1', name: 'Corsi', condition: 'words' } as const;
  const said = () => page.locator('h3:text-is("Perché qui?") + ul li').allTextContents();
  const show = async (routed: Routed): Promise<void> => {
    const { waiting } = conversations;
    if (waiting.content === null) throw new Error('no content');
    const open = { ...waiting, content: { ...waiting.content, subject: 'Il modulo', routed } };
    await shown.show({ ...coordinator, place, open });
    await page.getByRole('heading', { name: 'Perché qui?' }).waitFor();
  };

  test('by the rule and its word, with who is suggested, and that everybody sees it', async () => {
    const { groupId } = conversations.waiting.row;
    await show({ groupId, why, passed: [{ name: 'Esami', reason: 'full' }] });
    const people = [
      { userId: 'u-maria', state: 'away' as const },
      { userId: 'u-luca', state: 'available' as const },
    ];
    await shown.change({ presence: { people } });
    await expect
      .poll(said)
      .toEqual([
        'Saltata la regola «Esami»: nel suo gruppo aspettavano già troppe pratiche.',
        'La regola «Corsi» ha riconosciuto una delle sue parole.',
        'Nell’oggetto c’è «modulo».',
        expect.stringMatching(/^Proposta a Luca .*: è disponibile e non segue altre pratiche\.$/),
        'Finché aspetta la vedono tutti, e chiunque può prenderla in carico.',
      ]);
  });

  test('and where it was when it came, if it was passed on', async () => {
    await show({ groupId: 'cassa', why: { by: 'choice' }, passed: [] });
    await expect
      .poll(said)
      .toEqual([
        'È arrivata in Cassa; poi è stata passata qui.',
        'Il gruppo l’ha scelto chi ha scritto.',
        expect.stringMatching(/^Finché/),
      ]);
  });
});
