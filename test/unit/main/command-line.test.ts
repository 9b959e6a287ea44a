import { existsSync, mkdirSync, mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readOrder } from '../../../main/command-line.ts';
import { manageSettings } from '../../../main/managed-settings.ts';
import { firstUsable, proxyConfig } from '../../../main/proxy.ts';
import { purgeFolder } from '../../../main/purge.ts';
import { readAuthorities } from '../../../main/extra-authority.ts';
import { defaultSettings, type Settings } from '../../../shared/bridge/desktop.ts';

const plain = { language: null, hidden: false, safeMode: false, exitAfterReady: false };

describe('the command line', () => {
  test.each([
    [[], { kind: 'run', start: plain }],
    [['--no-sandbox', '.', '--log-level=3'], { kind: 'run', start: plain }],
    [['--lang=en', '--hidden'], { kind: 'run', start: { ...plain, language: 'en', hidden: true } }],
    [['--lang', 'it', '--lang', 'en'], { kind: 'run', start: { ...plain, language: 'en' } }],
    [['--safe-mode'], { kind: 'run', start: { ...plain, safeMode: true } }],
    [['--version', '--help'], { kind: 'version', start: plain }],
    [['--print-policy'], { kind: 'print-policy', start: plain }],
    [['--smoke-test'], { kind: 'smoke-test', output: null, start: plain }],
    [['--smoke-test', '--output', 'x.json'], { kind: 'smoke-test', output: 'x.json', start: plain }],
    [['--smoke-test', '--output'], { kind: 'wrong', option: '--output', start: plain }],
    [['--lang=de'], { kind: 'wrong', option: '--lang', start: plain }],
    [['--lang'], { kind: 'wrong', option: '--lang', start: plain }],
  ])('%j', (args, order) => {
    expect(readOrder(args)).toEqual(order);
  });
});

describe('settings in force', () => {
  const fileOf = (settings: Settings) => {
    const file = { problem: false, kept: settings, read: () => file.kept, change };
    function change(changed: Partial<Settings>): Settings {
      file.kept = { ...file.kept, ...changed };
      return file.kept;
    }
    return file;
  };
  const start = { policy: {}, language: null, safeMode: false };

  test('the organisation’s can’t be changed, the rest can', () => {
    const file = fileOf({ ...defaultSettings, hubUrl: 'wss://mio.example' });
    const settings = manageSettings(file, { ...start, policy: { HubUrl: 'wss://centro.example', Language: 'en' } });
    expect(settings.managed).toEqual(['hubUrl', 'language']);
    expect(settings.change({ hubUrl: 'wss://altro.example', language: 'it', textScale: 120 })).toMatchObject({
      hubUrl: 'wss://centro.example',
      language: 'en',
      textScale: 120,
    });
    // What the person had chosen is there again when the policy goes.
    expect(file.kept).toMatchObject({ hubUrl: 'wss://mio.example', language: 'it', textScale: 120 });
  });

  test('a language for this start is not kept, and gives way to a choice', () => {
    const file = fileOf(defaultSettings);
    const settings = manageSettings(file, { ...start, language: 'en' });
    expect(settings.read().language).toBe('en');
    expect(file.kept.language).toBe('it');
    expect(settings.change({ language: 'it' }).language).toBe('it');
  });

  test('safe mode starts from the delivered settings with the same hub, and writes nothing', () => {
    const file = fileOf({ ...defaultSettings, textScale: 200, hubUrl: 'wss://centro.example' });
    const settings = manageSettings(file, { ...start, safeMode: true });
    expect(settings.read()).toEqual({ ...defaultSettings, hubUrl: 'wss://centro.example' });
    expect(settings.change({ theme: 'dark' }).theme).toBe('dark');
    expect(file.kept).toMatchObject({ textScale: 200, theme: 'system' });
  });
});

describe('proxies', () => {
  test.each([
    ['DIRECT', null],
    ['PROXY proxy.example:3128', 'http://proxy.example:3128'],
    ['HTTPS proxy.example:443; DIRECT', 'https://proxy.example:443'],
    ['SOCKS5 socks.example:1080; PROXY b.example:1', 'http://b.example:1'],
    ['SOCKS socks.example:1080', null],
    ['', null],
  ])('%j leads to %j', (list, address) => {
    expect(firstUsable(list)).toBe(address);
  });

  test('Chromium is told what the policy wants', () => {
    expect(proxyConfig({})).toEqual({ mode: 'system' });
    expect(proxyConfig({ ProxyMode: 'direct' })).toEqual({ mode: 'direct' });
    expect(proxyConfig({ ProxyMode: 'fixed', ProxyUrl: 'http://p.example:1', ProxyBypass: '*.x' })).toEqual({
      mode: 'fixed_servers',
      proxyRules: 'http://p.example:1',
      proxyBypassRules: '*.x',
    });
    expect(proxyConfig({ ProxyMode: 'pac', ProxyPacUrl: 'http://p.example/p.pac' })).toEqual({
      mode: 'pac_script',
      pacScript: 'http://p.example/p.pac',
    });
  });
});

test('a purge leaves the folder empty but for the lock of the running program', () => {
  const folder = mkdtempSync(join(tmpdir(), 'sportello-purge-'));
  mkdirSync(join(folder, 'logs'));
  for (const name of ['keys.json', 'sportello.db', 'logs/core.log', 'SingletonLock']) {
    writeFileSync(join(folder, name), 'x');
  }
  expect(purgeFolder(folder, ['SingletonLock'])).toEqual({ ok: true, entries: 3 });
  expect(readdirSync(folder)).toEqual(['SingletonLock']);
  expect(purgeFolder(join(folder, 'none'), [])).toEqual({ ok: true, entries: 0 });
  expect(existsSync(folder)).toBe(true);
});

test('a private authority is read from PEM; anything else is refused', () => {
  const pem = 'test/fixtures/tls/authority.pem';
  expect(readAuthorities(pem)).toContain('BEGIN CERTIFICATE');
  expect(readAuthorities('test/fixtures/tls/hub.key')).toBeNull();
  expect(readAuthorities('test/fixtures/tls/none.pem')).toBeNull();
});
