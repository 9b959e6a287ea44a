// Builds the deb, and with --verify installs it, claims a conversation with it and removes it.
import { rmSync } from 'node:fs';
import path from 'node:path';
import { Arch, Platform } from 'electron-builder';
import { ensureElectron } from './ensure-electron.mjs';
import { packageClient } from './lib/client-package.mjs';
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
  const { name, version: own } = readJson(inRoot('package.json'));
  const deb = inRoot('release', `${name}${isDevelopment ? '-development' : ''}_${own}_amd64.deb`);
  rmSync(deb, { force: true });
  const [file] = await packageClient({ targets: Platform.LINUX.createTarget('deb', Arch.x64), isDevelopment });
  if (path.resolve(file) !== deb) throw new Error(`the packager made ${file} instead of ${deb}`);
  return deb;
}
