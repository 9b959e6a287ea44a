// What must be there before a window can open: a build, system libraries, Electron, a screen.
import os from 'node:os';
import path from 'node:path';
import { buildClient } from '../build.mjs';
import { ensureElectron } from '../ensure-electron.mjs';
import { openDisplay } from './display.mjs';
import { inRoot, isRoot } from './project.mjs';
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

/**
 * For tests with windows, which each want the focus: a virtual screen for as many as the cores can run together, or the one
 * that a person has.
 */
export async function prepareTestScreens() {
  const first = await prepareScreen();
  const built = { SPORTELLO_TEST_INTERFACE: inRoot('dist', 'renderer') };
  if (!first.isVirtual) return { ...first, env: { ...first.env, ...built } };
  const others = os.availableParallelism() > 1 ? [await openDisplay()] : [];
  const screens = [first, ...others];
  return {
    env: { ...first.env, ...built, SPORTELLO_TEST_SCREENS: JSON.stringify(screens.map(({ env }) => env)) },
    close: async () => void (await Promise.all(screens.map(({ close }) => close()))),
  };
}

/** Chromium refuses to run as root with its sandbox: only then is it switched off. */
export const sandboxArguments = () => (isRoot && process.platform === 'linux' ? ['--no-sandbox'] : []);
