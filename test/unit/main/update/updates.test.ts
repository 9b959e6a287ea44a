import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Updates } from '../../../../main/update/updates.ts';
import { planUpdates, type Release } from '../../../../shared/update/release.ts';

const key = generateKeyPairSync('ed25519');
const publicKey = key.publicKey.export({ format: 'der', type: 'spki' }).toString('base64');
const release: Release = {
  isSigned: true,
  installation: 'user',
  updates: { url: 'https://updates.example.org/', channel: 'stable', publicKey },
};
const artefact = Buffer.from('a newer program');
const text = JSON.stringify({
  product: 'org.sportello.app',
  channel: 'stable',
  version: '1.5.0',
  file: 'Sportello-1.5.0.AppImage',
  size: artefact.length,
  sha512: createHash('sha512').update(artefact).digest('base64'),
});

describe('[UP4] whether the program looks for newer ones', () => {
  test('installed for one account, with a mirror from its build or from the policy', () => {
    expect(planUpdates(release, {})).toEqual({
      mode: 'notify',
      url: 'https://updates.example.org/',
      channel: 'stable',
      publicKey,
    });
    expect(planUpdates(release, { UpdateUrl: 'https://centro.example.org/agg', UpdateChannel: 'beta' })).toEqual({
      ...{ mode: 'notify', url: 'https://centro.example.org/agg', channel: 'beta', publicKey },
    });
  });

  test.each([
    ['a development tree', planUpdates(null, {}), 'development'],
    [
      'the whole machine, whatever the policy says',
      planUpdates({ ...release, installation: 'machine' }, { UpdateMode: 'notify' }),
      'machine',
    ],
    ['the policy', planUpdates(release, { UpdateMode: 'off' }), 'policy'],
    [
      'no mirror and no key',
      planUpdates({ ...release, updates: null }, { UpdateUrl: 'https://centro.example.org' }),
      'not-configured',
    ],
    ['a mirror without encryption', planUpdates(release, { UpdateUrl: 'http://centro.example.org' }), 'not-encrypted'],
  ] as const)('off: %s', (_what, plan, why) => {
    expect(plan).toEqual({ mode: 'off', why });
  });
});

describe('[UP3] a newer version', () => {
  let folder: string;
  let waiting: number;
  let did: string[];
  let updates: Updates;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'sportello-updates-'));
    waiting = 0;
    did = [];
    updates = new Updates({
      plan: planUpdates(release, {}),
      product: 'org.sportello.app',
      version: '1.4.0',
      platform: 'linux',
      userData: folder,
      fetch: (url) => {
        did.push(url.slice(url.lastIndexOf('/') + 1));
        const signature = sign(null, Buffer.from(text), key.privateKey).toString('base64');
        const body = url.endsWith('.sig') ? signature : url.endsWith('.json') ? text : artefact;
        return Promise.resolve(new Response(body));
      },
      log: ({ event, ...rest }) => void did.push([event, ...Object.values(rest)].join(' ')),
      waiting: () => waiting,
      install: (_metadata, file) => {
        did.push(existsSync(file) ? 'install' : 'no file');
        return Promise.resolve(true);
      },
      quit: () => void did.push('quit'),
    });
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  test('is offered, and nothing else happens before the person says so', async () => {
    expect(await updates.look()).toEqual({ off: null, offered: '1.5.0', refusal: null, hasLooked: true });
    expect(did).toEqual(['update-stable-linux.json', 'update-stable-linux.json.sig', 'update looked']);
  });

  test('is brought and installed, and the program ends, when the person says so', async () => {
    await updates.look();
    did = [];
    expect(await updates.install(0)).toMatchObject({ refusal: null });
    expect(did).toEqual(['Sportello-1.5.0.AppImage', 'install', 'update installed', 'quit']);
  });

  test('is not even downloaded while something of this person or of another one here has not left', async () => {
    await updates.look();
    did = [];
    expect(await updates.install(1)).toMatchObject({ refusal: 'unsent', offered: '1.5.0' });
    waiting = 2;
    expect(await updates.install(0)).toMatchObject({ refusal: 'unsent' });
    expect(did).toEqual(['update installed unsent', 'update installed unsent']);
  });

  test('cannot be installed that nobody offered', async () => {
    expect(await updates.install(0)).toMatchObject({ offered: null });
    expect(did).toEqual([]);
  });
});
