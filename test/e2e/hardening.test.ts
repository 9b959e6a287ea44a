import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchApp, type App } from '../support/app.ts';

/** One window without a hub is enough: these rules hold from the first moment. */
let app: App;
const folder = mkdtempSync(join(tmpdir(), 'sportello-hardening-'));
const netLog = join(folder, 'net-log.json');

beforeAll(async () => {
  app = await launchApp({ userData: join(folder, 'profile'), args: [`--log-net-log=${netLog}`] });
});
afterAll(async () => {
  // What was tried here was to be refused.
  app?.refused();
  await app?.close();
});

/** Runs source text in the page's own world and says how it ended. */
async function attempt(source: string): Promise<string> {
  return await app.page().evaluate(async (code) => {
    // The page forbids eval, so the attempts are looked up by name below.
    const attempts: Record<string, () => unknown> = {
      fetch: () => fetch('https://example.org/'),
      socket: () =>
        new Promise((resolve, reject) => {
          const socket = new WebSocket('wss://example.org/');
          socket.onopen = () => resolve('open');
          socket.onerror = () => reject(new Error('refused'));
        }),
      markup: () => {
        document.createElement('div').innerHTML = '<b>x</b>';
      },
      script: () => {
        document.createElement('script').text = 'window.pwned = 1';
      },
      // Later, on a stack of the page's own: the driver lifts the ban for what it calls itself.
      evaluate: () =>
        new Promise((resolve, reject) => {
          setTimeout(() => {
            try {
              resolve(Reflect.apply(globalThis.eval, null, ['1 + 1']));
            } catch (error) {
              reject(error);
            }
          });
        }),
      open: () => {
        if (window.open('https://example.org/') === null) throw new Error('refused');
      },
      clipboard: () => navigator.clipboard.readText(),
      location: () => new Promise((resolve, reject) => navigator.geolocation.getCurrentPosition(resolve, reject)),
      notify: async () => {
        if ((await Notification.requestPermission()) !== 'granted') throw new Error('refused');
      },
      camera: () => navigator.mediaDevices.getUserMedia({ video: true }),
    };
    try {
      await attempts[code]?.();
      return 'allowed';
    } catch {
      return 'refused';
    }
  }, source);
}

describe('the window', () => {
  test.each(['fetch', 'socket', 'markup', 'script', 'evaluate', 'open', 'clipboard', 'location', 'notify', 'camera'])(
    'refuses %s',
    async (name) => {
      expect(await attempt(name)).toBe('refused');
    },
  );

  test('stays where it is, whatever the page tries', async () => {
    const before = app.page().url();
    await app.page().evaluate(() => {
      window.location.href = 'https://example.org/';
      const link = document.createElement('a');
      link.href = 'https://example.org/';
      document.body.append(link);
      link.click();
      link.remove();
    });
    await app
      .page()
      .evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
    expect(app.page().url()).toBe(before);
    expect(app.electron.windows()).toHaveLength(1);
  });

  test('is sandboxed, isolated and without Node', async () => {
    const world = await app.page().evaluate(() => ({
      node: 'process' in globalThis || 'require' in globalThis || 'module' in globalThis,
      bridge: Object.keys((globalThis as unknown as { sportello: object }).sportello).sort(),
    }));
    expect(world).toEqual({ node: false, bridge: ['call', 'connectCore', 'on'] });
    const preferences = await app.electron.evaluate(({ BrowserWindow, webContents }) =>
      webContents.getAllWebContents().map((contents) => {
        const window = BrowserWindow.fromWebContents(contents);
        return { devTools: contents.getType(), hasWindow: window !== null };
      }),
    );
    expect(preferences).toEqual([{ devTools: 'window', hasWindow: true }]);
  });

  test('serves a content policy with Trusted Types, and nothing outside its folder', async () => {
    const answers = await app.electron.evaluate(async ({ session }) => {
      const get = async (path: string): Promise<{ status: number; policy: string | null }> => {
        const response = await session.defaultSession.fetch(`app://sportello/${path}`);
        return { status: response.status, policy: response.headers.get('content-security-policy') };
      };
      return [await get('index.html'), await get('..%2f..%2fpackage.json'), await get('none.js')];
    });
    expect(answers.map((answer) => answer.status)).toEqual([200, 403, 404]);
    expect(answers[0]?.policy).toMatch(/default-src 'none'.*require-trusted-types-for 'script'/);
    expect(answers[0]?.policy).not.toMatch(/unsafe|https?:/);
  });

  test('what the policy refused is noticed: any other journey would fail by it when its window is closed', async () => {
    let noticed = '';
    await expect.poll(() => (noticed += app.refused().join('\n'))).toMatch(/Trusted|example\.org/);
  });
});

describe('the bridge', () => {
  const bad: [string, unknown][] = [
    ['no object', 'info'],
    ['null', null],
    ['a list', []],
    ['no name', { params: null }],
    ['an unknown name', { name: 'read-database', params: null }],
    ['a name that every object has', { name: 'constructor', params: null }],
    ['an extra field', { name: 'info', params: null, extra: 1 }],
    ['arguments where none belong', { name: 'info', params: 7 }],
    ['a wrong type', { name: 'change-settings', params: { theme: 7 } }],
    ['a value out of range', { name: 'change-settings', params: { textScale: 9_000 } }],
    [
      'a path for an id',
      { name: 'keep-place', params: { view: 'mine', groupId: '../x', conversationId: null, scrollTop: 0 } },
    ],
    ['a huge text', { name: 'change-settings', params: { hubUrl: 'x'.repeat(1_000_000) } }],
  ];
  test.each(bad)('refuses %s, and main lives on', async (_name, message) => {
    // Past the preload script, as a page that got hold of the raw channel would.
    const ended = await app.electron.evaluate(async ({ BrowserWindow, ipcMain }, sent) => {
      const [window] = BrowserWindow.getAllWindows();
      const handlers = (ipcMain as unknown as { _invokeHandlers: Map<string, (...args: unknown[]) => unknown> })
        ._invokeHandlers;
      try {
        await handlers.get('sportello:call')?.(
          { senderFrame: window?.webContents.mainFrame, sender: window?.webContents },
          sent,
        );
        return 'answered';
      } catch (error) {
        return String(error);
      }
    }, message);
    expect(ended).toMatch(/^Error: refused/);
    expect(ended).not.toContain('xxx');
    const info = await app.page().evaluate(() => (globalThis as never as Bridged).sportello.call('info', null));
    expect(info).toMatchObject({ platform: process.platform });
  });

  test('answers only the top frame of our own page', async () => {
    const ended = await app.electron.evaluate(async ({ ipcMain }) => {
      const handlers = (ipcMain as unknown as { _invokeHandlers: Map<string, (...args: unknown[]) => unknown> })
        ._invokeHandlers;
      const senders = [
        null,
        { url: 'https://example.org/', parent: null },
        { url: 'app://sportello/index.html', parent: {} },
        { url: 'app://sportello.example.org/', parent: null },
      ];
      return await Promise.all(
        senders.map(async (senderFrame) => {
          try {
            await handlers.get('sportello:call')?.({ senderFrame }, { name: 'info', params: null });
            return 'answered';
          } catch (error) {
            return String(error);
          }
        }),
      );
    });
    expect(ended).toEqual(Array(4).fill('Error: refused: unknown sender'));
  });
});

interface Bridged {
  sportello: { call(name: string, params: unknown): Promise<unknown> };
}

test('no foreign host is contacted in a whole session', async () => {
  await app.close();
  const log = readFileSync(netLog, 'utf8');
  const urls = [...log.matchAll(/"url":"(https?|wss?|ftp):[^"]*"/g)].map((found) => found[0]);
  expect(urls).toEqual([]);
});
