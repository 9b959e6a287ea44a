import { AxeBuilder } from '@axe-core/playwright';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchApp, type App } from '../support/app.ts';
import { focused, shown } from '../support/e2e/page.ts';
import { isOver, marks, pauseOfKeys, spellingPolicy } from '../support/e2e/spelling.ts';
import { openMailbox, sendMail, type Mailbox } from '../support/mailbox.ts';
import { enrolCode, eventually, startHub, type HubProcess } from '../support/processes.ts';

/** Writing without a mouse: files are pasted and dropped, a reply is undone, and one that was not arrives once. */
const folder = mkdtempSync(join(tmpdir(), 'sportello-writing-'));
const data = join(folder, 'hub');
const policy = spellingPolicy(folder);
const domain = 'dbo.example';
const anna = 'anna.belotti@posta.example';
const text = 'Buongiorno Anna,\nle mando il modulo.\n\nA presto';
let outside: Mailbox;
let hub: HubProcess;
let maria: App;

const field = (page: Page): Locator => page.getByRole('textbox', { name: 'Risposta' });
const files = (page: Page): Locator => page.getByRole('list', { name: 'Allegati della risposta' });
const undo = (page: Page): Locator => page.getByRole('region', { name: 'Invii che si possono annullare' });
const selected = (page: Page): Promise<string> =>
  field(page).evaluate((area: HTMLTextAreaElement) => area.value.slice(area.selectionStart, area.selectionEnd));
async function violationsIn(page: Page, theme: string): Promise<readonly string[]> {
  await page.evaluate((wanted) => (document.documentElement.dataset['theme'] = wanted), theme);
  await maria.picture(`writing-spelling-menu-${theme}`);
  return (await new AxeBuilder({ page }).setLegacyMode(true).analyze()).violations.map(({ id }) => id);
}
const answers = () => outside.to(anna).filter((mail) => mail.text?.includes('le mando il modulo'));

interface Given {
  readonly name: string;
  readonly type: string;
  readonly content: string;
  /** What another program gives along. */
  readonly words?: string;
}

const picture: Given = { name: 'image.png', type: 'image/png', content: '\u0089PNG\r\n\u001a\n\0\0\0\rIHDR' };

/** What comes from another program, as the field is told of it; returns whether the field leaves it to the browser. */
function give(page: Page, kind: 'paste' | 'drop', given: Given): Promise<boolean> {
  return field(page).evaluate(
    (element, { how, name, type, content, words }) => {
      const data = new DataTransfer();
      const bytes = Uint8Array.from(content, (character) => character.charCodeAt(0));
      data.items.add(new File([bytes], name, { type }));
      if (words !== undefined) data.setData('text/plain', words);
      const about = { bubbles: true, cancelable: true };
      if (how === 'paste') return element.dispatchEvent(new ClipboardEvent(how, { ...about, clipboardData: data }));
      element.dispatchEvent(new DragEvent('dragover', { ...about, dataTransfer: data }));
      return element.dispatchEvent(new DragEvent(how, { ...about, dataTransfer: data }));
    },
    { how: kind, ...given },
  );
}

/** All that windows send to main from now on, as it arrives there. */
const listenInMain = (): Promise<void> =>
  maria.electron.evaluate(({ webContents }) => {
    const heard: string[] = [];
    Object.assign(globalThis, { heard });
    for (const contents of webContents.getAllWebContents()) {
      const emit = contents.emit.bind(contents) as (...given: unknown[]) => boolean;
      Object.assign(contents, {
        emit(...given: unknown[]) {
          if (String(given[0]).includes('ipc')) heard.push(JSON.stringify(given.slice(2)));
          return emit(...given);
        },
      });
    }
  });
const heardInMain = (): Promise<string> =>
  maria.electron.evaluate(() => (globalThis as unknown as { heard: string[] }).heard.join('\n'));

beforeAll(async () => {
  outside = await openMailbox();
  hub = await startHub({ data, relay: `smtp://127.0.0.1:${outside.port}`, extra: ['--mail-domain', domain] });
  maria = await launchApp({
    userData: join(folder, 'Maria'),
    hubUrl: `ws://127.0.0.1:${hub.httpPort}/v1/sync`,
    code: await enrolCode(data, 'Maria Rossi'),
    undoSendSeconds: 20,
    env: { SPORTELLO_POLICY_DIR: policy },
  });
  await sendMail(hub.smtpPort, {
    from: { name: 'Anna Belotti', address: anna },
    to: `assistenza@${domain}`,
    subject: 'Il modulo di iscrizione',
    text: 'Buongiorno, dove trovo il modulo?',
  });
  const page = maria.page();
  await shown(page.getByRole('option').filter({ hasText: 'Il modulo di iscrizione' }));
  await page.keyboard.press('j');
  // Only a case that is open can be claimed.
  await shown(page.getByRole('article').filter({ hasText: 'dove trovo il modulo' }));
  await page.keyboard.press('c');
  await shown(page.getByText('Privata: la vedi solo tu'));
  await page.keyboard.press('r');
}, 120_000);

afterAll(async () => {
  expect(maria?.problems() ?? []).toEqual([]);
  await maria?.close();
  await hub?.stop();
  await outside?.close();
});

test('a word that the dictionary does not know is corrected by keyboard, and no word of it reaches main', async () => {
  const page = maria.page();
  const menu = page.getByRole('menu', { name: 'Correggere «tempp»' });
  await listenInMain();
  await eventually('the field', async () => (await focused(page)) === 'Risposta');
  expect(await field(page).getAttribute('lang')).toBe('it');
  await page.keyboard.type('Buongiorno, il tempp');
  await pauseOfKeys(page);
  expect(await marks(page).count(), 'nothing while the word is being written').toBe(0);
  await page.keyboard.type(' è presto. ');
  await eventually('the mark', async () => (await marks(page).count()) === 1);
  expect(await isOver(page, field(page))).toBe(true);
  await maria.picture('writing-spelling');
  for (let presses = 0; presses < 13; presses += 1) await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('Shift+F10');
  await shown(menu);
  for (const theme of ['dark', 'light']) expect(await violationsIn(page, theme), theme).toEqual([]);
  expect(await menu.getByRole('menuitem').allTextContents()).toEqual(['tempo', 'Ignora «tempp»']);
  await page.keyboard.press('Enter');
  await eventually('the correction', async () => (await field(page).inputValue()).includes('il tempo è'));
  await marks(page).waitFor({ state: 'detached' });
  await eventually('the focus', async () => (await focused(page)) === 'Risposta');
  await page.keyboard.press('Control+z');
  await eventually('the mistake again', async () => (await field(page).inputValue()).includes('il tempp è'));
  await eventually('the mark again', async () => (await marks(page).count()) === 1);
  await page.keyboard.press('Control+End');
  await page.keyboard.press('F7');
  expect(await selected(page)).toBe('tempp');
  await page.keyboard.press('Shift+F10');
  await shown(menu);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await menu.waitFor({ state: 'detached' });
  await eventually('the focus', async () => (await focused(page)) === 'Risposta');
  await marks(page).waitFor({ state: 'detached' });
  await page.keyboard.press('F7');
  await shown(page.getByText('Nessuna parola sottolineata'));
  const heard = await heardInMain();
  expect(heard).toContain('keep-place');
  expect(heard).not.toMatch(/tempp|tempo|Buongiorno/);
  await field(page).fill('');
});

test('[AT6] [AT7] a picture that is pasted gets a name, a dropped file goes along, and what can’t go is said', async () => {
  const page = maria.page();
  await eventually('the field', async () => (await focused(page)) === 'Risposta');
  await page.keyboard.type('Buongiorno Anna,');
  await page.keyboard.press('Enter');
  await page.keyboard.type('le mando il modulo.\n\nA presto');
  expect(await give(page, 'paste', picture)).toBe(false);
  await shown(files(page).getByText('Immagine incollata.png'));
  await give(page, 'paste', picture);
  await shown(files(page).getByText('Immagine incollata 2.png'));
  await give(page, 'drop', { name: 'modulo.txt', type: 'text/plain', content: 'Nome e cognome' });
  await shown(files(page).getByText('modulo.txt'));
  await give(page, 'drop', { name: 'programma.exe', type: 'application/x-msdownload', content: 'MZ' });
  await shown(page.getByText('Questo tipo di file non si può allegare'));
  // Words from a spreadsheet come with a picture of them: the words are meant, and the browser puts them in.
  expect(await give(page, 'paste', { ...picture, words: 'Totale 12' })).toBe(true);
  expect(await files(page).getByRole('listitem').count()).toBe(3);
  await maria.picture('writing-files');
});

test('[CO10] what was sent is undone from the empty field: words and files are back as they were', async () => {
  const page = maria.page();
  await page.keyboard.press('Control+Enter');
  await shown(undo(page).getByText(/parte fra/));
  expect(await field(page).inputValue()).toBe('');
  const bubble = page.getByRole('article').filter({ hasText: 'le mando il modulo' });
  expect(await bubble.getByText('in uscita').count()).toBe(1);
  expect(await bubble.getByText('inviata').count()).toBe(0);
  await maria.picture('writing-undo');
  await page.keyboard.press('Control+z');
  await eventually('the text', async () => (await field(page).inputValue()) === text);
  await eventually('the focus', async () => (await focused(page)) === 'Risposta');
  expect(await files(page).getByRole('listitem').allTextContents()).toEqual([
    expect.stringContaining('Immagine incollata.png'),
    expect.stringContaining('Immagine incollata 2.png'),
    expect.stringContaining('modulo.txt'),
  ]);
  await undo(page).waitFor({ state: 'detached' });
});

test('[CO10] from another page the card is reached with F6; the case and its text come back', async () => {
  const page = maria.page();
  await page.keyboard.press('Control+Enter');
  await shown(undo(page));
  await page.keyboard.press('Escape');
  await page
    .getByRole('button', { name: /Agenda/ })
    .first()
    .focus();
  await page.keyboard.press('Enter');
  await field(page).waitFor({ state: 'detached' });
  for (let presses = 0; presses < 8; presses += 1) {
    if ((await focused(page)).startsWith('Annulla l’invio')) break;
    await page.keyboard.press('F6');
  }
  expect(await focused(page)).toMatch(/^Annulla l’invio della risposta alla 20\d\d-000001/);
  await page.keyboard.press('Enter');
  await eventually('the text', async () => (await field(page).inputValue()) === text);
  await eventually('the focus', async () => (await focused(page)) === 'Risposta');
  expect(answers()).toEqual([]);
});

test('[CO10] killed while it waits, it leaves once after the next start', async () => {
  const page = maria.page();
  await page.keyboard.press('Control+Enter');
  await shown(undo(page));
  maria.electron.process().kill('SIGKILL');
  maria = await launchApp({ userData: maria.userData, env: { SPORTELLO_POLICY_DIR: policy } });
  await eventually('the mail', () => answers()[0], 60_000);
  expect(answers()[0]?.attachments.map(({ filename }) => filename)).toEqual([
    'Immagine incollata.png',
    'Immagine incollata 2.png',
    'modulo.txt',
  ]);
  await maria.page().keyboard.press('Control+2');
  await shown(maria.page().getByRole('option').filter({ hasText: 'Il modulo di iscrizione' }));
  await maria.page().keyboard.press('j');
  const bubble = maria.page().getByRole('article').filter({ hasText: 'le mando il modulo' });
  await shown(bubble.getByText('inviata'));
  expect(answers()).toHaveLength(1);
}, 120_000);
