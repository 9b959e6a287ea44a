// Makes all that this machine can: packages, checksums, bills of materials, notices, policy templates. Says what it left out, and why.
import { createHash } from 'node:crypto';
import { copyFileSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Arch, Platform } from 'electron-builder';
import { ensureElectron } from './ensure-electron.mjs';
import { cycloneDx, notices } from './lib/bill-of-materials.mjs';
import { packageClient } from './lib/client-package.mjs';
import { readOptions } from './lib/options.mjs';
import { makeArchive } from './lib/packaging/archive.mjs';
import { configurations } from './lib/packaging/configurations.mjs';
import { signer, signFile, signRpm } from './lib/packaging/sign.mjs';
import { has } from './lib/packaging/tools.mjs';
import { inRoot, readJson } from './lib/project.mjs';
import { exitOnSignals, mustRun } from './lib/run.mjs';

const usage = `
npm run dist [-- --development-runtime]

Fills release/ with every package that this machine can make, SHA256SUMS, bills of materials (CycloneDX), third-party
notices and the policy templates, and says in a line each what was left out and why. With SPORTELLO_GPG_KEY (whom gpg knows) it signs
the rpm and SHA256SUMS.
  --development-runtime   also packages the client with an Electron that is never shipped, under a name that says so`;

const release = inRoot('release');
const unpacked = path.join(release, 'linux-unpacked');
const trial = 'elsewhere `npm run package:trial` packs all but Electron';
const { version } = readJson(inRoot('package.json'));

/** @typedef {{ name: string, reason?: string | null, make?: () => Promise<string[]> }} Target */

const { values } = readOptions({ usage, options: { 'development-runtime': { type: 'boolean' } } });
exitOnSignals();
rmSync(release, { recursive: true, force: true });
mkdirSync(release, { recursive: true });
const electron = await ensureElectron();
const noElectron = electron.isDevelopmentRuntime
  ? `Electron ${electron.version} is never shipped, and the official one was not reachable`
  : null;
const { made, left } = await makeAll(await targetsHere());
writeDocuments();
const sums = writeChecksums();
if (signer !== undefined) await signFile(sums, signer);
console.log(
  `[dist] ${made.length} of ${made.length + left} targets; release/SHA256SUMS lists the ${listed()} files${signer === undefined ? ', and nobody signed it' : ' and is signed'}`,
);

/** @returns {Promise<Target[]>} */
async function targetsHere() {
  const isLinux = process.platform === 'linux';
  const linuxOnly = isLinux ? null : 'made on Linux';
  const client = linuxOnly ?? (values['development-runtime'] === true ? null : noElectron);
  const rpmbuild = (await has('rpmbuild')) ? null : "needs rpmbuild (Debian's package rpm)";
  const runtime = process.env.APPIMAGE_RUNTIME === undefined ? 'its runtime has to be downloaded' : null;
  return [
    { name: 'hub, deb', reason: linuxOnly, make: makeHub },
    { name: 'client, deb', reason: client, make: () => linux('deb') },
    { name: 'client, tar.gz', reason: client, make: archive },
    { name: 'client, rpm', reason: client ?? rpmbuild, make: rpm },
    { name: 'client, AppImage', reason: linuxOnly ?? noElectron ?? runtime, make: () => linux('AppImage') },
    ...windowsTargets(),
    {
      name: 'client, dmg, zip and pkg',
      reason: process.platform === 'darwin' ? noElectron : `made on macOS; ${trial}`,
      make: mac,
    },
  ];
}

/** @returns {Target[]} */
function windowsTargets() {
  const reason =
    process.platform === 'win32' ? noElectron : `made on Windows, where Electron for it and NSIS can be had; ${trial}`;
  const windows = (
    /** @type {string} */ target,
    /** @type {object} */ config,
    /** @type {'user' | 'machine'} */ installation = 'machine',
  ) =>
    packageClient({
      targets: Platform.WINDOWS.createTarget(target, Arch.x64),
      isDevelopment: false,
      config,
      installation,
    });
  return [
    {
      name: 'client, NSIS per user',
      reason,
      make: () => windows('nsis', configurations.nsisPerUser, 'user'),
    },
    {
      name: 'client, NSIS per machine',
      reason,
      make: () => windows('nsis', configurations.nsisPerMachine),
    },
    { name: 'client, MSI', reason, make: () => windows('msi', configurations.msi) },
  ];
}

/** @param {string} target @param {string} [prepackaged] */
function linux(target, prepackaged) {
  return packageClient({
    targets: Platform.LINUX.createTarget(target, Arch.x64),
    isDevelopment: electron.isDevelopmentRuntime,
    installation: target === 'AppImage' ? 'user' : 'machine',
    prepackaged,
  });
}

/** Of the folder that the deb was made of, like the rpm. */
async function archive() {
  const kind = electron.isDevelopmentRuntime ? '-development' : '';
  const target = path.join(release, `sportello${kind}_${version}_x64.tar.gz`);
  const level = electron.isDevelopmentRuntime ? 1 : 9;
  return [await makeArchive({ folder: unpacked, target, top: `Sportello-${version}-x64`, level })];
}

async function rpm() {
  const files = await linux('rpm', unpacked);
  if (signer !== undefined) for (const file of files) await signRpm(file, signer);
  return files;
}

function mac() {
  return packageClient({
    // Each its own: the database's addon is another one for each.
    targets: Platform.MAC.createTarget(['dmg', 'zip', 'pkg'], Arch.x64, Arch.arm64),
    isDevelopment: false,
    config: process.env.APPLE_API_KEY === undefined ? {} : configurations.macNotarized,
  });
}

async function makeHub() {
  await mustRun(process.execPath, [inRoot('scripts', 'package-hub.mjs')]);
  return [path.join(release, `sportello-hub_${version}_amd64.deb`)];
}

/** @param {Target[]} targets */
async function makeAll(targets) {
  const made = [];
  let left = 0;
  for (const { name, reason, make } of targets) {
    if (reason != null || make === undefined) {
      left += 1;
      console.log(`[dist] left out  ${name}: ${reason}`);
      continue;
    }
    const files = await make();
    made.push(name);
    for (const file of files) console.log(`[dist] made      ${name}: ${path.basename(file)}`);
  }
  for (const rest of readdirSync(release, { withFileTypes: true })) {
    // The packager's own working folders and notes.
    if (rest.isDirectory() || /^builder-|\.blockmap$/.test(rest.name)) {
      rmSync(path.join(release, rest.name), { recursive: true, force: true });
    }
  }
  return { made, left };
}

function writeDocuments() {
  for (const product of /** @type {const} */ (['client', 'hub'])) {
    writeFileSync(path.join(release, `sportello-${product}-${version}.cdx.json`), cycloneDx(product, version));
    writeFileSync(path.join(release, `sportello-${product}-${version}-notices.txt`), notices(product));
  }
  for (const [from, to] of [
    ['sportello.admx', 'sportello.admx'],
    ['it-IT/sportello.adml', 'sportello.it-IT.adml'],
    ['en-US/sportello.adml', 'sportello.en-US.adml'],
    ['policy.schema.json', 'policy.schema.json'],
  ])
    copyFileSync(inRoot('build', 'policy', from), path.join(release, to));
}

const listed = () => readdirSync(release).filter((file) => !file.startsWith('SHA256SUMS')).length;

/** Written beside and renamed, so that a list is whole or not there. */
function writeChecksums() {
  const lines = readdirSync(release)
    .toSorted()
    .map(
      (file) =>
        `${createHash('sha256')
          .update(readFileSync(path.join(release, file)))
          .digest('hex')}  ${file}\n`,
    );
  const target = path.join(release, 'SHA256SUMS');
  writeFileSync(`${target}.new`, lines.join(''));
  renameSync(`${target}.new`, target);
  return target;
}
