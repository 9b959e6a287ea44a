import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Call } from '../../shared/bridge/core.ts';
import { conversations } from '../support/renderer/conversations.ts';
import { waiting } from '../support/renderer/fixtures.ts';
import { openRendererWindow, type RendererWindow } from '../support/renderer/window.ts';

/** What the interface does, in a real window with a scripted core behind it: keys, focus, drafts, live regions. */
let shown: RendererWindow;
let page: Page;

beforeAll(async () => {
  shown = await openRendererWindow();
  page = shown.page;
});
afterAll(async () => {
  await shown?.close();
});

const mine = {
  place: { view: 'mine', groupId: null, conversationId: 'c-124', scrollTop: 0 },
  open: conversations.mine,
} as const;
const reading = { ...mine, place: { ...mine.place, view: 'to-take' }, open: conversations.waiting } as const;
const calls = (name?: Call['name']): Promise<Call[]> =>
  page.evaluate((wanted) => window.scripted.calls.filter((call) => wanted === undefined || call.name === wanted), name);
const commands = async (): Promise<string[]> =>
  (await calls('command')).map((call) => (call.name === 'command' ? call.command.name : ''));
const focused = (): Promise<string> =>
  page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.tagName ?? '');
const reply = () => page.getByRole('textbox', { name: 'Risposta' });
const announced = (urgency: 'polite' | 'assertive') => page.locator(`[data-announcer="${urgency}"]`);

describe('the list', () => {
  test('J and K open one after the other; Home, End and the arrows too', async () => {
    await shown.show({ open: conversations.waiting });
    await page.getByRole('option').first().waitFor();
    const selected = page.locator('[role="option"][aria-selected="true"]');
    for (const [key, place] of [
      ['j', '1'],
      ['j', '2'],
      ['k', '1'],
    ] as const) {
      await page.keyboard.press(key);
      await expect.poll(() => selected.getAttribute('aria-posinset')).toBe(place);
    }
    await page.getByRole('listbox').focus();
    for (const [key, place] of [
      ['End', '6'],
      ['ArrowUp', '5'],
      ['Home', '1'],
    ] as const) {
      await page.keyboard.press(key);
      await expect.poll(() => selected.getAttribute('aria-posinset')).toBe(place);
    }
    expect(await page.getByRole('listbox').getAttribute('aria-activedescendant')).toBe('row-0');
  });

  test('every row says its place among all, also of 100,000, and few are in the document', async () => {
    await shown.show({ many: 100_000 });
    const rows = page.getByRole('option');
    await rows.first().waitFor();
    await page.getByRole('listbox').focus();
    await page.keyboard.press('End');
    await expect.poll(() => rows.last().getAttribute('aria-posinset')).toBe('100000');
    expect(await rows.last().getAttribute('aria-setsize')).toBe('100000');
    expect(await rows.count()).toBeLessThan(40);
  });

  test('nothing moves under the pointer: a row that left keeps its place without its content', async () => {
    await shown.show({});
    await page.getByRole('option').filter({ hasText: 'Paolo Ghezzi' }).hover();
    const before = await page.getByRole('option').filter({ hasText: 'Paolo Ghezzi' }).boundingBox();
    await shown.change({ rows: { 'to-take': waiting.slice(1) } });
    await page.getByText('Non è più in questo elenco').waitFor();
    expect(await page.getByRole('option').filter({ hasText: 'Paolo Ghezzi' }).boundingBox()).toEqual(before);
    expect(await page.getByText('Elena Locatelli').count()).toBe(0);
    await page.mouse.move(1200, 400);
    await expect.poll(() => page.getByRole('option').count()).toBe(5);
  });

  test('what arrives out of sight is one step away; what leaves above moves nothing; a group is a filter that can be taken away', async () => {
    await shown.show({ many: 200 });
    const rows = page.getByRole('option');
    await rows.first().waitFor();
    await shown.change({ many: 203 });
    const pill = page.getByRole('button', { name: '3 nuove in fondo' });
    await pill.press('Enter');
    await expect.poll(() => rows.last().getAttribute('aria-posinset')).toBe('203');
    await expect.poll(() => pill.count()).toBe(0);
    expect(await focused()).toContain('Da prendere');

    const long = Array.from({ length: 8 }, (_, round) =>
      waiting.map((row) => ({ ...row, id: `${row.id}-${round}` })),
    ).flat();
    await shown.show({ rows: { 'to-take': long } });
    await rows.first().waitFor();
    await page.getByRole('listbox').evaluate((list) => list.scrollTo({ top: list.scrollHeight / 2 }));
    const seen = page.locator('[aria-posinset="26"]');
    const before = await seen.boundingBox();
    await shown.change({ rows: { 'to-take': long.slice(4) } });
    const after = page.locator('[aria-posinset="22"][aria-setsize="44"]');
    await expect.poll(() => after.boundingBox()).toEqual(before);

    await page.getByRole('button', { name: /^Segreteria/ }).press('Enter');
    const chip = page.getByRole('button', { name: 'Togli il filtro del gruppo Segreteria' });
    await chip.press('Enter');
    await expect.poll(() => chip.count()).toBe(0);
    await expect.poll(() => rows.first().getAttribute('aria-setsize')).toBe('44');
  });

  test('what was looked for is one Tab away, and can be forgotten', async () => {
    const [row] = waiting;
    if (row === undefined) throw new Error('nobody waits');
    await shown.show({ hits: [{ row, passage: ['la ', 'gita', ''] }], open: conversations.waiting });
    const field = page.getByRole('searchbox', { name: 'Cerca' }).first();
    await field.fill('gita');
    await page.getByRole('option').first().click();
    await field.fill('');
    await field.focus();
    const recent = page.getByRole('group', { name: 'Ricerche recenti' });
    await recent.getByRole('button', { name: 'gita' }).press('Enter');
    await expect.poll(() => field.inputValue()).toBe('gita');
    await field.fill('');
    await recent.getByRole('button', { name: 'Cancella le ricerche recenti' }).press('Enter');
    await expect.poll(() => recent.count()).toBe(0);
    expect(await focused()).toBe('Cerca');
  });

  test('arrivals are said aloud, those of a few seconds together', async () => {
    await shown.show({ rows: { 'to-take': waiting.slice(0, 3) } });
    await page.getByRole('option').first().waitFor();
    await shown.change({ rows: { 'to-take': waiting.slice(0, 4) } });
    await shown.change({ rows: { 'to-take': waiting } });
    await expect
      .poll(() => announced('polite').textContent(), { timeout: 8_000 })
      .toBe('Sono arrivate 3 pratiche da prendere.');
  });
});

describe('keys', () => {
  test('C claims, E resolves, and neither acts while one writes', async () => {
    await shown.show(reading);
    await page.getByRole('log').waitFor();
    await page.keyboard.press('c');
    await expect.poll(commands).toEqual(['open', 'claim']);
    await shown.show(mine);
    await reply().click();
    await page.keyboard.type('e c p');
    expect(await commands()).toEqual([]);
    expect(await reply().inputValue()).toBe('e c p');
    await page.keyboard.press('Escape');
    await page.keyboard.press('e');
    await expect.poll(commands).toEqual(['resolve']);
  });

  test('single keys can be switched off; chords stay', async () => {
    await shown.show({ ...reading, preferences: { singleKeys: false } });
    await page.getByRole('log').waitFor();
    await page.keyboard.press('c');
    expect(await commands()).toEqual(['open']);
    await page.keyboard.press('Control+Shift+P');
    await expect.poll(commands).toEqual(['open', 'claim']);
  });

  test('R and I go to reply and note, F6 from pane to pane, Escape back', async () => {
    await shown.show(mine);
    await page.getByRole('log').waitFor();
    await page.keyboard.press('i');
    await expect.poll(focused).toBe('Nota interna');
    await page.keyboard.press('Escape');
    await page.keyboard.press('r');
    await expect.poll(focused).toBe('Risposta');
    await page.keyboard.press('F6');
    expect(await focused()).toBe('Dettagli della pratica');
    await page.keyboard.press('Shift+F6');
    expect(await focused()).toBe('Messaggi della pratica');
    await page.keyboard.press('Escape');
    await page.getByText('Nessuna pratica aperta').waitFor();
  });

  test('nothing under a dialog acts', async () => {
    await shown.show(mine);
    await page.getByRole('log').waitFor();
    await page.keyboard.press('?');
    await page.getByRole('dialog').waitFor();
    await page.keyboard.press('e');
    expect(await commands()).toEqual([]);
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
  });
});

describe('writing', () => {
  test('a draft is stored within 300 ms of the last key, and when the field is left', async () => {
    await shown.show(mine);
    const took: number[] = [];
    // A machine that is busy may be late once, not each time.
    for (const text of ['Buona', 'Buongiorno', 'Buonasera', 'Salve', 'Buongiorno']) {
      await reply().fill(text);
      const startedAt = Date.now();
      await expect.poll(() => calls('save-draft'), { interval: 10 }).toHaveLength(took.length + 1);
      took.push(Date.now() - startedAt);
    }
    expect(Math.min(...took)).toBeLessThan(300);
    await page.getByText(/Bozza salvata/).waitFor();
    await page.keyboard.type(', a domani');
    await page.getByRole('listbox').focus();
    expect((await calls('save-draft')).at(-1)).toMatchObject({ text: 'Buongiorno, a domani', kind: 'reply' });
  });

  test('[CO1] Ctrl+Enter sends once; the text leaves the field only when the command is stored', async () => {
    await shown.show({ ...mine, fails: { command: { code: 'disk-full' } } });
    await reply().fill('Va bene.');
    await page.keyboard.press('Control+Enter');
    await page.getByText('Il disco è pieno').waitFor();
    expect(await reply().inputValue()).toBe('Va bene.');
    await shown.change({ fails: {} });
    await page.keyboard.press('Control+Enter');
    await expect.poll(() => reply().inputValue()).toBe('');
    expect((await calls('command')).at(-1)).toMatchObject({ command: { name: 'reply', under: 3, text: 'Va bene.' } });
    expect((await calls('save-draft')).at(-1)).toMatchObject({ text: '' });
  });

  test('canned replies by slash and keyboard only; an unresolved variable is never sent, Ctrl+Z takes it back', async () => {
    await shown.show(mine);
    await reply().click();
    await page.keyboard.type('/app');
    await page.getByRole('option', { name: /Proposta di appuntamento/ }).waitFor();
    await page.keyboard.press('Enter');
    await page.getByText('Da completare prima di inviare: appointment.date').waitFor();
    expect(await reply().inputValue()).toContain('Gentile Chiara,');
    await page.keyboard.press('Control+Enter');
    expect(await commands()).toEqual([]);
    await page.waitForFunction(() => window.getSelection()?.toString() === '{{appointment.date}}');
    await page.keyboard.type('24 novembre');
    await page.keyboard.press('Control+Enter');
    await expect.poll(commands).toEqual(['reply']);
    await page.keyboard.type('/acc');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Control+z');
    await expect.poll(() => reply().inputValue()).toBe('/acc');
  });

  test('[CO7] a returned text comes into the field with its reason, before what stands there', async () => {
    await shown.show(mine);
    await reply().fill('nuovo');
    await expect.poll(() => calls('save-draft')).toHaveLength(1);
    const returned = { code: 'stale', userId: 'u-luca' } as const;
    const draft = { kind: 'reply', text: 'tornato\n\nnuovo', localSavedAt: 2, returned } as const;
    await shown.change({ open: { ...conversations.mine, files: [], drafts: [draft] } });
    await expect.poll(() => reply().inputValue()).toBe('tornato\n\nnuovo');
    await page.getByText(/Tornata fra le bozze/).waitFor();
  });
});

describe('the open case', () => {
  test('[EV5] reading it before the claim is reported once', async () => {
    await shown.show(reading);
    await expect.poll(commands).toEqual(['open']);
    await shown.change({ open: { ...conversations.waiting } });
    await page.keyboard.press('Escape');
    await page.getByRole('option').filter({ hasText: 'Chiara Moretti' }).click();
    await page.getByRole('log').waitFor();
    expect(await commands()).toEqual(['open']);
  });

  test('[CL2] losing it is said at once, by name; what was on screen is gone', async () => {
    await shown.show(reading);
    await page.getByRole('log').waitFor();
    const { row } = conversations.waiting;
    const lost = { ...row, state: 'claimed', claim: 'other', assigneeId: 'u-luca', content: null } as const;
    await shown.change({ open: { row: lost, content: null, messages: [], files: [], drafts: [], under: null } });
    await expect
      .poll(() => announced('assertive').textContent())
      .toBe('La pratica 2026-000124 è stata presa in carico da Luca Bianchi.');
    expect(await page.getByText('dieta particolare').count()).toBe(0);
  });

  test('[TR1] it is passed to somebody by keyboard only', async () => {
    await shown.show(mine);
    await page.getByRole('log').waitFor();
    await page.keyboard.press('p');
    await page.getByRole('dialog').waitFor();
    await page.keyboard.type('luca');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.getByRole('textbox', { name: 'Nota di consegna' }).fill('Ha già il modulo.');
    await page.getByRole('button', { name: 'Passa', exact: true }).press('Enter');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect((await calls('command')).at(-1)).toMatchObject({
      command: { name: 'ask-transfer', toUserId: 'u-luca', handover: 'Ha già il modulo.', under: 3 },
    });
  });

  test('[CL11] [PV1] an operator is added from now on by keyboard only', async () => {
    await shown.show(mine);
    await page.getByRole('log').waitFor();
    await page.keyboard.press('a');
    await page.getByRole('dialog', { name: 'Aggiungi un operatore alla pratica 2026-000124' }).waitFor();
    expect(await page.getByText('Gruppi', { exact: true }).count()).toBeLessThan(2);
    await page.keyboard.type('luca');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.getByRole('radio', { name: 'Tutta la conversazione, anche i messaggi di prima' }).focus();
    await page.keyboard.press('ArrowDown');
    await page.screenshot({ path: 'out/e2e/add-operator.png' });
    await page.getByRole('dialog').getByRole('button', { name: 'Aggiungi', exact: true }).press('Enter');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect((await calls('command')).at(-1)).toMatchObject({
      command: { name: 'add-participant', userId: 'u-luca', under: 3, from: 'now' },
    });
  });

  test('[CL13] who takes part is taken out by keyboard', async () => {
    const { content } = mine.open;
    if (content === null) throw new Error('no content');
    const participantIds = [...content.participantIds, 'u-luca'];
    await shown.show({ ...mine, open: { ...mine.open, content: { ...content, participantIds } } });
    const remove = page.getByRole('button', { name: /^Togli Luca.* dalla pratica$/ });
    await remove.waitFor();
    await page.screenshot({ path: 'out/e2e/participants.png' });
    await remove.press('Enter');
    await expect
      .poll(async () => (await calls('command')).at(-1))
      .toMatchObject({
        command: { name: 'remove-participant', userId: 'u-luca', under: 3 },
      });
  });
});

test('everything that can be done with the open case can be found by name', async () => {
  await shown.show(mine);
  await page.getByRole('log').waitFor();
  await page.keyboard.press('Control+k');
  await page.getByRole('dialog').waitFor();
  const items = page.getByRole('menuitem');
  await items.first().waitFor();
  expect((await items.allInnerTexts()).join('\n')).toMatch(
    /Rispondi[^]*Nota interna[^]*Passa a[^]*Aggiungi un operatore[^]*Rilascia[^]*Risolvi/,
  );
  expect(await items.filter({ hasText: 'Prendi in carico' }).count()).toBe(0);
  await page.keyboard.type('riso');
  await page.keyboard.press('Enter');
  await expect.poll(commands).toEqual(['resolve']);
});
