import type { Locator, Page } from 'playwright';

/** Bounded generously: a busy machine takes its time. */
const SHOWN_WITHIN_MS = 30_000;
const TABS = 60;

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
