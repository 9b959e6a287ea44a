import { mkdtempSync, rmSync } from 'node:fs';
import { hostname, tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { app, dialog, Menu, nativeTheme, powerMonitor, session } from 'electron';
import * as z from 'zod';
import { noPolicy } from '../shared/policy/policy.ts';
import type { Release } from '../shared/update/release.ts';
import { registerAppScheme } from './app-protocol.ts';
import { readOrder, type Order, type StartOptions } from './command-line.ts';
import { runDesktop } from './desktop.ts';
import type { DesktopDeps } from './desktop-state.ts';
import { answerInTerminal, sayChanged } from './in-terminal.ts';
import { changedFile } from './integrity.ts';
import { POLICY_FOLDER, readPolicy } from './policy/read-policy.ts';
import { readRelease } from './update/read-release.ts';
import { restrictAllContents } from './session-policy.ts';
import { languageIn, settingsFileIn } from './settings-file.ts';
import { removeOldTrials, smokeTest, TRIAL_PREFIX } from './smoke-test.ts';

// Composition root of the main process. Nothing at module level waits for readiness: a packaged program would wait for itself.
z.config({ jitless: true });
const folder = import.meta.dirname;
const environment = process.env;
const account = userInfo().username;
const policy = readPolicy({
  platform: process.platform,
  systemRoot: environment['SystemRoot'] ?? 'C:\\Windows',
  account,
  ...policyPlace(),
});
const order = readOrder(process.argv.slice(1));
registerAppScheme();
restrictAllContents();
if (order.start.safeMode) app.disableHardwareAcceleration();
const changed = app.isPackaged && process.platform === 'linux' ? changedFile(process.resourcesPath) : null;
if (changed === null) follow(order);
else refuseToStart(changed);

/** Whoever works on a PC sees it; who started it in a terminal reads it, and no window waits to be closed. */
function refuseToStart(file: string): void {
  const { text, code } = sayChanged(order, policy, file);
  if (order.kind !== 'run') return app.exit(code);
  return void app.whenReady().then(() => {
    dialog.showErrorBox('Sportello', text);
    app.exit(code);
  }, fail);
}

function follow({ kind, start }: Order): void {
  if (kind === 'smoke-test') return tryOut(start);
  const userData = userDataFolder();
  if (userData !== null) app.setPath('userData', userData);
  if (order.kind !== 'run') return app.exit(answerInTerminal(order, policy));
  speakInItsFields(start);
  // Without the lock, the window of the first one comes to the front; see `second-instance` in follow-system.ts.
  if (!app.requestSingleInstanceLock()) return app.quit();
  return void app.whenReady().then(() => runDesktop(desktopDeps(start)), fail);
}

/** Chromium's own fields write dates and hours in the language in which it starts; a change shows with the next start. */
function speakInItsFields(start: StartOptions): void {
  const file = settingsFileIn(app.getPath('userData'));
  const language = start.language ?? policy.values.Language ?? languageIn(file);
  app.commandLine.appendSwitch('lang', language === 'en' ? 'en-GB' : 'it');
}

/** A packaged program obeys the administrator's folder only; in a development tree a test may name its own. */
function policyPlace(): { folder: string; owner: number } {
  const named = app.isPackaged ? undefined : environment['SPORTELLO_POLICY_DIR'];
  return named === undefined ? { folder: POLICY_FOLDER, owner: 0 } : { folder: named, owner: process.getuid?.() ?? 0 };
}

/** What is known of the package; in a development tree a test may name a file of its own. */
function releaseHere(): Release | null {
  const named = app.isPackaged ? join(folder, '../../release.json') : environment['SPORTELLO_RELEASE'];
  return named === undefined ? null : readRelease(named);
}

function userDataFolder(): string | null {
  const { DataDir: shared } = policy.values;
  return shared === undefined ? (environment['SPORTELLO_USER_DATA'] ?? null) : join(shared, account);
}

function desktopDeps(start: StartOptions): DesktopDeps {
  Menu.setApplicationMenu(null);
  return {
    // Inside a package, plain Node (which runs the core on an old runtime) can't read the archive: it is unpacked beside.
    programs: {
      core: join(folder, '../core/index.js'),
      relay: join(folder, '../core/relay.js'),
      practice: join(folder, '../practice/index.js'),
    },
    preload: join(folder, '../preload/index.cjs'),
    interfaceRoot: join(folder, '../renderer'),
    userData: app.getPath('userData'),
    deviceName: hostname().slice(0, 80) || 'PC',
    environment,
    session: session.defaultSession,
    nativeTheme,
    powerMonitor,
    policy,
    start,
    release: releaseHere(),
    ready({ announce }) {
      announce();
      if (start.exitAfterReady) app.quit();
    },
    now: () => Date.now(),
    timers: {
      after(delayMs, run) {
        const timer = setTimeout(run, delayMs);
        return () => clearTimeout(timer);
      },
    },
  };
}

/** In a folder of its own, beside whatever else runs, without anybody's policy, settings or hub. */
function tryOut(start: StartOptions): void {
  removeOldTrials(tmpdir(), Date.now());
  const temporary = mkdtempSync(join(tmpdir(), TRIAL_PREFIX));
  app.setPath('userData', temporary);
  const deps = (): DesktopDeps => ({
    ...desktopDeps({ ...start, hidden: true }),
    environment: { SPORTELLO_NODE: environment['SPORTELLO_NODE'] },
    policy: noPolicy,
  });
  const output = order.kind === 'smoke-test' ? order.output : null;
  const ended = app.whenReady().then(() => smokeTest(deps(), output));
  // As late as can be. What Chromium's own processes still write after it (no content) goes with the next trial.
  process.once('exit', () => rmSync(temporary, { recursive: true, force: true }));
  void ended.then((code) => {
    process.exitCode = code;
    app.quit();
  }, fail);
}

function fail(reason: unknown): void {
  process.stderr.write(
    `Sportello could not start: ${reason instanceof Error ? (reason.stack ?? reason.message) : 'unknown reason'}\n`,
  );
  app.exit(1);
}
