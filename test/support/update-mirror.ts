import { execFile } from 'node:child_process';
import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const fixtures = 'test/fixtures/tls';

/** A folder that a web server gives out by https, as an association has one for its PCs; signed by `npm run sign:update` itself. */
export interface UpdateMirror {
  readonly url: string;
  /** Names that were asked for, in order. */
  readonly asked: string[];
  publish(version: string, content: string, key: string): Promise<void>;
  close(): Promise<void>;
}

export interface SigningKey {
  /** PEM, for `sign:update`. */
  readonly file: string;
  /** SPKI, base64, for the build. */
  readonly publicKey: string;
}

export function makeSigningKey(file: string): SigningKey {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  writeFileSync(file, privateKey.export({ format: 'pem', type: 'pkcs8' }), { mode: 0o600 });
  return { file, publicKey: spki(publicKey) };
}

const spki = (key: KeyObject): string => key.export({ format: 'der', type: 'spki' }).toString('base64');

export async function openUpdateMirror(folder: string): Promise<UpdateMirror> {
  const files = join(folder, 'mirror');
  const asked: string[] = [];
  const server = createServer(
    { key: readFileSync(`${fixtures}/hub.key`), cert: readFileSync(`${fixtures}/hub.pem`) },
    (request, response) => {
      const name = basename(request.url ?? '');
      asked.push(name);
      const file = join(files, name);
      response.writeHead(existsSync(file) ? 200 : 404);
      response.end(existsSync(file) ? readFileSync(file) : '');
    },
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `https://localhost:${(server.address() as AddressInfo).port}/updates/`,
    asked,
    async publish(version, content, key) {
      rmSync(files, { recursive: true, force: true });
      mkdirSync(files);
      const made = join(folder, `Sportello-${version}.AppImage`);
      writeFileSync(made, content);
      await run(process.execPath, [
        'scripts/sign-update.mjs',
        '--key',
        key,
        '--version',
        version,
        '--out',
        files,
        made,
      ]);
    },
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
