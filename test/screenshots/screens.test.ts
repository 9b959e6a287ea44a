import { mkdirSync } from 'node:fs';
import { AxeBuilder } from '@axe-core/playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openRendererWindow, type RendererWindow } from '../support/renderer/window.ts';
import { screens } from './screens.ts';

/**
 * Every screen and state, in both themes, at the two main sizes and with text at 200 %: pictures for people to look at in
 * out/screenshots/, no finding by axe, no violation of the content policy, and nothing wider than the window.
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
  shown = await openRendererWindow();
});
afterAll(async () => {
  await shown?.close();
});

describe.each(looks)('$name', ({ name, theme, textScale, size }) => {
  test.each(screens)('$name', async (screen) => {
    const { page } = shown;
    await shown.show({ ...screen.script, settings: { theme, textScale, ...screen.script.settings } }, size);
    await screen.act?.(page);
    await page.mouse.move(0, 0);
    await page.waitForTimeout(screen.lastsMs ?? 200);
    await page.screenshot({ path: `${folder}/${screen.name}-${name}.png` });
    const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
    const found = violations.map(
      ({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 160)).join(' | ')}`,
    );
    expect(found).toEqual([]);
    expect(await shown.violations()).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0);
  });
});
