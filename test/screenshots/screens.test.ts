import { mkdirSync } from 'node:fs';
import { AxeBuilder } from '@axe-core/playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openRendererWindow, type RendererWindow } from '../support/renderer/window.ts';
import { actOn } from './screen.ts';
import { screens } from './screens.ts';

/**
 * Every screen and state, in both themes, at the two main sizes and with text at 200 %: pictures for people to look at in
 * out/screenshots/, no finding by axe, no violation of the content policy, and no text that is cut. What
 * can be measured without a picture is in test/support/looks/suite.ts.
 */
const folder = 'out/screenshots';
const looks = [
  { name: 'light-1440x900', theme: 'light', textScale: 100, size: { width: 1440, height: 900 } },
  { name: 'dark-1440x900', theme: 'dark', textScale: 100, size: { width: 1440, height: 900 } },
  { name: 'light-1280x720', theme: 'light', textScale: 100, size: { width: 1280, height: 720 } },
  { name: 'dark-1280x720-200', theme: 'dark', textScale: 200, size: { width: 1280, height: 720 } },
] as const;
let shown: RendererWindow;

beforeAll(async () => {
  mkdirSync(folder, { recursive: true });
  shown = await openRendererWindow({ measures: true });
});
afterAll(async () => {
  await shown?.close();
});

describe.each(looks)('$name', ({ name, theme, textScale, size }) => {
  test.each(screens)('$name', async (screen) => {
    const { page } = shown;
    const script = { ...screen.script, settings: { theme, textScale, ...screen.script.settings } };
    await shown.show(script, size);
    await actOn(page, screen);
    await page.screenshot({ path: `${folder}/${screen.name}-${name}.png`, animations: 'disabled' });
    // What is under a dialog is hidden; axe knows only large ones for what they are.
    const ofPages = (await page.getByRole('dialog').count()) > 0 ? ['landmark-one-main', 'page-has-heading-one'] : [];
    const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).disableRules(ofPages).analyze();
    const found = violations.map(
      ({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 160)).join(' | ')}`,
    );
    expect(found).toEqual([]);
    expect(await shown.violations()).toEqual([]);
    expect(await page.evaluate(() => window.looks.cut())).toEqual([]);
  });
});
