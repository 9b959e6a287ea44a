// The last look at the folder that becomes a package. The packager loads CommonJS here.
const fs = require('node:fs');
const path = require('node:path');
const { listPackage } = require('@electron/asar');
const { writeSums } = require('./lib/packaging/sums.cjs');

// The first Electron whose Node can load the database addon; with an older one the core would need a Node of its own.
const oldestElectron = 35;
const expected = ['dist', 'node_modules', 'package.json', 'release.json'];

/** @param {{ appOutDir: string, electronPlatformName: string, packager: { getResourcesDir(folder: string): string, config: { electronVersion?: string } } }} context */
exports.default = async function afterPack({ appOutDir, electronPlatformName, packager }) {
  const resources = packager.getResourcesDir(appOutDir);
  const version = path.join(appOutDir, 'version');
  // Of a program for macOS only the bundle is copied; what it says is then the version that is installed here.
  refuseOldElectron(
    fs.existsSync(version) ? fs.readFileSync(version, 'utf8').trim() : String(packager.config.electronVersion),
  );
  refuseStrangers(listPackage(path.join(resources, 'app.asar')));
  for (const leftover of [path.join(resources, 'default_app.asar'), version, path.join(appOutDir, '.ok')]) {
    fs.rmSync(leftover, { force: true });
  }
  // Electron looks at the archive itself elsewhere, where signing would also change the files afterwards.
  if (electronPlatformName === 'linux') writeSums(resources);
};

/** @param {string} version */
function refuseOldElectron(version) {
  const major = Number(version.replace(/^v/, '').split('.')[0]);
  if (major >= oldestElectron || process.env.SPORTELLO_DEVELOPMENT_RUNTIME === '1') return;
  throw new Error(`Electron ${version} is never shipped: a package needs Electron ${oldestElectron} or later.`);
}

/** One wrong pattern in electron-builder.yml packs the whole folder, with everybody's test data. @param {string[]} files */
function refuseStrangers(files) {
  const strangers = files
    .map((file) => file.split(path.sep).filter(Boolean))
    .filter((parts) => !expected.includes(parts[0]) || /\.(map|tsx?|stamp)$/.test(parts.at(-1)))
    .map((parts) => parts.join('/'));
  if (strangers.length > 0) throw new Error(`The package would contain ${strangers.slice(0, 5).join(', ')} ...`);
}
