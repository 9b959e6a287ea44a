import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright';

/** What a window's test asks of the page again and again. */
export interface Looks {
  /** The last command that left the window. */
  readonly sent: () => Promise<unknown>;
  /** The rules of axe that the page breaks. */
  readonly axe: () => Promise<string[]>;
  /** `NAME-light.png` and `NAME-dark.png`, in the folder that `SPORTELLO_PICTURE` names. */
  readonly picture: (name: string) => Promise<void>;
}

export function looksOf(page: () => Page): Looks {
  return {
    sent: async () =>
      (await page().evaluate(() => window.scripted.calls)).filter(({ name }) => name === 'command').at(-1),
    axe: async () =>
      (await new AxeBuilder({ page: page() }).setLegacyMode(true).analyze()).violations.map(({ id }) => id),
    async picture(name) {
      const folder = process.env['SPORTELLO_PICTURE'];
      if (!folder) return;
      for (const colorScheme of ['light', 'dark'] as const) {
        await page().emulateMedia({ colorScheme });
        await page().screenshot({ path: `${folder}/${name}-${colorScheme}.png` });
      }
      await page().emulateMedia({ colorScheme: 'light' });
    },
  };
}
