import { join } from 'node:path';
import type { Page } from 'playwright';
import { launchApp } from '../support/app.ts';
import { openBrowser } from '../support/browser.ts';
import { enrolCode } from '../support/processes.ts';
import { anonymous, openVisitor, ORIGIN } from '../support/visitor.ts';
import { openWebSite, strictPolicy } from '../support/web-site.ts';
import { lightDevices, startBenchHub, withStorage, type BenchHub } from './bench-hub.ts';
import type { Bench } from './core-bench.ts';
import { repeat, type Figure } from './figures.ts';

const VOLUNTEERS = 50;
/** One session may send 30 lines a minute (CH14). */
const LINES = 25;

/** A line from the visitor's page to a volunteer's window, while as many volunteers are connected. */
export async function measureChat({ folder }: Bench): Promise<Figure[]> {
  const hub = await startBenchHub(folder, 'chat', 20);
  const site = await openWebSite(() => siteOf(hub));
  await withStorage(hub, (storage) =>
    storage.write(async (tx) => {
      for (const origin of [site.origin, ORIGIN]) await tx.addChatOrigin(origin);
    }),
  );
  const devices = await lightDevices(hub, VOLUNTEERS - 1);
  const spread = await toAll(hub, devices);
  const window = await toWindow(hub, site.url, folder);
  for (const device of devices) device.cut();
  await site.close();
  await hub.stop();
  const name = 'chat line, page to window';
  const how = `bubble in a browser, a real window, ${VOLUNTEERS} volunteers connected; from the key to the text in the page`;
  return [
    { name, unit: 'ms', values: window, how },
    {
      name: `chat line seen by ${VOLUNTEERS - 1} devices`,
      unit: 'ms',
      values: spread,
      how: 'a waiting chat; until the last one has it',
    },
  ];
}

const siteOf = ({ hub }: BenchHub) => {
  const address = `http://127.0.0.1:${hub.httpPort}`;
  return { script: `<script src="${address}/chat.js" async></script>`, policy: strictPolicy(address) };
};

async function toAll({ hub }: BenchHub, devices: Awaited<ReturnType<typeof lightDevices>>): Promise<number[]> {
  const visitor = await openVisitor(`ws://127.0.0.1:${hub.httpPort}/v1/chat`);
  await visitor.say(1, 'prima riga', { begin: anonymous });
  const values = await repeat(LINES, async (run) => {
    const text = `riga-${run + 2}-di-prova`;
    const pages = Promise.all(devices.map((device) => device.page(text)));
    const start = performance.now();
    visitor.send({ type: 'line', line: run + 3, text });
    await pages;
    return performance.now() - start;
  });
  await visitor.close();
  return values;
}

async function toWindow(at: BenchHub, url: string, folder: string): Promise<number[]> {
  const code = await enrolCode(at.data, 'Maria Rossi');
  const maria = await launchApp({ userData: join(folder, 'chat-maria'), hubUrl: at.url, code });
  const browser = await openBrowser();
  try {
    const page = await browser.open({ width: 500, height: 700 });
    await page.goto(url);
    await page.getByRole('button', { name: 'Ci scriva in chat' }).click();
    await say(page, 'una riga per cominciare');
    const desk = maria.page();
    // Not among all that waits, of which a window shows the first ones only.
    await desk.getByText('Chat attive').click({ timeout: 30_000 });
    await desk.getByRole('option', { name: /una riga per cominciare/ }).click({ timeout: 30_000 });
    await desk.getByRole('button', { name: 'Prendi in carico', exact: true }).click();
    await page.getByText('Le risponde Maria.').waitFor();
    return await repeat(LINES, async (run) => {
      const text = `misura-${run + 1}-della-chat`;
      const seen = desk.evaluate(seenAt, text);
      const pressed = await say(page, text);
      return (await seen) - pressed;
    });
  } finally {
    await browser.close();
    await maria.close();
  }
}

/** Types as a hand would, and returns the instant of the key that sends. */
async function say(page: Page, text: string): Promise<number> {
  const field = page.getByRole('textbox', { name: 'Scriva un messaggio' });
  await field.fill(text);
  return field.evaluate((element) => {
    const at = performance.timeOrigin + performance.now();
    element.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true }));
    return at;
  });
}

/** The instant at which a text stands in the page; both browsers' clocks are this machine's. */
function seenAt(text: string): Promise<number> {
  return new Promise((resolve) => {
    const look = (): void => {
      if (document.querySelector('[role="log"]')?.textContent.includes(text) !== true) return;
      observer.disconnect();
      resolve(performance.timeOrigin + performance.now());
    };
    const observer = new MutationObserver(look);
    observer.observe(document.body, { subtree: true, childList: true, characterData: true });
    look();
  });
}
