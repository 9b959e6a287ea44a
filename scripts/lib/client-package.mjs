// Packages the client with electron-builder, one target at a time; refuses what must never be shipped.
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { build } from 'electron-builder';
import { buildClient } from '../build.mjs';
import { notices } from './bill-of-materials.mjs';
import { addonOf, configurations } from './packaging/configurations.mjs';
import { inRoot } from './project.mjs';

/**
 * @param {{ targets: Map<any, any>, isDevelopment: boolean, config?: object, installation?: 'user' | 'machine', prepackaged?: string | undefined }} wanted `config`
 *   is laid over electron-builder.yml; `installation`: who may replace it; `prepackaged`: a folder that was packed before
 * @returns {Promise<string[]>} the files that were made
 */
export async function packageClient({ targets, isDevelopment, config = {}, installation = 'machine', prepackaged }) {
  await buildClient({ ifStale: true });
  const texts = inRoot('out', 'package', 'THIRD-PARTY-NOTICES.txt');
  mkdirSync(path.dirname(texts), { recursive: true });
  writeFileSync(texts, notices('client'));
  writeFileSync(inRoot('out', 'package', 'release.json'), JSON.stringify(release(installation)));
  process.env.CUSTOM_FPM_PATH ??= inRoot('scripts', 'fpm-shim.mjs');
  if (isDevelopment) process.env.SPORTELLO_DEVELOPMENT_RUNTIME = '1'; // for after-pack.cjs
  const [{ nodeName }] = targets.keys();
  return await build({
    projectDir: inRoot(),
    targets,
    config: { ...addonOf(nodeName), ...(isDevelopment ? configurations.development : {}), ...config },
    publish: 'never',
    ...(prepackaged === undefined ? {} : { prepackaged }),
  });
}

/** For shared/update/release.ts. @param {'user' | 'machine'} installation */
function release(installation) {
  const { SPORTELLO_UPDATE_URL: url, SPORTELLO_UPDATE_KEY: publicKey, SPORTELLO_UPDATE_CHANNEL: channel } = process.env;
  const hasMirror = url !== undefined && publicKey !== undefined;
  return {
    isSigned: process.env.CSC_LINK !== undefined || process.env.WIN_CSC_LINK !== undefined,
    installation,
    updates: hasMirror ? { url, channel: channel ?? 'stable', publicKey } : null,
  };
}
