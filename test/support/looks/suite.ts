import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { actOn, type Screen, settled } from '../../screenshots/screen.ts';
import { namesOf } from './names.ts';
import { openRendererWindow, type RendererWindow } from '../renderer/window.ts';

/**
 * Every screen and state in one window that is loaded once: nothing for axe, targets of 24 px, no text cut or covered (also
 * in a small window with texts longer by two fifths), the focus seen at every stop and never lost, and no word that is not
 * from a catalogue. Landmarks and names are as they are written down in test/screenshots/names/. Where people spend their
 * time, in every theme and size as well; all of them are, with pictures, in `npm run screenshots`.
 */
const usual = { width: 1440, height: 900 };
const small = { width: 1280, height: 720 };
const wide = { width: 2560, height: 720 };
let shown: RendererWindow;
let page: Page;
let size = usual;

/** What was found, by what was looked for: nothing, if all is well. */
type Findings = Record<string, readonly string[]>;

export function looksSuite(screens: readonly Screen[]): void {
  beforeAll(async () => {
    shown = await openRendererWindow({ measures: true });
    ({ page } = shown);
    await page.setViewportSize(usual);
    await page.emulateMedia({ reducedMotion: 'reduce' });
    // Leaves axe in the page, which is not loaded again.
    await new AxeBuilder({ page }).setLegacyMode(true).analyze();
  }, 120_000);
  afterAll(async () => {
    await shown?.close();
  });

  test.each(screens)('$name', async (screen) => {
    await resize(usual);
    await shown.restart(screen.script);
    await page.evaluate(() => window.looks.begin());
    await actOn(page, screen);
    const found: Findings = {
      focus: (await page.evaluate(() => window.looks.lostFocus())) ? ['lost'] : [],
      axe: await axe(),
      small: await page.evaluate(() => window.looks.small()),
      cut: await page.evaluate(() => window.looks.cut()),
    };
    const names = namesOf(await page.locator('body').ariaSnapshot(), screen.name === 'inbox');
    await expect.soft(names).toMatchFileSnapshot(`../screenshots/names/${screen.name}.txt`);
    if (screen.isMain === true) Object.assign(found, await inThemes(), await inSizes());
    Object.assign(found, await inPseudo(screen.brought ?? ''));
    // A key without a meaning: from now on the focus shows, as for whoever uses the keyboard.
    await page.keyboard.press('Pause');
    found['without a mark of the focus'] = await page.evaluate(() => window.looks.unmarked());
    const shift = await page.evaluate(() => window.looks.shift());
    found['scrolled away'] = shift === 0 ? [] : [`${shift} px`];
    found['refused by the policy'] = await shown.violations();
    expect(Object.fromEntries(Object.entries(found).filter(([, what]) => what.length > 0))).toEqual({});
    await closeDialog();
  });
}

/** Escape leads back to where one was. */
async function closeDialog(): Promise<void> {
  const dialogs = page.getByRole('dialog');
  const open = await dialogs.count();
  if (open === 0) return;
  // The first Escape may have closed a list in it, or emptied a field.
  await expect
    .poll(async () => {
      await page.keyboard.press('Escape');
      return await dialogs.count();
    })
    .toBeLessThan(open);
  await expect.poll(() => page.evaluate(() => window.looks.lostFocus())).toBe(false);
}

/** Colours alone are different there. */
async function inThemes(): Promise<Findings> {
  const found: Findings = {};
  await set({ theme: 'dark' });
  found['dark'] = await axe(['color-contrast']);
  await set({ contrast: 'more' });
  found['dark, more contrast'] = await axe(['color-contrast']);
  await set({ theme: 'light' });
  found['light, more contrast'] = await axe(['color-contrast']);
  await set({ contrast: 'system' });
  await page.emulateMedia({ forcedColors: 'active' });
  await settled(page);
  found['forced colours'] = await axe(['color-contrast']);
  await page.emulateMedia({ forcedColors: 'none' });
  return found;
}

async function inSizes(): Promise<Findings> {
  const found: Findings = {};
  await resize(wide);
  await settled(page);
  found['cut, wide'] = await page.evaluate(() => window.looks.cut());
  await resize(small);
  await set({ textScale: 200 });
  found['cut at 200 %'] = await page.evaluate(() => window.looks.cut());
  found['small at 200 %'] = await page.evaluate(() => window.looks.small());
  await set({ textScale: 100 });
  return found;
}

/** With every text of the catalogue in brackets, and longer. */
async function inPseudo(brought: string): Promise<Findings> {
  await resize(small);
  await page.evaluate(() => window.scripted.speak('pseudo'));
  await settled(page);
  return {
    'not from the catalogue': await page.evaluate(
      (more) => window.looks.foreign([...window.scripted.data(), JSON.stringify(more)]),
      brought,
    ),
    'cut, longer': await page.evaluate(() => window.looks.cut()),
    'a dialog’s buttons out of sight': await page.evaluate(() => window.looks.hiddenFoot()),
  };
}

type Settings = Parameters<typeof window.scripted.changeSettings>[0];
async function set(change: Settings): Promise<void> {
  await page.evaluate((value) => window.scripted.changeSettings(value), change);
  await settled(page);
}

async function resize(wanted: typeof usual): Promise<void> {
  if (wanted === size) return;
  size = wanted;
  await page.setViewportSize(wanted);
}

interface Axe {
  run(context: Document, options: object): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }>;
}

const axe = (only?: readonly string[]): Promise<string[]> =>
  page.evaluate(async (rules) => {
    const { axe: tool } = window as unknown as { axe: Axe };
    const { violations } = await tool.run(document, {
      ...(rules === undefined ? {} : { runOnly: rules }),
      resultTypes: ['violations'],
      // A mail's frame has no script, and its content is cleaned by tests of its own.
      iframes: false,
      // What is under a dialog is hidden; axe knows only large ones for what they are.
      rules: Object.fromEntries(
        ['landmark-one-main', 'page-has-heading-one'].map((id) => [
          id,
          { enabled: document.querySelector('[role="dialog"]') === null },
        ]),
      ),
    });
    return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 500)}`));
  }, only);
