import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchApp, type App } from '../support/app.ts';
import { enrolCode, eventually, startHub, type HubProcess } from '../support/processes.ts';
import { focused, shown } from '../support/e2e/page.ts';
import { isOver, marks, pauseOfKeys, spellingPolicy } from '../support/e2e/spelling.ts';

/** Words at the desk, with the mouse and without looking them up at all; `writing` is the same by keyboard in a reply. */
const folder = mkdtempSync(join(tmpdir(), 'sportello-spelling-'));
const data = join(folder, 'hub');
let hub: HubProcess;
let maria: App;

const words = (page: Page): Locator => page.getByRole('textbox', { name: 'Che cosa chiede' });
async function atDesk(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Nuovo contatto' }).first().press('Enter');
  await words(page).focus();
}

beforeAll(async () => {
  hub = await startHub({ data });
  maria = await launchApp({
    userData: join(folder, 'Maria'),
    hubUrl: `ws://127.0.0.1:${hub.httpPort}/v1/sync`,
    code: await enrolCode(data, 'Maria Rossi'),
    env: { SPORTELLO_POLICY_DIR: spellingPolicy(folder) },
  });
  await shown(maria.page().getByText('Sincronizzato'));
}, 120_000);

afterAll(async () => {
  expect(maria?.problems() ?? []).toEqual([]);
  await maria?.close();
  await hub?.stop();
});

// Texts that begin with a digit or a space have kept windows busy for ever.
test('a wrong word in a text that begins with a space and a digit is underlined', async () => {
  const page = maria.page();
  await atDesk(page);
  await page.keyboard.type(' 2 tempp e poi');
  await eventually('the mark', async () => (await marks(page).count()) === 1);
  expect(await isOver(page, words(page))).toBe(true);
  await maria.picture('desk-spelling');
});

test('by the mouse the word under the pointer is meant, wherever the caret stood', async () => {
  const page = maria.page();
  const menu = page.getByRole('menu', { name: 'Correggere «tempp»' });
  const line = await marks(page).boundingBox();
  await page.mouse.click((line?.x ?? 0) + 8, (line?.y ?? 0) - 6, { button: 'right' });
  await shown(menu);
  await page.keyboard.press('Escape');
  await menu.waitFor({ state: 'detached' });
  await eventually('the focus', async () => (await focused(page)).startsWith('Che cosa chiede'));
  await page.mouse.click((line?.x ?? 0) + 8, (line?.y ?? 0) - 6, { button: 'right' });
  await menu.getByRole('menuitem', { name: 'tempo' }).click();
  await eventually('the correction', async () => (await words(page).inputValue()) === ' 2 tempo e poi');
  await marks(page).waitFor({ state: 'detached' });
});

test('nothing is looked up once somebody has turned it off', async () => {
  const page = maria.page();
  await page
    .getByRole('button', { name: /Impostazioni/ })
    .first()
    .press('Enter');
  await page.getByRole('switch', { name: 'Controllo ortografico' }).press('Space');
  await atDesk(page);
  await page.keyboard.type(' tempp e poi');
  await pauseOfKeys(page);
  expect(await marks(page).count()).toBe(0);
});
