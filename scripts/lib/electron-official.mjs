// The official Electron: downloaded by the electron package's own installer, which checks its checksum. ELECTRON_MIRROR is
// honoured. Where it can't be reached, that is remembered for a day, so that the next start does not wait again.
import { existsSync, lstatSync, mkdirSync, rmSync, statSync, unlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { readText } from './project.mjs';
import { run } from './run.mjs';

const dayMs = 24 * 60 * 60 * 1000;
const answerWithinMs = 5_000;
const downloadWithinMs = 10 * 60 * 1000;

/** @param {string} packageDir @param {string} version */
export function isOfficialInstalled(packageDir, version) {
  const dist = path.join(packageDir, 'dist');
  return (
    readText(path.join(dist, 'version')).replace(/^v/, '') === version && existsSync(path.join(packageDir, 'path.txt'))
  );
}

/** Minutes since the last attempt that failed, if it was less than a day ago; else null. @param {string} cacheDir */
export function minutesSinceFailure(cacheDir) {
  const ageMs = Date.now() - (statSync(failureNote(cacheDir), { throwIfNoEntry: false })?.mtimeMs ?? 0);
  return ageMs < dayMs ? Math.round(ageMs / 60_000) : null;
}

/** @param {string} packageDir @param {string} cacheDir */
export async function installOfficial(packageDir, cacheDir) {
  try {
    await mustAnswer(downloadHost());
    unlinkRuntime(path.join(packageDir, 'dist'));
    const installer = path.join(packageDir, 'install.js');
    const { code, output } = await run(process.execPath, [installer], { timeout: downloadWithinMs });
    if (code !== 0) throw new Error(reasonIn(output));
    rmSync(failureNote(cacheDir), { force: true });
  } catch (error) {
    if (!isChecksumMismatch(error)) {
      mkdirSync(cacheDir, { recursive: true });
      writeFileSync(failureNote(cacheDir), `${error.message}\n`);
    }
    throw error;
  }
}

/** A wrong checksum is never worked around. @param {unknown} error */
export const isChecksumMismatch = (error) => error instanceof Error && /checksum/i.test(error.message);

const failureNote = (/** @type {string} */ cacheDir) => path.join(cacheDir, 'official-electron-not-reached');

const downloadHost = () =>
  process.env.ELECTRON_MIRROR ||
  process.env.npm_config_electron_mirror ||
  'https://github.com/electron/electron/releases/download/';

/** The installer itself waits and retries for minutes; a host that doesn't answer at all is found out sooner. @param {string} url */
async function mustAnswer(url) {
  if (process.env.HTTPS_PROXY || process.env.https_proxy) return; // only the installer knows about the proxy
  try {
    await fetch(url, { method: 'HEAD', redirect: 'manual', signal: AbortSignal.timeout(answerWithinMs) });
  } catch (error) {
    throw new Error(`${new URL(url).host} does not answer (${error.cause?.code ?? error.name})`, { cause: error });
  }
}

/** The development runtime is linked here: the installer must not write into the folder that the link points to. @param {string} dist */
function unlinkRuntime(dist) {
  if (lstatSync(dist, { throwIfNoEntry: false })?.isSymbolicLink()) unlinkSync(dist);
}

/** @param {string} output */
function reasonIn(output) {
  return (
    output
      .split('\n')
      .find((line) => /error|checksum|ENOTFOUND|ECONN|HTTP/i.test(line))
      ?.trim() || 'the download did not end in time'
  );
}
