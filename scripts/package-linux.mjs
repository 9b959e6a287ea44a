// Builds tar.gz and rpm from the folder that became the deb, and with --verify installs and signs them as people elsewhere would.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { Arch, Platform } from 'electron-builder';
import { ensureElectron } from './ensure-electron.mjs';
import { packageClient } from './lib/client-package.mjs';
import { makeArchive } from './lib/packaging/archive.mjs';
import { ensureTools } from './lib/packaging/tools.mjs';
import { readOptions, refuse } from './lib/options.mjs';
import { inRoot, readJson } from './lib/project.mjs';
import { exitOnSignals } from './lib/run.mjs';
import { verifyLinux } from './lib/verify-linux.mjs';

const usage = `
npm run package:linux [-- --development-runtime] [--packed] [--verify]

Builds release/sportello_VERSION_x64.tar.gz and release/sportello_VERSION_x86_64.rpm (rpmbuild is in Debian's package rpm).
  --development-runtime   accepts an Electron that is never shipped, and names the packages after it
  --packed                from the folder that \`npm run package:deb\` has just packed, without packing anew
  --verify                as root on Debian or Ubuntu: looks into both, installs, upgrades and removes the rpm, and signs with a key that is thrown away`;

const { values } = readOptions({
  usage,
  options: { 'development-runtime': { type: 'boolean' }, packed: { type: 'boolean' }, verify: { type: 'boolean' } },
});
exitOnSignals();
const { isDevelopmentRuntime: isDevelopment, version: electron } = await ensureElectron();
if (isDevelopment && !values['development-runtime']) {
  refuse(`Electron ${electron} is never shipped. To try out the packaging with it, add --development-runtime.`);
}
const { name, version } = readJson(inRoot('package.json'));
const own = `${name}${isDevelopment ? '-development' : ''}_${version}`;
const folder = inRoot('release', 'linux-unpacked');
if (values.packed !== true || !existsSync(folder)) {
  await packageClient({ targets: Platform.LINUX.createTarget('dir', Arch.x64), isDevelopment });
}
const archive = await makeArchive({
  folder,
  target: inRoot('release', `${own}_x64.tar.gz`),
  top: `Sportello-${version}-x64`,
  level: isDevelopment ? 1 : 9,
});
console.log(`[linux] ${path.relative(process.cwd(), archive)}`);
const missing = await ensureTools({ rpmbuild: 'rpm', gpg: 'gnupg' });
if (missing !== null) {
  console.log(`[linux] left out  rpm: ${missing}`);
} else {
  const targets = Platform.LINUX.createTarget('rpm', Arch.x64);
  const [rpm] = await packageClient({ targets, isDevelopment, prepackaged: folder });
  console.log(`[linux] ${path.relative(process.cwd(), rpm)}`);
  if (values.verify) await verifyLinux({ archive, rpm, folder });
}
