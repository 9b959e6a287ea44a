import { hostname } from 'node:os';
import { join } from 'node:path';
import { app, Menu, nativeTheme, powerMonitor, session } from 'electron';
import * as z from 'zod';
import { registerAppScheme } from './app-protocol.ts';
import { runDesktop } from './desktop.ts';
import { restrictAllContents } from './session-policy.ts';

// Composition root of the main process. Nothing at module level waits for readiness: a packaged program would wait for itself.
z.config({ jitless: true });
const folder = import.meta.dirname;
const userData = process.env['SPORTELLO_USER_DATA'];
if (userData !== undefined) app.setPath('userData', userData);
registerAppScheme();
restrictAllContents();

if (app.requestSingleInstanceLock()) {
  void app.whenReady().then(start, fail);
} else {
  // The window of the first one comes to the front; see `second-instance` in desktop.ts.
  app.quit();
}

async function start(): Promise<void> {
  Menu.setApplicationMenu(null);
  await runDesktop({
    // Inside a package, plain Node (which runs the core on an old runtime) can't read the archive: it is unpacked beside.
    programs: {
      core: join(folder, '../core/index.js'),
      relay: join(folder, '../core/relay.js'),
    },
    preload: join(folder, '../preload/index.cjs'),
    interfaceRoot: join(folder, '../renderer'),
    userData: app.getPath('userData'),
    deviceName: hostname().slice(0, 80) || 'PC',
    environment: process.env,
    session: session.defaultSession,
    nativeTheme,
    powerMonitor,
    exitAfterReady: process.argv.includes('--exit-after-ready'),
    now: () => Date.now(),
  });
}

function fail(reason: unknown): void {
  process.stderr.write(
    `Sportello could not start: ${reason instanceof Error ? (reason.stack ?? reason.message) : 'unknown reason'}\n`,
  );
  app.exit(1);
}
