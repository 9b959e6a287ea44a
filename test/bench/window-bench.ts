import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Page } from 'playwright';
import { systemClock } from '../../hub/cli/effects.ts';
import { launchApp } from '../support/app.ts';
import { enrolCode } from '../support/processes.ts';
import { withStorage } from './bench-hub.ts';
import type { Bench } from './core-bench.ts';
import type { Figure } from './figures.ts';
import { LONG_MESSAGES, newestOf, seedLongCases } from './long-cases.ts';
import { beginOpening, beginProbe, endOpening, endProbe, type Probed } from './page-probe.ts';

const LONG_CASES = 6;
/** Up and down the list again, after each was opened for the first time. */
const ROUNDS = 3;
const TURNS = 150;
const typed =
  'Gentile Anna, grazie del messaggio: ho guardato la sua pratica e il certificato ora si legge bene. Sabato la aspettiamo in sede. ';

/** What a hand feels: the list, the composer and long threads in a real window on a device with all conversations. */
export async function measureWindow(bench: Bench): Promise<Figure[]> {
  const { hub, data, folder, conversations } = bench;
  const code = await enrolCode(data, 'Maria Rossi');
  await withStorage({ data }, async (storage) => {
    const users = await storage.read((tx) => tx.users());
    const assigneeId = users.find(({ name }) => name === 'Maria Rossi')?.id ?? '';
    await seedLongCases(storage, { count: LONG_CASES, assigneeId, now: systemClock.now() });
  });
  const hubUrl = `ws://127.0.0.1:${hub.httpPort}/v1/sync`;
  const maria = await launchApp({ userData: join(folder, 'window-maria'), hubUrl, code });
  try {
    const page = maria.page();
    // Every row is there, so the listbox says how many; the index, made behind it, is at rest soon after.
    await page.locator(`[role="option"][aria-setsize="${conversations}"]`).first().waitFor({ timeout: 60_000 });
    await pause(Math.min(20_000, conversations / 8));
    const wheel = await wheeled(page);
    const keys = await pressed(page, () => page.getByRole('listbox').focus(), 'ArrowDown');
    const pages = await pressed(page, () => page.getByRole('listbox').focus(), 'PageDown');
    const opened = await openings(page);
    const written = await pressed(page, () => page.getByRole('textbox', { name: 'Risposta' }).focus(), null);
    return [...figuresOf({ wheel, keys, pages, written }, conversations), ...openingFigures(opened, conversations)];
  } finally {
    await maria.close();
  }
}

async function wheeled(page: Page): Promise<Probed> {
  await page.getByRole('listbox').hover();
  await page.evaluate(beginProbe, 'wheel' as const);
  for (let turn = 0; turn < TURNS; turn += 1) {
    await page.mouse.wheel(0, 240);
    await pause(30);
  }
  await page.mouse.move(5, 5);
  return await page.evaluate(endProbe);
}

/** One key again and again, or a sentence, as fast as a quick hand. */
async function pressed(page: Page, focus: () => Promise<void>, key: string | null): Promise<Probed> {
  await focus();
  await page.evaluate(beginProbe, 'keydown' as const);
  for (let turn = 0; turn < TURNS; turn += 1) {
    await page.keyboard.press(key ?? typed.charAt(turn % typed.length));
    await pause(60);
  }
  return await page.evaluate(endProbe);
}

interface Openings {
  readonly first: readonly number[];
  readonly again: readonly number[];
}

/** Among one's own cases, from one to the next by its key. */
async function openings(page: Page): Promise<Openings> {
  await page.keyboard.press('Control+2');
  const rows = page.getByRole('option', { name: /Pratica lunga/ });
  await rows.nth(LONG_CASES - 1).waitFor();
  const order = (await rows.allTextContents()).map((text) => Number(/Pratica lunga (\d+)/.exec(text)?.[1]));
  await page.getByRole('listbox').focus();
  const first: number[] = [];
  const again: number[] = [];
  await page.keyboard.press('End');
  await page
    .getByRole('log')
    .getByText(newestOf(order.at(-1) ?? 0))
    .waitFor();
  const back = order.slice(0, -1).toReversed();
  for (let round = 0; round <= ROUNDS; round += 1) {
    for (const [key, cases] of [
      ['ArrowUp', back],
      ['ArrowDown', order.slice(1)],
    ] as const) {
      for (const at of cases) {
        await page.evaluate(beginOpening, newestOf(at));
        await page.keyboard.press(key);
        const took = await page.evaluate(endOpening);
        (round === 0 && key === 'ArrowUp' ? first : again).push(took);
        await pause(400);
      }
    }
  }
  return { first, again };
}

type Named = Readonly<Record<'wheel' | 'keys' | 'pages' | 'written', Probed>>;

function figuresOf({ wheel, keys, pages, written }: Named, conversations: number): Figure[] {
  const with_ = `a real window, ${conversations} conversations`;
  const paint = 'Event Timing, steps of 8 ms, from 16';
  const frame = 'from the event to the task after its frame';
  const blank = [(100 * wheel.blank) / Math.max(1, wheel.frames.length)];
  return [
    { name: 'list by wheel, until painted', unit: 'ms', values: wheel.frames, how: `${frame}; ${with_}` },
    { name: 'list by wheel, frames with a row that is not there yet', unit: '%', values: blank, how: with_ },
    {
      name: 'list by arrow, next paint',
      unit: 'ms',
      values: keys.paints,
      how: `${paint}; each opens a case; ${with_}`,
    },
    { name: 'list by arrow, until painted', unit: 'ms', values: keys.frames, how: frame },
    {
      name: 'list by page, next paint',
      unit: 'ms',
      values: pages.paints,
      how: `${paint}; each opens a case; ${with_}`,
    },
    { name: 'list by page, until painted', unit: 'ms', values: pages.frames, how: frame },
    { name: 'typing a reply, next paint', unit: 'ms', values: written.paints, how: `${paint}; ${with_}` },
    { name: 'typing a reply, until painted', unit: 'ms', values: written.frames, how: frame },
  ];
}

function openingFigures({ first, again }: Openings, conversations: number): Figure[] {
  const how = `${LONG_MESSAGES} messages, claimed, ${conversations} conversations; from the key to the painted newest message`;
  return [
    { name: 'opening a long case, first time', unit: 'ms', values: first, how },
    { name: 'opening a long case, again', unit: 'ms', values: again, how },
  ];
}
