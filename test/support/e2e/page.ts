import type { Locator, Page } from 'playwright';
import { expect } from 'vitest';

/** Bounded generously: a busy machine takes its time. */
const SHOWN_WITHIN_MS = 30_000;
const TABS = 90;
const ROWS = 60;

export const shown = (locator: Locator): Promise<void> =>
  locator.first().waitFor({ state: 'visible', timeout: SHOWN_WITHIN_MS });

export const button = (page: Page, name: string): Locator => page.getByRole('button', { name, exact: true });

/** What a screen reader would call the element that has the focus, roughly; empty where nothing has it. */
export const focused = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const element = document.activeElement;
    if (element === null || element === document.body) return '';
    const labels = 'labels' in element ? (element.labels as NodeListOf<HTMLLabelElement> | null) : null;
    const label = element.getAttribute('aria-label') ?? labels?.[0]?.textContent;
    const worded = element.closest('button, a, label, [role="option"], [role="menuitem"], [role="tab"]');
    return label ?? worded?.textContent ?? element.tagName;
  });

/** As a person does it who has no mouse. */
export async function tabTo(page: Page, words: string): Promise<void> {
  for (let presses = 0; presses < TABS; presses += 1) {
    if ((await focused(page)).includes(words)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`the Tab key does not lead to ${words}`);
}

export async function typeInto(page: Page, label: string, words: string): Promise<void> {
  await tabTo(page, label);
  await page.keyboard.type(words);
}

export async function openSettings(page: Page): Promise<void> {
  await page
    .getByRole('button', { name: /Impostazioni/ })
    .first()
    .click();
}

/** By the keys that go from row to row, wherever the focus is: a row that shows these words is open. */
export async function openRow(page: Page, words: string): Promise<void> {
  await shown(rowWith(page, words));
  for (let presses = 0; presses < ROWS; presses += 1) {
    const { open, wanted } = await placesOf(page, words);
    if (open === wanted && wanted > 0) return;
    await page.keyboard.press(open < wanted ? 'Alt+ArrowDown' : 'Alt+ArrowUp');
    await expect.poll(async () => (await placesOf(page, words)).open, { timeout: SHOWN_WITHIN_MS }).not.toBe(open);
  }
  throw new Error(`the arrows do not lead to ${words}`);
}

const rowWith = (page: Page, words: string): Locator =>
  page.getByRole('listbox').getByRole('option').filter({ hasText: words });

/** Counted from 1; 0: there is none. */
const placesOf = (page: Page, words: string): Promise<{ readonly open: number; readonly wanted: number }> =>
  page.evaluate((text) => {
    const rows = [...document.querySelectorAll('[role="listbox"] [role="option"][aria-posinset]')];
    const placeOf = (found: Element | undefined): number => Number(found?.getAttribute('aria-posinset') ?? 0);
    return {
      open: placeOf(rows.find((row) => row.getAttribute('aria-current') === 'true')),
      wanted: placeOf(rows.find((row) => row.textContent.includes(text))),
    };
  }, words);

/** As a person does it who has no mouse: by Tab, in a menu by its arrows. */
export async function reach(locator: Locator, by: 'Tab' | 'ArrowDown' = 'Tab'): Promise<void> {
  const target = locator.first();
  await shown(target);
  for (let presses = 0; presses < TABS; presses += 1) {
    if (await target.evaluate((element) => element.contains(document.activeElement))) return;
    await target.page().keyboard.press(by);
  }
  throw new Error(`${by} does not lead there`);
}

export async function pressOn(locator: Locator, key = 'Enter'): Promise<void> {
  await reach(locator);
  await locator.page().keyboard.press(key);
}
