// Where Electron comes from, tried against a mirror on this machine: no outside host is contacted.
import { spawn } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

const root = path.resolve(import.meta.dirname, '../../..');
const isLinux = process.platform === 'linux' && process.arch === 'x64';

let project: string;
let mirror: Server | undefined;

beforeEach(() => {
  project = mkdtempSync(path.join(tmpdir(), 'sportello-electron-'));
  cpSync(path.join(root, 'scripts'), path.join(project, 'scripts'), { recursive: true });
  mkdirSync(path.join(project, 'node_modules', 'electron'), { recursive: true });
  for (const name of readdirSync(path.join(root, 'node_modules')).filter((each) => each !== 'electron')) {
    symlinkSync(path.join(root, 'node_modules', name), path.join(project, 'node_modules', name));
  }
  for (const file of ['package.json', 'install.js', 'checksums.json']) {
    cpSync(path.join(root, 'node_modules', 'electron', file), path.join(project, 'node_modules', 'electron', file));
  }
  // A development runtime that is already in the cache, as far as the script can tell.
  mkdirSync(path.join(project, 'cache', 'electron-33.2.1-r1'), { recursive: true });
  writeFileSync(path.join(project, 'cache', 'electron-33.2.1-r1', '.ok'), 'ok');
});

afterEach(() => {
  mirror?.close();
  mirror = undefined;
  rmSync(project, { recursive: true });
});

function ensureElectron(source: string, mirrorUrl: string): Promise<{ code: number | null; output: string }> {
  return new Promise((resolve) => {
    const env = {
      PATH: process.env['PATH'],
      HOME: project,
      XDG_CACHE_HOME: path.join(project, 'cache-of-others'),
      SPORTELLO_CACHE: path.join(project, 'cache'),
      SPORTELLO_ELECTRON: source,
      ELECTRON_MIRROR: mirrorUrl,
    };
    const child = spawn(process.execPath, ['scripts/ensure-electron.mjs'], { cwd: project, env });
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text: string) => (output += text));
    child.once('close', (code) => resolve({ code, output }));
  });
}

async function startMirror(): Promise<string> {
  mirror = createServer((_request, response) => response.end('not an archive')).listen(0, '127.0.0.1');
  await new Promise((resolve) => mirror?.once('listening', resolve));
  return `http://127.0.0.1:${(mirror.address() as AddressInfo).port}/`;
}

/** Nothing listens there: a port that was free a moment ago. */
async function deadMirror(): Promise<string> {
  const url = await startMirror();
  await new Promise((resolve) => mirror?.close(resolve));
  return url;
}

const dist = () => path.join(project, 'node_modules', 'electron', 'dist');

describe.runIf(isLinux)('ensure-electron', () => {
  test('auto falls back to the development runtime, says so, and remembers why', async () => {
    const url = await deadMirror();
    const first = await ensureElectron('auto', url);
    expect(first).toMatchObject({ code: 0, output: expect.stringContaining('development runtime') as string });
    expect(readlinkSync(dist())).toBe(path.join(project, 'cache', 'electron-33.2.1-r1'));
    const second = await ensureElectron('auto', url);
    expect(second).toMatchObject({ code: 0, output: expect.stringContaining('minutes ago') as string });
  });

  test('official does not fall back, and tries again in spite of what is remembered', async () => {
    const url = await deadMirror();
    await ensureElectron('auto', url);
    const result = await ensureElectron('official', url);
    expect(result).toMatchObject({ code: 1, output: expect.stringContaining('does not answer') as string });
  });

  test('a wrong checksum is an error, never a reason to fall back', async () => {
    const url = await startMirror();
    for (const attempt of [1, 2]) {
      const { code, output } = await ensureElectron('auto', url);
      expect({ attempt, code, output }).toMatchObject({
        code: 1,
        output: expect.stringContaining('checksum') as string,
      });
    }
    expect(existsSync(dist())).toBe(false);
  });

  test('an unknown source is an error', async () => {
    const result = await ensureElectron('somewhere', await deadMirror());
    expect(result).toMatchObject({ code: 1, output: expect.stringContaining('SPORTELLO_ELECTRON') as string });
  });
});
