import type { Page } from 'playwright';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { pressOn } from '../support/e2e/page.ts';
import type { Command } from '../../shared/protocol/commands.ts';
import { conversations } from '../support/renderer/conversations.ts';
import { openRendererWindow, type RendererWindow } from '../support/renderer/window.ts';
import { commandsOf } from '../support/e2e/scripted.ts';
import { looksOf } from '../support/renderer/looks.ts';

/** Identity documents in a real window: what is shown of them, and the ways in and out of the vault. */
let shown: RendererWindow;
let page: Page;

const looks = looksOf(() => page);
const place = { view: 'mine' as const, groupId: null, conversationId: 'c-124', scrollTop: 0 };
const commands = (): Promise<Command[]> => commandsOf(page);

/** By keyboard: Enter opens the menu with its first entry marked. */
const choose = async (file: string, entry: string): Promise<void> => {
  await page.getByRole('button', { name: `Altre azioni per ${file}` }).press('Enter');
  await page.getByRole('menuitem', { name: entry }).press('Enter');
};

/** Of the picture that the scripted core gives out, each of one colour. */
const STRIPES = 10;

/** How many colours the image has that is shown. */
const coloursIn = (): Promise<number> =>
  page
    .getByRole('dialog')
    .getByRole('img')
    .evaluate(async (element) => {
      const image = element as HTMLImageElement;
      await image.decode();
      const canvas = document.createElement('canvas');
      [canvas.width, canvas.height] = [image.naturalWidth, image.naturalHeight];
      const context = canvas.getContext('2d');
      context?.drawImage(image, 0, 0);
      const { data } = context?.getImageData(0, 0, canvas.width, canvas.height) ?? { data: [] };
      const colours = new Set<number>();
      for (let at = 0; at < data.length; at += 4) colours.add((data[at] ?? 0) * 256 + (data[at + 1] ?? 0));
      return colours.size;
    });

beforeAll(async () => {
  shown = await openRendererWindow();
  page = shown.page;
});
afterAll(async () => {
  await shown?.close();
});
beforeEach(() => shown.show({ place, open: conversations.documents }));

test('[DV6] an image in the vault is shown with words across it, another one as it is', async () => {
  await pressOn(page.getByRole('button', { name: /^Apri carta-identita/ }));
  await expect.poll(coloursIn).toBeGreaterThan(3 * STRIPES);
  await page.keyboard.press('Escape');
  await pressOn(page.getByRole('button', { name: /^Apri passaporto/ }));
  await expect.poll(coloursIn).toBe(STRIPES);
});

test('[DV6] the pages of a PDF in the vault are drawn with words across, and never saved as they are', async () => {
  await page.getByRole('button', { name: /^Apri patente/ }).press('Enter');
  const image = page.getByRole('dialog').getByRole('img');
  await expect.poll(coloursIn).toBeGreaterThan(3 * STRIPES);
  const { naturalWidth, naturalHeight } = await image.evaluate((each) => {
    const { naturalWidth, naturalHeight } = each as HTMLImageElement;
    return { naturalWidth, naturalHeight };
  });
  // Two pages of 5 to 3, one below the other.
  expect([naturalWidth, naturalHeight]).toEqual([1_600, 2 * 960 + 16]);
  await looks.picture('document-pdf');
  expect(await looks.axe()).toEqual([]);
  await page.keyboard.press('Escape');
  expect(await shown.violations()).toEqual([]);
});

test('[DV6] a PDF that can’t be drawn whole is not shown at all; what was destroyed can’t be opened', async () => {
  for (const name of [/^Apri strappato/, /^Apri contratto/]) {
    await page.getByRole('button', { name }).press('Enter');
    await page.getByText('Questo PDF non si può mostrare').waitFor();
    await shown.show({ place, open: conversations.documents });
  }
  expect(await page.getByRole('button', { name: /^Apri tessera/ }).isDisabled()).toBe(true);
  await page.getByText('non lo può più aprire nessuno').waitFor();
});

test('[DV6] a PDF that asks for more drawing than ever ends is given up, and the window goes on meanwhile', async () => {
  await page.getByRole('button', { name: /^Apri pieghevole/ }).press('Enter');
  await page.getByRole('textbox', { name: 'Risposta', exact: true }).fill('scritto nel frattempo');
  // Given up after 15 s, whatever else keeps this machine busy.
  await page.getByText('Questo PDF non si può mostrare').waitFor({ timeout: 120_000 });
  await expect
    .poll(() => page.getByRole('textbox', { name: 'Risposta', exact: true }).inputValue())
    .toBe('scritto nel frattempo');
}, 150_000);

test('[RD11] an attachment is destroyed as a whole after a second step; of one that was, kind, who and when are shown', async () => {
  await page.getByText(/Immagine distrutta da Maria/).waitFor();
  await choose('passaporto.png', 'Distruggi l’allegato…');
  await page.getByRole('dialog', { name: 'Distruggere l’allegato per sempre?' }).waitFor();
  await pressOn(page.getByRole('button', { name: 'Sì, distruggi' }));
  const about = { conversationId: 'c-124', under: 1, attachmentId: 'k-a4' };
  await expect.poll(commands).toContainEqual({ name: 'redact-attachment', ...about });
  await page.getByRole('dialog').waitFor({ state: 'detached' });
});

test('[DV1] [DV2] it is put into the vault for a purpose and some days, and destroyed when it was checked', async () => {
  await choose('passaporto.png', 'È un documento d’identità: in cassaforte…');
  const days = page.getByRole('textbox', { name: 'Giorni di conservazione' });
  const confirm = page.getByRole('button', { name: 'Metti in cassaforte' });
  await days.fill('181');
  expect(await confirm.isDisabled()).toBe(true);
  await days.fill('15');
  await page.keyboard.press('Enter');
  const about = { conversationId: 'c-124', under: 1 };
  await expect.poll(commands).toContainEqual({
    ...{ name: 'keep-document', ...about, attachmentId: 'k-a4', purpose: 'enrolment', days: 15 },
  });
  await choose('carta-identita.jpg', 'Verifica fatta: distruggi…');
  await pressOn(page.getByRole('button', { name: 'Sì, distruggi' }));
  await expect.poll(commands).toContainEqual({ name: 'destroy-document', ...about, attachmentId: 'k-a1' });
});

test('[RQ1] [RQ3] what the case needs is ticked, added and asked for in the reply, with the keyboard alone', async () => {
  const list = page.getByRole('list', { name: 'Documenti richiesti' });
  expect(await list.getByRole('checkbox', { name: 'documento d’identità' }).isChecked()).toBe(true);
  expect(await looks.axe()).toEqual([]);
  await looks.picture('required-documents');
  const about = { name: 'require-document', conversationId: 'c-124', under: 3 };
  await list.getByRole('checkbox', { name: 'fototessera' }).focus();
  await page.keyboard.press('Space');
  await expect.poll(commands).toContainEqual({ ...about, kind: 'photo', step: 'in' });
  await page.getByRole('button', { name: 'Aggiungi un documento richiesto' }).press('Enter');
  await page.getByRole('menuitem', { name: 'modulo firmato' }).press('Enter');
  await expect.poll(commands).toContainEqual({ ...about, kind: 'form', step: 'asked' });
  await list.getByRole('button', { name: 'Non serve più: documento d’identità' }).press('Enter');
  await expect.poll(commands).toContainEqual({ ...about, kind: 'identity', step: 'dropped' });
  await page.getByRole('button', { name: 'Chiedili nella risposta' }).press('Enter');
  const reply = page.getByRole('textbox', { name: 'Risposta', exact: true });
  await expect.poll(() => reply.inputValue()).toMatch(/serve questo documento:\n– fototessera\nPuò portarlo/);
});
