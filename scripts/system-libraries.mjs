// On its own: says what Electron lacks on this machine, and installs it when it may.
import path from 'node:path';
import { readOptions } from './lib/options.mjs';
import { ensureElectron } from './ensure-electron.mjs';
import { ensureBrowser, ensureLibraries, ensureTools } from './lib/system-libraries.mjs';

const usage = `
node scripts/system-libraries.mjs [--browser]

Checks the shared libraries and tools that Electron needs on Linux. As root on Debian or Ubuntu it installs the missing
ones; otherwise it prints the command that does.
  --browser   also Chromium, in which the tests then open the public's pages instead of in Electron's own`;

const { values } = readOptions({ usage, options: { browser: { type: 'boolean' } } });
try {
  await ensureTools();
  const { dist } = await ensureElectron();
  await ensureLibraries(path.join(dist, 'electron'));
  if (values.browser) await ensureBrowser();
  console.log('[system] everything that Electron needs is here');
} catch (error) {
  console.error(`[system] ${error.message}`);
  process.exitCode = 1;
}
