import type { Page } from 'playwright';
import type { Place } from '../../shared/bridge/desktop.ts';
import { conversations } from '../support/renderer/conversations.ts';
import { ago, coordinator } from '../support/renderer/fixtures.ts';
import type { Script } from '../support/renderer/scripted-core.ts';

/** A state of the interface worth looking at: what is behind it, and what a person does to get there. */
export interface Screen {
  readonly name: string;
  readonly script: Script;
  readonly act?: (page: Page) => Promise<void>;
  /** What somebody brought along, which is in no catalogue: a file's words. */
  readonly brought?: string;
  /** Where people spend their time: looked at in every theme and size by the gate, too. */
  readonly isMain?: boolean;
}

/** What is done there, until all is there that a person would wait for and nothing moves any more. */
export async function actOn(page: Page, { script, act }: Screen): Promise<void> {
  await act?.(page);
  if (script.status?.connection === 'offline')
    await page
      .getByText(/^Senza collegamento da/)
      .first()
      .waitFor();
  if (script.status?.syncing) await page.getByText(/^Prima sincronizzazione/).waitFor();
  await page.mouse.move(0, 0);
  await settled(page);
}

/** Two frames: what was asked for is laid out and painted. */
export const settled = (page: Page): Promise<void> =>
  page.evaluate(() => new Promise<void>((done) => requestAnimationFrame(() => requestAnimationFrame(() => done()))));

export const at = (conversationId: string | null, view: Place['view'] = 'to-take'): Place => ({
  view,
  groupId: null,
  conversationId,
  scrollTop: 0,
});
export const mine: Script = { place: at('c-124', 'mine'), open: conversations.mine };
export const asCoordinator: Script = { status: { me: coordinator } };
/** Out of reach, and said at once instead of after some seconds. */
export const offline: Script = {
  status: {
    connection: 'offline',
    outboxCount: 2,
    outboxOldestLocalAt: ago(5),
    problem: { code: 'hub-unreachable' },
  },
  hurried: true,
};

export const press = (key: string) => async (page: Page) => await page.keyboard.press(key);
/** A key that acts anywhere, once there is a window that hears it. */
export const pressAtDesk = (key: string) => async (page: Page) => {
  await page.getByRole('navigation').waitFor();
  await page.keyboard.press(key);
};
/** A key that does something with the open case, once it is there. */
export const inCase = (key: string) => async (page: Page) => {
  await page.getByRole('log').waitFor();
  await page.keyboard.press(key);
};
/** Presses the first button of this name. */
export const go = (name: RegExp | string) => async (page: Page) =>
  await page
    .getByRole('button', { name, ...(typeof name === 'string' ? { exact: true } : {}) })
    .first()
    .click();
/** One after the other. */
export const steps =
  (...all: readonly ((page: Page) => Promise<unknown>)[]) =>
  async (page: Page): Promise<void> => {
    for (const step of all) await step(page);
  };
export const see = (text: string | RegExp) => async (page: Page) => await page.getByText(text).first().waitFor();
/** In the menu of the open case. */
export const fromMenu = (name: RegExp) =>
  steps(go('Altre azioni per la pratica'), async (page) => await page.getByRole('menuitem', { name }).click());
export const write = (text: string) => async (page: Page) => {
  await page.getByRole('textbox', { name: 'Risposta' }).click();
  await page.keyboard.type(text);
};
export const inDialog = async (page: Page): Promise<void> => await page.getByRole('dialog').waitFor();
/** Brings a card of a long page into sight. */
export const toHeading = (name: string) => async (page: Page) =>
  await page.getByRole('heading', { name, exact: true }).evaluate((heading) => heading.scrollIntoView());
