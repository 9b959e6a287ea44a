import type { Page } from 'playwright';
import { plainRule } from '../../shared/routing/default-rules.ts';
import { board, boardCases, schedules } from '../support/renderer/fixtures.ts';
import { people, staffScript } from '../support/renderer/staff.ts';
import type { Script } from '../support/renderer/scripted-core.ts';
import { asCoordinator, go, inDialog, offline, type Screen, see, steps } from './screen.ts';

const tab = (name: string) => async (page: Page) => {
  await page.getByRole('button', { name: /^Coordinamento/ }).click();
  await page.getByRole('tab', { name, exact: true }).click();
  await page.getByRole('tabpanel', { name, exact: true }).waitFor();
};
const atBoard: Script = { ...asCoordinator, board, boardCases };
const table = async (page: Page): Promise<void> => await page.getByRole('table').first().waitFor();
/** The chart comes by itself, after the table. */
const chart = async (page: Page): Promise<void> => await page.locator('.recharts-surface').first().waitFor();
const alert = async (page: Page): Promise<void> => await page.getByRole('alert').first().waitFor();
const unreachable = { code: 'hub-unreachable' } as const;
const plan: NonNullable<Script['plan']> = {
  from: [{ userId: 'u-luca', groupId: null, count: 3 }],
  moves: 3,
  leftOut: [],
  undoUntil: null,
} as unknown as NonNullable<Script['plan']>;
const chosen = steps(
  go(/^Carico di lavoro/),
  go(/^Luca Bianchi/),
  async (page) => await page.getByRole('button', { name: 'Seleziona tutte' }).click(),
);
const rules: NonNullable<Script['association']> = {
  routing: {
    revision: 3,
    rules: [
      { ...plainRule, id: 'r-1', name: 'Corsi', by: 'words', values: ['corso'], groupId: 'didattica', people: [] },
      { ...plainRule, id: 'r-2', name: 'Quote', by: 'words', values: ['quota'], groupId: 'cassa', people: ['u-luca'] },
    ],
  },
};

/** What coordinators look after: the load, groups, people, numbers, hours and rules. */
export const coordinationScreens: readonly Screen[] = [
  { name: 'board', isMain: true, script: atBoard, act: steps(go(/^Carico di lavoro/), table) },
  { name: 'board-loading', script: { ...atBoard, silent: ['board'] }, act: go(/^Carico di lavoro/) },
  {
    name: 'board-offline',
    script: {
      ...atBoard,
      ...offline,
      status: { ...asCoordinator.status, ...offline.status },
      fails: { board: unreachable },
    },
    act: go(/^Carico di lavoro/),
  },
  {
    name: 'board-forbidden',
    script: { ...atBoard, fails: { board: { code: 'forbidden' } } },
    act: steps(go(/^Carico di lavoro/), see('Il carico di lavoro è dei coordinatori')),
  },
  {
    name: 'board-cases',
    script: atBoard,
    act: steps(
      go(/^Carico di lavoro/),
      go(/^Luca Bianchi/),
      async (page) => await page.getByRole('checkbox').first().check(),
    ),
  },
  {
    name: 'board-cases-none',
    script: { ...asCoordinator, board },
    act: steps(go(/^Carico di lavoro/), go(/^Luca Bianchi/)),
  },
  { name: 'reassign', script: { ...atBoard, plan }, act: steps(chosen, go(/^Riassegna 4 pratiche/), inDialog) },
  { name: 'staff-groups', isMain: true, script: staffScript, act: tab('Gruppi') },
  { name: 'staff-group', script: staffScript, act: steps(tab('Gruppi'), go('Modifica «Cassa»'), inDialog) },
  {
    name: 'staff-group-retire',
    script: { ...staffScript, groupUses: { waiting: 2, rules: ['Quote'] } },
    act: steps(tab('Gruppi'), go('Ritira «Cassa»'), inDialog),
  },
  { name: 'staff-people', isMain: true, script: staffScript, act: tab('Persone') },
  { name: 'staff-people-loading', script: { ...staffScript, silent: ['people'] }, act: tab('Persone') },
  {
    name: 'staff-people-offline',
    script: { ...staffScript, fails: { people: unreachable } },
    act: steps(tab('Persone'), see('Chi lavora qui lo sa solo il centro')),
  },
  { name: 'staff-person', script: staffScript, act: steps(tab('Persone'), go(/^Gestisci Maria Rossi/), inDialog) },
  {
    name: 'staff-code',
    script: staffScript,
    act: steps(
      tab('Persone'),
      async (page) => await page.getByRole('textbox', { name: 'Nome e cognome' }).fill('Nadia Ferri'),
      async (page) => await page.keyboard.press('Enter'),
      see('ABCDE-23456'),
    ),
  },
  {
    name: 'staff-refused',
    script: { ...staffScript, fails: { 'change-people': { code: 'name-taken' } } },
    act: steps(
      tab('Persone'),
      async (page) => await page.getByRole('textbox', { name: 'Nome e cognome' }).fill(people[0]?.name ?? ''),
      async (page) => await page.keyboard.press('Enter'),
      alert,
    ),
  },
  { name: 'staff-numbers', isMain: true, script: staffScript, act: steps(tab('Numeri'), table, chart) },
  { name: 'staff-numbers-loading', script: { ...staffScript, silent: ['numbers'] }, act: tab('Numeri') },
  {
    name: 'staff-numbers-offline',
    script: { ...staffScript, fails: { numbers: unreachable } },
    act: steps(tab('Numeri'), alert),
  },
  { name: 'staff-hours', isMain: true, script: { ...asCoordinator, schedules }, act: tab('Orari e tempi') },
  { name: 'staff-routing', isMain: true, script: { ...asCoordinator, association: rules }, act: tab('Smistamento') },
  {
    name: 'staff-routing-none',
    script: { ...asCoordinator, association: { routing: { revision: 3, rules: [] } } },
    act: tab('Smistamento'),
  },
  {
    name: 'staff-rule',
    script: { ...asCoordinator, association: rules },
    act: steps(tab('Smistamento'), go('Modifica «Corsi»')),
  },
];
