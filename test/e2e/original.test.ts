import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { OpenConversation } from '../../shared/bridge/core-queries.ts';
import { hostileHtml } from '../support/hostile-html.ts';
import { conversations, message } from '../support/renderer/conversations.ts';
import { looksOf } from '../support/renderer/looks.ts';
import { openRendererWindow, type RendererWindow } from '../support/renderer/window.ts';

/** A mail's HTML in a real window: shown on request, harmless whatever it holds. */
let shown: RendererWindow;
let page: Page;
const { axe, picture } = looksOf(() => page);

const place = { view: 'mine' as const, groupId: null, conversationId: 'c-124', scrollTop: 0 };
const friendly = `
  <h2>Iscrizione al corso di disegno</h2>
  <p style="color:#888">Buongiorno, ecco i dati che avete chiesto:</p>
  <table><tr><th colspan=2>Corso</th><td>Disegno, martedì</td></tr><tr><th>Quota</th><td><b>45 €</b></td></tr></table>
  <p><img src="cid:a-picture" alt="la ricevuta"> <img src="https://traccia.example/p.gif" alt=""></p>
  <p>Il modulo è <a href="https://modulo.example/iscrizione?n=1">sul sito www.dbo.example</a>.</p>`;

const mailWith = (): OpenConversation => ({
  ...conversations.mine,
  messages: [
    message('o-1', 30, {
      text: 'Buongiorno, ecco i dati che avete chiesto.',
      attachments: [
        { id: 'a-picture', name: 'ricevuta.png', type: 'image/png', sizeBytes: 4_000 },
        { id: 'a-html', name: 'messaggio.html', type: 'text/html', sizeBytes: 2_000 },
      ],
    }),
  ],
});
const open = async (html: string): Promise<void> => {
  await shown.show({ place, open: mailWith(), html: { 'a-html': html } });
  await page.getByRole('button', { name: 'Mostra l’impaginazione' }).press('Enter');
  await page.locator('iframe').waitFor();
};

/** The frame's page as it is now, and whether anything of it has run, was fetched, or covers the window. */
const inFrame = () =>
  page.evaluate(() => {
    const frame = document.querySelector('iframe');
    const inner = frame?.contentDocument ?? null;
    const elements = [...(inner?.body.querySelectorAll('*') ?? [])];
    return {
      tags: [...new Set(elements.map(({ localName }) => localName))],
      attributes: [...new Set(elements.flatMap((element) => element.getAttributeNames()))],
      text: inner?.body.textContent ?? '',
      sandbox: frame?.getAttribute('sandbox'),
      pwned: 'pwned' in window || 'pwned' in (frame?.contentWindow ?? {}),
    };
  });

beforeAll(async () => {
  shown = await openRendererWindow();
  page = shown.page;
});
afterAll(async () => {
  await shown?.close();
});

test('[OM6] the text comes first; the layout is shown on request, with its own pictures and without remote ones', async () => {
  await open(friendly);
  await page.getByText('1 immagine remota bloccata').waitFor();
  const { tags, attributes, text, sandbox } = await inFrame();
  expect(tags).toEqual(expect.arrayContaining(['h2', 'table', 'td', 'b', 'a']));
  expect(attributes).toEqual(expect.arrayContaining(['href', 'colspan', 'alt']));
  expect(attributes).not.toContain('style');
  expect(text).toContain('45 €');
  expect(sandbox).toBe('allow-same-origin');
  const own = page.frameLocator('iframe').getByRole('img', { name: 'la ricevuta' });
  await expect.poll(() => own.evaluate((image) => (image as HTMLImageElement).naturalWidth)).toBe(640);
  expect(await page.frameLocator('iframe').locator('img').count()).toBe(1);
  await picture('original');
  expect(await shown.violations()).toEqual([]);
  await page.getByRole('button', { name: 'Mostra solo il testo' }).press('Enter');
  await page.locator('iframe').waitFor({ state: 'detached' });
  await page.getByText('ecco i dati che avete chiesto').waitFor();
});

test('[OM6] a link opens nothing by itself: where it leads is shown first, and that its words say something else', async () => {
  await open(friendly);
  await page.frameLocator('iframe').getByRole('link').focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Aprire questo collegamento?' });
  await dialog.getByText('https://modulo.example/iscrizione?n=1').waitFor();
  await dialog.getByText(/c’è scritto «sul sito www.dbo.example»/).waitFor();
  await picture('original-link');
  expect(await axe()).toEqual([]);
  await dialog.getByRole('button', { name: 'Apri nel browser' }).press('Enter');
  await dialog.waitFor({ state: 'detached' });
  expect(await page.evaluate(() => window.scripted.desktopCalls)).toContain('open-link');
  expect(page.url()).toBe('app://sportello/index.html');
});

test('[OM6] in the dark, with text at 200 %, nothing is wider than its box', async () => {
  await shown.show({
    place,
    open: mailWith(),
    html: { 'a-html': `${friendly}<table width="5000"><tr><td>${'largo'.repeat(200)}</td></tr></table>` },
    settings: { theme: 'dark', textScale: 200 },
  });
  await page.getByRole('button', { name: 'Mostra l’impaginazione' }).press('Enter');
  await page.getByText('1 immagine remota bloccata').waitFor();
  await picture('original-200');
  const wider = await page.evaluate(() => {
    const inner = document.querySelector('iframe')?.contentDocument?.documentElement;
    return [
      document.documentElement.scrollWidth - window.innerWidth,
      (inner?.scrollWidth ?? 0) - (inner?.clientWidth ?? 0),
    ];
  });
  expect(wider).toEqual([0, 0]);
  expect(await axe()).toEqual([]);
});

describe('[OM6] what is hostile does nothing', () => {
  test.each(hostileHtml)('$name', async ({ html, blocked, says }) => {
    await open(html);
    await expect.poll(async () => (await inFrame()).text).toContain(says ?? 'fine');
    const { tags, attributes, pwned } = await inFrame();
    const harmful =
      /^(?:script|style|svg|math|meta|link|base|form|input|button|textarea|select|iframe|frame|object|embed|video|audio|source|template|noscript)$/;
    expect(tags.filter((tag) => harmful.test(tag))).toEqual([]);
    expect(
      attributes.filter((name) => !/^(?:href|alt|colspan|rowspan|align|dir|lang|start|data-part)$/.test(name)),
    ).toEqual([]);
    const links = await page.evaluate(() =>
      [...(document.querySelector('iframe')?.contentDocument?.querySelectorAll('a[href]') ?? [])].map((link) =>
        link.getAttribute('href'),
      ),
    );
    expect(links.filter((href) => !/^(?:https?|mailto|tel):/.test(href ?? ''))).toEqual([]);
    expect(pwned).toBe(false);
    const said = page.getByText(/remot[ae] bloccat[ae]/);
    if (blocked === undefined) expect(await said.count()).toBe(0);
    else expect(await said.textContent()).toMatch(new RegExp(`^${blocked} `));
    expect(await shown.violations()).toEqual([]);
  });
});
