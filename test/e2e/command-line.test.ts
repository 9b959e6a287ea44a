import { spawn } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { launchApp, type App } from '../support/app.ts';

/** What packagers ask of the program in a terminal, and what an organisation fixes on its PCs. */
const folder = mkdtempSync(join(tmpdir(), 'sportello-terminal-'));
const electron = createRequire(import.meta.url)('electron') as unknown as string;
let app: App | undefined;

afterEach(async () => {
  await app?.close();
  app = undefined;
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Ended {
  readonly code: number | null;
  readonly output: string;
  readonly errors: string;
}

function run(args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Ended> {
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const child = spawn(electron, [...sandbox, '.', '--log-level=3', ...args], {
    env: { ...process.env, SPORTELLO_NODE: process.execPath, SPORTELLO_USER_DATA: join(folder, 'terminal'), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  let errors = '';
  child.stdout.on('data', (text: Buffer) => (output += text.toString()));
  child.stderr.on('data', (text: Buffer) => (errors += text.toString()));
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, output, errors })));
}

function policyFolder(policy: Readonly<Record<string, unknown>>): string {
  const made = mkdtempSync(join(folder, 'policy-'));
  chmodSync(made, 0o755);
  writeFileSync(join(made, 'policy.json'), JSON.stringify(policy), { mode: 0o644 });
  return made;
}

describe('in a terminal', () => {
  test('says its version, and its options in both languages', async () => {
    const version = await run(['--version']);
    const own = (JSON.parse(readFileSync('package.json', 'utf8')) as { version: string }).version;
    expect(version).toMatchObject({ code: 0, output: `Sportello ${own}\n` });
    expect((await run(['--help', '--lang=it'])).output).toMatch(/^Uso: sportello/);
    expect((await run(['--help', '--lang=en'])).output).toMatch(/^Usage: sportello/);
  });

  test('a wrong option ends with 64 and says which', async () => {
    const { code, errors } = await run(['--lang=de'], { LANG: 'it_IT.UTF-8', LC_ALL: '', LC_MESSAGES: '' });
    expect(code).toBe(64);
    expect(errors).toContain('--lang');
  });

  test('says where things lie', async () => {
    const { output } = await run(['--print-paths']);
    expect(JSON.parse(output)).toMatchObject({
      data: join(folder, 'terminal'),
      database: join(folder, 'terminal', 'sportello.db'),
      policy: '/etc/sportello',
    });
  });

  test('says which policy is in force, who set it, and what is not obeyed', async () => {
    const SPORTELLO_POLICY_DIR = policyFolder({ HubUrl: 'wss://centro.example', Colour: 'red' });
    const { output, code } = await run(['--print-policy', '--lang=en'], { SPORTELLO_POLICY_DIR });
    expect(code).toBe(0);
    expect(JSON.parse(output)).toEqual({
      values: { HubUrl: { value: 'wss://centro.example', origin: 'machine' } },
      problems: [{ origin: 'machine', key: 'Colour', reason: 'unknown-key', text: 'unknown policy, ignored' }],
    });
  });

  test('tries itself out, without a trace', async () => {
    const output = join(folder, 'smoke.json');
    // A place of its own: other trials on this machine are none of ours.
    const TMPDIR = mkdtempSync(join(folder, 'tmp-'));
    const ended = await run(['--smoke-test', '--output', output], { TMPDIR });
    expect(JSON.parse(ended.output)).toMatchObject({
      ok: true,
      checks: { database: true, interface: true, isolation: true, contentPolicy: true, noForeignRequest: true },
    });
    expect(readFileSync(output, 'utf8')).toBe(ended.output);
    expect(ended.code).toBe(0);
    // Chromium's own processes may write a last file into a folder that was removed; nothing of ours is in it.
    const left = readdirSync(TMPDIR).filter((name) => name.startsWith('sportello-smoke-'));
    const files = left.flatMap((name) => readdirSync(join(TMPDIR, name)));
    expect(files.filter((name) => /key|secret|sportello|settings|logs/.test(name))).toEqual([]);
  });

  test('a database that does not open fails the trial', async () => {
    const ended = await run(['--smoke-test'], { SPORTELLO_NODE: '/bin/false' });
    expect(ended.code).toBe(1);
    expect(JSON.parse(ended.output)).toMatchObject({ ok: false });
  });

  test('deletes what it keeps, and not while it is open', async () => {
    const userData = join(folder, 'purged');
    mkdirSync(userData);
    app = await launchApp({ userData });
    expect(await app.page().evaluate(() => navigator.language)).toBe('it');
    const env = { SPORTELLO_USER_DATA: userData };
    expect((await run(['--purge-local-data', '--lang=it'], env)).errors).toContain('Sportello è aperto');
    expect(existsSync(join(userData, 'secret.json'))).toBe(true);
    await app.close();
    app = undefined;
    const purged = await run(['--purge-local-data', '--lang=it'], env);
    expect(purged).toMatchObject({ code: 0 });
    expect(purged.output).toMatch(/^Cancellato da .*purged/);
    expect(readdirSync(userData).filter((name) => /key|secret|sportello|settings|logs/.test(name))).toEqual([]);
  });
});

describe('for one start', () => {
  test('no window until a second start, another language, settings as delivered; nothing is changed on the disk', async () => {
    const userData = join(folder, 'one-start');
    mkdirSync(userData);
    const settings = JSON.stringify({ language: 'it', theme: 'dark', textScale: 150, undoSendSeconds: 0 });
    writeFileSync(join(userData, 'settings.json'), settings);
    app = await launchApp({ userData, args: ['--hidden', '--lang=en', '--safe-mode'] });
    const isVisible = () =>
      app!.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().map((window) => window.isVisible()));
    await app
      .page()
      .getByRole('heading', { name: /Activate/ })
      .waitFor();
    expect(await isVisible()).toEqual([false]);
    const state = await app.electron.evaluate(({ app: program, nativeTheme }) => ({
      theme: nativeTheme.themeSource,
      compositing: program.getGPUFeatureStatus().gpu_compositing,
    }));
    expect(state).toEqual({ theme: 'system', compositing: 'disabled_software' });
    // A second start only asks the first one to show itself.
    expect(await run([], { SPORTELLO_USER_DATA: userData })).toMatchObject({ code: 0 });
    await expect.poll(isVisible, { timeout: 15_000 }).toEqual([true]);
    expect(await app.page().evaluate(() => document.documentElement.lang)).toBe('en');
    expect(JSON.parse(readFileSync(join(userData, 'settings.json'), 'utf8'))).toMatchObject(
      JSON.parse(settings) as object,
    );
    expect(app.problems()).toEqual([]);
  });
});

describe('an organisation’s policy', () => {
  test('fixes the hub and the language, marked and not to be changed', async () => {
    const SPORTELLO_POLICY_DIR = policyFolder({ HubUrl: 'wss://centro.example', Language: 'en', Theme: 'dark' });
    app = await launchApp({
      userData: join(folder, 'managed'),
      hubUrl: 'ws://127.0.0.1:9',
      env: { SPORTELLO_POLICY_DIR },
    });
    const page = app.page();
    const hub = page.getByRole('textbox', { name: /hub/i });
    await hub.waitFor();
    expect(await hub.inputValue()).toMatch(/^wss:\/\/centro\.example/);
    expect(await hub.getAttribute('readonly')).not.toBeNull();
    await page.getByText('Fixed by your organisation.').waitFor();
    await app.picture('policy-sign-in');
    const axe = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
    expect(axe.violations.map(({ id }) => id)).toEqual([]);
    const info = await page.evaluate(async () => {
      const { sportello } = globalThis as unknown as {
        sportello: { call(name: string, params: unknown): Promise<unknown> };
      };
      return [await sportello.call('info', null), await sportello.call('change-settings', { language: 'it' })];
    });
    expect(info).toMatchObject([{ managed: ['hubUrl', 'language'], policyProblem: true }, { language: 'en' }]);
    // Dates and hours in the fields of the browser, too.
    expect(await page.evaluate(() => navigator.language)).toBe('en-GB');
    expect(app.problems()).toEqual([]);
  });
});
