import { createHash } from 'node:crypto';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AppImageUpdater } from 'electron-updater';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { installAtQuit } from '../../../../main/update/install-update.ts';

/** electron-updater itself, under Node; the AppImage is a script that says that it was run. */
let folder: string;
let installed: string;
let quit: ((code: number) => void) | null;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sportello-install-'));
  installed = join(folder, 'Sportello-1.4.0.AppImage');
  writeFileSync(installed, '#!/bin/sh\n');
  chmodSync(installed, 0o755);
  process.env['APPIMAGE'] = installed;
  quit = null;
});
afterEach(() => {
  delete process.env['APPIMAGE'];
  rmSync(folder, { recursive: true });
});

const appAt = (version: string) => ({
  version,
  name: 'sportello',
  isPackaged: true,
  appUpdateConfigPath: join(folder, 'none.yml'),
  userDataPath: folder,
  baseCachePath: folder,
  whenReady: () => Promise.resolve(),
  relaunch: () => undefined,
  quit: () => undefined,
  onQuit: (handler: (code: number) => void) => {
    quit = handler;
  },
});

const fresh = (ran: string): { file: string; metadata: Parameters<typeof installAtQuit>[1] } => {
  const script = `#!/bin/sh\ntouch ${ran}\n`;
  const file = join(folder, 'Sportello-1.5.0.AppImage');
  writeFileSync(file, script);
  const sha512 = createHash('sha512').update(script).digest('base64');
  const metadata = {
    product: 'org.sportello.app',
    channel: 'stable',
    version: '1.5.0',
    file: 'Sportello-1.5.0.AppImage',
  };
  return { file, metadata: { ...metadata, size: script.length, sha512 } };
};

test('[UP3] the checked file takes the old one’s place when the program ends, and not before', async () => {
  const { file, metadata } = fresh(join(folder, 'ran'));
  const updater = new AppImageUpdater(null, appAt('1.4.0'));
  expect(await installAtQuit(updater, metadata, file)).toBe(true);
  expect(readFileSync(installed, 'utf8')).toBe('#!/bin/sh\n');
  expect(quit).not.toBeNull();
  quit?.(0);
  expect(readFileSync(join(folder, 'Sportello-1.5.0.AppImage'), 'utf8')).toContain('touch');
});

test('[UP3] electron-updater by itself takes no older one either', async () => {
  const { file, metadata } = fresh(join(folder, 'ran'));
  const updater = new AppImageUpdater(null, appAt('2.0.0'));
  expect(await installAtQuit(updater, metadata, file)).toBe(false);
  expect(quit).toBeNull();
});
