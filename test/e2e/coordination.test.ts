import type { Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { pressOn } from '../support/e2e/page.ts';
import type { Call } from '../../shared/bridge/core.ts';
import { conversations, inspectionOf } from '../support/renderer/conversations.ts';
import { board, boardCases, coordinator } from '../support/renderer/fixtures.ts';
import { looksOf } from '../support/renderer/looks.ts';
import { openRendererWindow, type RendererWindow } from '../support/renderer/window.ts';

/** What only coordinators do, with the keyboard alone. */
let shown: RendererWindow;
let page: Page;
const { axe, picture } = looksOf(() => page);

const place = { view: 'passed-on' as const, groupId: null, conversationId: 'c-110', scrollTop: 0 };
const stub = { place, open: conversations.stub };
const calls = (name: Call['name']): Promise<Call[]> =>
  page.evaluate((wanted) => window.scripted.calls.filter((call) => call.name === wanted), name);

beforeAll(async () => {
  shown = await openRendererWindow();
  page = shown.page;
});
afterAll(async () => {
  expect(await shown?.violations()).toEqual([]);
  await shown?.close();
});

test('[BG1] only a coordinator is offered to read what others follow; the reason is asked for first', async () => {
  await shown.show(stub);
  await page.getByRole('heading', { name: /^In carico a/ }).waitFor();
  const offer = page.getByRole('button', { name: 'Leggi senza partecipare…' });
  expect(await offer.count()).toBe(0);
  await shown.show({ ...stub, status: { me: coordinator } });
  await offer.focus();
  await page.keyboard.press('Enter');
  const reason = page.getByRole('textbox', { name: 'Motivo' });
  await expect.poll(() => reason.evaluate((field) => field === document.activeElement)).toBe(true);
  await page.keyboard.type('curiosità');
  const go = page.getByRole('button', { name: 'Scrivi il motivo e leggi' });
  await go.focus();
  await page.keyboard.press('Enter');
  await page.getByRole('alert').getByText('in almeno 20 caratteri').waitFor();
  expect(await calls('inspect')).toEqual([]);
  await reason.focus();
  await page.keyboard.type(': la signora chiede al presidente come sta la sua pratica');
  await picture('inspect-dialog');
  expect(await axe()).toEqual([]);
  await go.focus();
  await page.keyboard.press('Enter');
  await expect.poll(() => calls('inspect')).toMatchObject([{ conversationId: 'c-110' }]);
  await expect.poll(() => page.getByRole('dialog').count()).toBe(0);
});

test('[BG3] what is read can be read and nothing else, and the way out has the focus', async () => {
  await shown.change({ inspection: inspectionOf(conversations.mine) });
  const end = page.getByRole('button', { name: 'Ho finito di leggere' });
  await expect.poll(() => end.evaluate((button) => button === document.activeElement)).toBe(true);
  expect(await page.getByRole('textbox', { name: 'Risposta' }).count()).toBe(0);
  expect(await page.getByRole('button', { name: /^Oscura/ }).count()).toBe(0);
  await picture('inspection');
  expect(await axe()).toEqual([]);
  await page.keyboard.press('Enter');
  await expect.poll(() => calls('end-inspection')).toHaveLength(1);
  await shown.change({ inspection: null });
  await page.getByRole('button', { name: 'Leggi senza partecipare…' }).waitFor();
});

const plan = {
  from: [{ userId: 'u-luca', cases: 3 }],
  moves: 3,
  leftOut: [{ conversationId: 'b-3', number: '2026-000113', why: 'changed' as const }],
};

test('[BO1] the workload is there for coordinators alone, with the keyboard, and says its order', async () => {
  await shown.show({});
  await page.getByRole('button', { name: 'Impostazioni' }).waitFor();
  expect(await page.getByRole('button', { name: 'Carico di lavoro' }).count()).toBe(0);
  await shown.show({ status: { me: coordinator }, board, boardCases });
  await page.getByRole('button', { name: 'Carico di lavoro' }).focus();
  await page.keyboard.press('Enter');
  const people = page.getByRole('table', { name: 'Volontari' });
  await people.getByRole('row', { name: /Luca Bianchi.*assente.*4.*0.*1/ }).waitFor();
  const names = async () => (await people.getByRole('rowheader').allInnerTexts()).map((name) => name.split(' ')[0]);
  expect(await names()).toEqual(['Luca', 'Maria', 'Giulia', 'Paola']);
  const chats = people.getByRole('columnheader', { name: 'Chat' });
  await chats.getByRole('button').focus();
  await page.keyboard.press('Enter');
  expect(await chats.getAttribute('aria-sort')).toBe('descending');
  expect((await names())[0]).toBe('Maria');
  await picture('board');
  expect(await axe()).toEqual([]);
  await shown.change({ board: { ...board, revision: 'r2', unheard: 7 } });
  await page.getByRole('button', { name: /Voicemail da ascoltare 7/ }).waitFor();
});

test('[RA2] [RA4] cases are chosen, the plan is read before anything happens, and it can be taken back', async () => {
  await shown.change({ plan: { ...plan, undoUntil: null } });
  await page.getByRole('button', { name: 'Luca Bianchi' }).focus();
  await page.keyboard.press('Enter');
  const back = page.getByRole('button', { name: 'Carico di lavoro' }).last();
  await page.getByRole('heading', { name: 'In carico a Luca Bianchi' }).waitFor();
  await expect.poll(() => back.evaluate((button) => button === document.activeElement)).toBe(true);
  await page.getByRole('checkbox', { name: '2026-000111' }).focus();
  await page.keyboard.press('Space');
  await page.getByRole('button', { name: 'Riassegna 1 pratica…' }).waitFor();
  await page.getByRole('button', { name: 'Seleziona tutte' }).focus();
  await page.keyboard.press('Enter');
  await picture('board-cases');
  expect(await axe()).toEqual([]);
  await page.getByRole('button', { name: 'Riassegna 4 pratiche…' }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').waitFor();
  await page.keyboard.type('giul');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.getByText('3 pratiche passano a Giulia Ferrari.').waitFor();
  await page.getByText('Restano perché sono cambiate nel frattempo: 2026-000113.').waitFor();
  await picture('reassign');
  expect(await axe()).toEqual([]);
  await shown.change({ plan: { ...plan, undoUntil: 8_640_000_000_000_000 } });
  await page.getByRole('button', { name: 'Riassegna 3 pratiche', exact: true }).focus();
  await page.keyboard.press('Enter');
  const asked = {
    to: { userId: 'u-giulia' },
    cases: boardCases.cases.map(({ id }) => ({ conversationId: id, fence: 1 })),
  };
  await expect.poll(() => calls('reassign')).toMatchObject([{ request: asked }]);
  const undo = page.getByRole('group', { name: 'Ultima riassegnazione' }).getByRole('button', { name: 'Annulla' });
  await undo.focus();
  await picture('reassigned');
  await page.keyboard.press('Enter');
  await expect.poll(() => calls('undo-reassignment')).toHaveLength(1);
  await expect.poll(() => undo.count()).toBe(0);
});

test('[BO2] without the hub the numbers say that they are old; somebody else is told whose they are', async () => {
  await shown.show({ status: { me: coordinator }, board });
  await pressOn(page.getByRole('button', { name: 'Carico di lavoro' }));
  await page.getByRole('table', { name: 'Gruppi' }).waitFor();
  await shown.change({ fails: { board: { code: 'hub-unreachable' } } });
  await page.getByText('i numeri sono quelli di prima').waitFor();
  expect(await axe()).toEqual([]);
  await shown.change({ fails: { board: { code: 'forbidden' } } });
  await page.getByText('Il carico di lavoro è dei coordinatori').waitFor();
  expect(await page.getByRole('table').count()).toBe(0);
});
