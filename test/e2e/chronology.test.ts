import { copyFileSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { conversations } from '../support/renderer/conversations.ts';
import { looksOf } from '../support/renderer/looks.ts';
import { openRendererWindow, type RendererWindow } from '../support/renderer/window.ts';
import { textOfPdf } from '../support/pdf-text.ts';

/** The chronology of a case in a real window: on the screen, and as it is printed. */
let shown: RendererWindow;
let page: Page;
const { axe, picture } = looksOf(() => page);
const folder = mkdtempSync(join(tmpdir(), 'sportello-chronology-'));
const place = { view: 'mine' as const, groupId: null, conversationId: 'c-124', scrollTop: 0 };
const golden = readFileSync(join(import.meta.dirname, '../fixtures/chronology.txt'), 'utf8')
  .trim()
  .split('\n');

const dialog = () => page.getByRole('dialog', { name: 'Cronologia della pratica 2026-000124' });
/** One line for each row, its cells apart, as they are on the screen or on the sheet. */
const rows = (within: string): Promise<string[]> =>
  page.evaluate(
    (selector) =>
      [...document.querySelectorAll(`${selector} tr`)].map((row) =>
        [...row.children].map((cell) => cell.textContent.trim().replaceAll('\n', ' ')).join(' | '),
      ),
    within,
  );

beforeAll(async () => {
  shown = await openRendererWindow();
  page = shown.page;
  await shown.show({ place, open: conversations.mine });
  await page.getByRole('log').waitFor();
});
afterAll(async () => {
  await shown?.close();
  rmSync(folder, { recursive: true, force: true });
});

test('[CX1] it tells who did what, when and by which way, by keyboard; texts and notes only where they are wanted', async () => {
  await page.keyboard.press('Control+p');
  await dialog().waitFor();
  expect(await rows('[role="dialog"]')).toEqual(golden);
  await picture('chronology');
  expect(await axe()).toEqual([]);
  await page.getByRole('checkbox', { name: 'Con il testo dei messaggi' }).press('Space');
  await page.getByRole('checkbox', { name: 'Con le note interne' }).press('Space');
  const all = (await rows('[role="dialog"]')).join('\n');
  expect(all).toContain('Sentire Giulia per il pullman');
  expect(all).toContain('dieta particolare');
  await picture('chronology-texts');
  expect(await axe()).toEqual([]);
  for (const name of ['Con il testo dei messaggi', 'Con le note interne'])
    await page.getByRole('checkbox', { name }).press('Space');
  await expect.poll(() => rows('[role="dialog"]')).toEqual(golden);
});

test('[CX2] it is written down before it is saved', async () => {
  await page.getByRole('button', { name: 'Salva in PDF…' }).press('Enter');
  await expect
    .poll(() => page.evaluate(() => window.scripted.calls.filter(({ name }) => name === 'record-export')))
    .toEqual([
      { name: 'record-export', wanted: { conversationId: 'c-124', form: 'pdf', withTexts: false, withNotes: false } },
    ]);
  await expect.poll(() => page.evaluate(() => window.scripted.desktopCalls)).toContain('save-pdf');
});

test('[CX1] the PDF is tagged, says its language, holds the lines in order and nothing else of the window', async () => {
  const file = join(folder, 'cronologia.pdf');
  expect(await shown.pdf(file)).toBe('saved');
  const pdf = readFileSync(file);
  if (process.env['SPORTELLO_PICTURE']) copyFileSync(file, join(process.env['SPORTELLO_PICTURE'], 'chronology.pdf'));
  const source = pdf.toString('latin1');
  const roles = ['Table', 'TR', 'TH', 'TD', 'H1'].map((role) => new RegExp(`/S /${role}\\b`));
  const tags = [/\/StructTreeRoot \d+ 0 R/, /\/MarkInfo\s*<<[^>]*\/Marked true/, /\/Lang\s*\(it/, ...roles];
  expect(tags.filter((tag) => !tag.test(source))).toEqual([]);
  if (process.platform !== 'win32') expect(statSync(file).mode & 0o077).toBe(0);
  const text = textOfPdf(pdf).replaceAll(/\s/g, '');
  const wanted = (await rows('[data-print-sheet]')).map((row) => row.replaceAll(/[\s|]/g, ''));
  let from = text.indexOf('Cronologiadellapratica2026-000124');
  expect(from).toBeGreaterThanOrEqual(0);
  for (const row of wanted) {
    const at = text.indexOf(row, from);
    expect({ row, isThere: at >= from }).toEqual({ row, isThere: true });
    from = at + row.length;
  }
  expect(text).not.toContain('Scrivilarisposta');
  expect(text).not.toContain('dietaparticolare');
  expect(await shown.violations()).toEqual([]);
});

test('[CX1] [PV1] of a part it says, on the screen and on paper, that what is from before is not in it', async () => {
  const { content, ...rest } = conversations.mine;
  const seesFrom = { at: content?.arrivedAt ?? 0, byUserId: 'u-luca' };
  await shown.show({ place, open: { ...rest, content: content === null ? null : { ...content, seesFrom } } });
  await page.getByRole('log').waitFor();
  await page.keyboard.press('Control+p');
  await dialog().getByText('È una parte della pratica').waitFor();
  expect(await page.locator('[data-print-sheet]').textContent()).toContain('È una parte della pratica');
  await picture('chronology-part');
  expect(await axe()).toEqual([]);
});
