// Builds the deb, and with --verify installs it, claims a conversation with it and removes it.
import { rmSync } from 'node:fs';
import path from 'node:path';
import { build, Arch, Platform } from 'electron-builder';
import { buildClient } from './build.mjs';
import { ensureElectron } from './ensure-electron.mjs';
import { readOptions, refuse } from './lib/options.mjs';
import { inRoot, readJson } from './lib/project.mjs';
import { exitOnSignals } from './lib/run.mjs';
import { verifyDeb } from './lib/verify-deb.mjs';

const usage = `
npm run package:deb [-- --development-runtime] [--verify]

Builds release/sportello_VERSION_amd64.deb.
  --development-runtime   accepts an Electron that is never shipped, and names the package after it. Such a package
                          needs SPORTELLO_NODE at run time and is only for trying out the packaging.
  --verify                as root on Debian or Ubuntu: installs the package, starts it against a demonstration hub, claims a
                          conversation, asks the hub, and removes the package`;

/** A core under plain Node can't read inside the archive: what it needs lies beside. */
const developmentConfiguration = {
  asarUnpack: ['package.json', 'dist/core/**', 'node_modules/better-sqlite3/**'],
  deb: { compression: /** @type {const} */ ('gz'), artifactName: '${name}-development_${version}_${arch}.${ext}' },
};

const { values } = readOptions({
  usage,
  options: { 'development-runtime': { type: 'boolean' }, verify: { type: 'boolean' } },
});
exitOnSignals();
const { isDevelopmentRuntime, version } = await ensureElectron();
if (isDevelopmentRuntime && !values['development-runtime']) {
  refuse(`Electron ${version} is never shipped. To try out the packaging with it, add --development-runtime.`);
}
const deb = await packageDeb(isDevelopmentRuntime);
console.log(`[deb] ${path.relative(process.cwd(), deb)}`);
if (values.verify) await verifyDeb(deb);

/** @param {boolean} isDevelopment */
async function packageDeb(isDevelopment) {
  await buildClient({ ifStale: true });
  const { name, version: own } = readJson(inRoot('package.json'));
  const deb = inRoot('release', `${name}${isDevelopment ? '-development' : ''}_${own}_amd64.deb`);
  rmSync(deb, { force: true });
  process.env.CUSTOM_FPM_PATH ??= inRoot('scripts', 'fpm-shim.mjs');
  if (isDevelopment) process.env.SPORTELLO_DEVELOPMENT_RUNTIME = '1'; // for after-pack.cjs
  const [file] = await build({
    projectDir: inRoot(),
    targets: Platform.LINUX.createTarget('deb', Arch.x64),
    config: isDevelopment ? developmentConfiguration : {}, // laid over electron-builder.yml
    publish: 'never',
  });
  if (path.resolve(file) !== deb) throw new Error(`the packager made ${file} instead of ${deb}`);
  return deb;
}
