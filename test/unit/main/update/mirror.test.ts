import { createHash, generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { fetchUpdate } from '../../../../main/update/fetch-update.ts';
import { findUpdate, type Mirror } from '../../../../main/update/find-update.ts';
import { compareVersions } from '../../../../shared/update/compare-versions.ts';

/** A real mirror on this machine, with files that its keeper signed, and with others. */
const installed = { product: 'org.sportello.app', version: '1.4.0', channel: 'stable' };
const artefact = Buffer.from('an AppImage, or so it says '.repeat(5_000));
const keeper = generateKeyPairSync('ed25519');
const stranger = generateKeyPairSync('ed25519');

let server: Server;
let mirror: Mirror;
let folder: string;
let files: Map<string, { readonly body: Buffer; readonly status?: number; readonly headers?: Record<string, string> }>;

beforeEach(async () => {
  files = new Map();
  folder = mkdtempSync(join(tmpdir(), 'sportello-update-'));
  server = createServer((request, response) => {
    const found = files.get((request.url ?? '').slice('/updates/'.length));
    response.writeHead(found?.status ?? (found === undefined ? 404 : 200), found?.headers);
    const breaksOff = Number(found?.headers?.['content-length'] ?? 0) > (found?.body.length ?? 0);
    if (breaksOff) response.write(found?.body, () => response.destroy());
    else response.end(found?.body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  mirror = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/updates/`,
    publicKey: keeper.publicKey.export({ format: 'der', type: 'spki' }).toString('base64'),
    platform: 'linux',
    fetch: (url, init) => fetch(url, init),
  };
});

afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  rmSync(folder, { recursive: true });
});

const metadata = (change: object = {}): object => ({
  product: installed.product,
  channel: 'stable',
  version: '1.5.0',
  file: 'Sportello-1.5.0.AppImage',
  size: artefact.length,
  sha512: createHash('sha512').update(artefact).digest('base64'),
  ...change,
});

/** As `npm run sign:update` writes it. */
function publish(content: object | string, { key = keeper.privateKey }: { key?: KeyObject } = {}): void {
  const body = Buffer.from(typeof content === 'string' ? content : JSON.stringify(content));
  files.set('update-stable-linux.json', { body });
  files.set('update-stable-linux.json.sig', { body: Buffer.from(sign(null, body, key).toString('base64')) });
  files.set('Sportello-1.5.0.AppImage', { body: artefact });
}

const found = () => findUpdate(mirror, installed);
async function brought(): Promise<unknown> {
  const judged = await found();
  if (!judged.ok || judged.value === null) throw new Error('nothing was offered');
  return await fetchUpdate(mirror, judged.value, folder);
}

describe('[UP1] what the mirror says', () => {
  test('is taken when it is signed, ours and newer', async () => {
    publish(metadata());
    expect(await found()).toMatchObject({ ok: true, value: { version: '1.5.0' } });
  });

  test('is nothing new when it is what is installed', async () => {
    publish(metadata({ version: '1.4.0' }));
    expect(await found()).toEqual({ ok: true, value: null });
  });

  const bad: [string, object | string, string][] = [
    ['an older version', metadata({ version: '1.3.9' }), 'older-version'],
    ['a version before the release of this one', metadata({ version: '1.4.0-beta.3' }), 'older-version'],
    ['another channel', metadata({ channel: 'beta' }), 'foreign-channel'],
    ['another product', metadata({ product: 'org.example.other' }), 'foreign-product'],
    ['a file elsewhere', metadata({ file: 'https://example.org/Sportello.AppImage' }), 'foreign-place'],
    ['a file above the folder', metadata({ file: '../Sportello.AppImage' }), 'foreign-place'],
    ['a file without end', metadata({ size: 9_000_000_000 }), 'too-large'],
    ['a field that we do not know', metadata({ script: 'rm' }), 'bad-metadata'],
    ['no version', metadata({ version: 'latest' }), 'bad-metadata'],
    ['no JSON', 'version: 1.5.0', 'bad-metadata'],
  ];
  test.each(bad)('is refused with %s, although it is signed', async (_what, content, refusal) => {
    publish(content);
    expect(await found()).toEqual({ ok: false, refusal });
  });

  test('is refused when a stranger signed it, when it was changed afterwards, and without a signature', async () => {
    publish(metadata(), { key: stranger.privateKey });
    expect(await found()).toEqual({ ok: false, refusal: 'bad-signature' });
    publish(metadata());
    files.set('update-stable-linux.json', { body: Buffer.from(JSON.stringify(metadata({ version: '9.9.9' }))) });
    expect(await found()).toEqual({ ok: false, refusal: 'bad-signature' });
    files.set('update-stable-linux.json.sig', { body: Buffer.from('no signature') });
    expect(await found()).toEqual({ ok: false, refusal: 'bad-signature' });
    files.delete('update-stable-linux.json.sig');
    expect(await found()).toEqual({ ok: false, refusal: 'mirror-unreachable' });
  });

  test('is not fetched from where a redirection leads, and not without a mirror', async () => {
    publish(metadata());
    const elsewhere = `${mirror.url}elsewhere`;
    files.set('elsewhere', { body: Buffer.from(JSON.stringify(metadata())) });
    files.set('update-stable-linux.json', { status: 302, headers: { location: elsewhere }, body: Buffer.alloc(0) });
    expect(await found()).toEqual({ ok: false, refusal: 'mirror-unreachable' });
    server.closeAllConnections();
    expect(await findUpdate({ ...mirror, url: 'http://127.0.0.1:9/' }, installed)).toEqual({
      ok: false,
      refusal: 'mirror-unreachable',
    });
  });
});

describe('[UP2] the file', () => {
  test('is kept when size and digest are what was signed', async () => {
    publish(metadata());
    expect(await brought()).toEqual({ ok: true, value: join(folder, 'Sportello-1.5.0.AppImage') });
    expect(readFileSync(join(folder, 'Sportello-1.5.0.AppImage')).equals(artefact)).toBe(true);
  });

  const bad: [string, { body: Buffer; status?: number; headers?: Record<string, string> } | null, string][] = [
    ['that is another one of the same size', { body: Buffer.alloc(artefact.length, 7) }, 'bad-digest'],
    ['that ends too early', { body: artefact.subarray(0, 9_000) }, 'truncated'],
    [
      'that breaks off',
      { body: artefact.subarray(0, 9_000), headers: { 'content-length': `${artefact.length}` } },
      'truncated',
    ],
    ['that goes on', { body: Buffer.concat([artefact, Buffer.alloc(500_000)]) }, 'too-large'],
    ['that is not there', null, 'mirror-unreachable'],
    [
      'that is elsewhere',
      { body: Buffer.alloc(0), status: 302, headers: { location: '/updates/other' } },
      'mirror-unreachable',
    ],
  ];
  test.each(bad)('%s is refused, and nothing of it is left', async (_what, file, refusal) => {
    publish(metadata());
    files.set('other', { body: artefact });
    if (file === null) files.delete('Sportello-1.5.0.AppImage');
    else files.set('Sportello-1.5.0.AppImage', file);
    expect(await brought()).toEqual({ ok: false, refusal });
    expect(readdirSync(folder)).toEqual([]);
  });
});

test('[UP1] versions are ordered as Semantic Versioning says', () => {
  const ordered = [
    '1.0.0-alpha',
    '1.0.0-alpha.1',
    '1.0.0-alpha.beta',
    '1.0.0-beta',
    '1.0.0-beta.2',
    '1.0.0-beta.11',
    '1.0.0-rc.1',
    '1.0.0',
    '1.0.1',
    '1.2.0',
    '1.10.0',
    '2.0.0',
  ];
  expect([...ordered].reverse().toSorted(compareVersions)).toEqual(ordered);
});
