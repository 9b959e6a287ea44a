import type { Page } from 'playwright';
import { coordinator } from '../support/renderer/fixtures.ts';
import { staffScript } from '../support/renderer/staff.ts';
import type { Screen } from './screens.ts';

const tab = (name: string) => async (page: Page) => {
  await page.getByRole('button', { name: /^Coordinamento/ }).click();
  await page.getByRole('tab', { name, exact: true }).click();
  await page.getByRole('tabpanel', { name, exact: true }).waitFor();
};

/** What coordinators look after, and what shows how the program itself is. */
export const staffScreens: readonly Screen[] = [
  { name: 'staff-groups', script: staffScript, act: tab('Gruppi') },
  { name: 'staff-people', script: staffScript, act: tab('Persone') },
  {
    name: 'staff-numbers',
    script: staffScript,
    act: async (page) => {
      await tab('Numeri')(page);
      await page.getByRole('table').waitFor();
    },
  },
  { name: 'staff-routing', script: { status: { me: coordinator } }, act: tab('Smistamento') },
  {
    name: 'selection',
    script: {},
    act: async (page) => {
      await page.getByRole('listbox').or(page.getByRole('grid')).first().focus();
      await page.keyboard.press('Control+a');
    },
  },
  { name: 'inbox-contrast', script: { settings: { contrast: 'more' } } },
  {
    name: 'diagnostics',
    script: {},
    act: async (page) => {
      await page.getByRole('button', { name: /Impostazioni/ }).click();
      await page.getByRole('button', { name: 'Apri la diagnostica' }).click();
    },
  },
  {
    name: 'settings-keys',
    script: {},
    act: async (page) => {
      await page.getByRole('button', { name: /Impostazioni/ }).click();
      await page.getByRole('heading', { name: 'Tastiera' }).scrollIntoViewIfNeeded();
    },
  },
];
