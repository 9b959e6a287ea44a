// The shared libraries and tools that Electron needs on Linux. What is missing is named with the command that installs it;
// on Debian and Ubuntu the command is run when we are root.
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { hasDisplay } from './display.mjs';
import { isRoot } from './project.mjs';
import { run } from './run.mjs';

/** Everything else comes with these four; found on a bare Debian 12. */
const libraryPackages = ['libgtk-3-0', 'libnss3', 'libgbm1', 'libasound2'];

const say = (/** @type {string} */ message) => console.log(`[system] ${message}`);

/** Programs that our scripts start. @param {{ display?: boolean }} [options] display: windows will be opened */
export async function ensureTools({ display = true } = {}) {
  if (process.platform !== 'linux') return;
  const wanted = [{ tool: 'unzip', package: 'unzip' }];
  if (display && !hasDisplay()) wanted.push({ tool: 'Xvfb', package: 'xvfb' });
  const missing = wanted.filter(({ tool }) => !isOnPath(tool));
  if (missing.length === 0) return;
  say(`missing: ${missing.map(({ tool }) => tool).join(', ')}`);
  const packages = missing.map((each) => each.package);
  // Somebody who has to ask for a password gets one command for everything.
  await install(isRoot ? packages : [...packages, ...libraryPackages]);
}

/** A browser for the tests of the public's pages, where Electron's own Chromium is not enough. */
export async function ensureBrowser() {
  if (process.platform !== 'linux' || isOnPath('chromium')) return;
  say('missing: chromium');
  await install(['chromium']);
}

/** Debian's Dovecot. Nothing is left running: the tests start their own. */
export async function ensureImapServer() {
  if (process.platform !== 'linux' || existsSync('/usr/sbin/dovecot')) return;
  await install(['dovecot-imapd']);
}

/** Shared libraries, asked of the binary itself. @param {string} binary */
export async function ensureLibraries(binary) {
  if (process.platform !== 'linux') return;
  const missing = await missingLibraries(binary);
  if (missing.length === 0) return;
  say(`Electron needs shared libraries that this machine does not have: ${missing.join(', ')}`);
  await install(libraryPackages);
  const still = await missingLibraries(binary);
  if (still.length > 0) throw new Error(`still missing after the installation: ${still.join(', ')}`);
}

/** @param {string} binary */
async function missingLibraries(binary) {
  const { stdout } = await run('ldd', [binary], { env: { LC_ALL: 'C' } });
  return [...stdout.matchAll(/^\s*(\S+) => not found/gm)].map((match) => match[1]);
}

/** @param {string[]} packages */
async function install(packages) {
  const isDebian = existsSync('/etc/debian_version') && isOnPath('apt-get');
  if (!isDebian)
    throw new Error(`please install them with your system's package manager (on Debian: ${packages.join(' ')})`);
  if (isRoot) await apt(['update']);
  const args = ['install', '-y', '--no-install-recommends', ...(await namesHere(packages))];
  if (!isRoot) throw new Error(`please run:  sudo apt-get update && sudo apt-get ${args.join(' ')}`);
  say(`installing: apt-get ${args.join(' ')}`);
  await apt(args);
}

/** Newer releases renamed two of them (libasound2 became libasound2t64). @param {string[]} packages */
async function namesHere(packages) {
  const { stdout } = await run('apt-cache', ['pkgnames', 'libasound2t64']);
  const isRenamed = stdout.includes('libasound2t64');
  return packages.map((name) => (isRenamed && ['libgtk-3-0', 'libasound2'].includes(name) ? `${name}t64` : name));
}

/** @param {string[]} args */
async function apt(args) {
  const { code, output } = await run('apt-get', args, { env: { DEBIAN_FRONTEND: 'noninteractive' } });
  if (code !== 0) throw new Error(`apt-get ${args.join(' ')} failed:\n${output.trim().slice(-1500)}`);
}

/** @param {string} tool */
const isOnPath = (tool) => (process.env.PATH ?? '').split(delimiter).some((folder) => existsSync(join(folder, tool)));
