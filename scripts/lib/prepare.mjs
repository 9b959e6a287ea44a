// What must be there before a window can open: a build, system libraries, Electron, a screen.
import path from 'node:path';
import { buildClient } from '../build.mjs';
import { ensureElectron } from '../ensure-electron.mjs';
import { openDisplay } from './display.mjs';
import { isRoot } from './project.mjs';
import { ensureLibraries, ensureTools } from './system-libraries.mjs';

const binaryName = { darwin: 'Electron.app/Contents/MacOS/Electron', win32: 'electron.exe' };

/** Build if stale, find Electron and its libraries. @returns the binary's path and what it is */
export async function prepareElectron() {
  await ensureTools();
  const runtime = await ensureElectron();
  const binary = path.join(runtime.dist, binaryName[process.platform] ?? 'electron');
  await ensureLibraries(binary);
  if ((await buildClient({ ifStale: true })) === 'built') console.log('[build] done');
  return { ...runtime, binary };
}

/** Environment of programs with windows. SPORTELLO_NODE is what the core runs on where Electron is too old for the database. */
export async function prepareScreen() {
  const display = await openDisplay();
  return { ...display, env: { ...display.env, SPORTELLO_NODE: process.execPath } };
}

/** Chromium refuses to run as root with its sandbox: only then is it switched off. */
export const sandboxArguments = () => (isRoot && process.platform === 'linux' ? ['--no-sandbox'] : []);
