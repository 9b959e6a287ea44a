// The installers for Windows, per user and per machine, compiled whole by NSIS from electron-builder's script and ours; around stand-ins, so
// that they install nothing. Deleted after they were looked at.
import path from 'node:path';
import { Arch, Platform } from 'electron-builder';
import { packageClient } from '../client-package.mjs';
import { mustRun } from '../run.mjs';
import { configurations } from './configurations.mjs';
import { installerStandIns } from './stand-in-plugins.mjs';
import { ensureTools } from './tools.mjs';
import { assertSigned } from './windows-signing.mjs';

/** What Debian's 7z sees in such an installer. */
const wanted = ['$PLUGINSDIR/app-64.7z', 'Uninstall Sportello.exe', '$PLUGINSDIR/StdUtils.dll', '$PLUGINSDIR/UAC.dll'];

/**
 * @param {{ folder: string, unpacked: string, certificate: string | null }} around `unpacked`: the folder that is installed; `certificate`: by
 *   which installer and uninstaller are signed
 * @returns {Promise<string>} what was found, in words
 */
export async function tryInstallers({ folder, unpacked, certificate }) {
  const missing = await ensureTools({ makensis: 'nsis', '7za': 'p7zip-full', '7z': 'p7zip-full' });
  if (missing !== null) return `the installers were not compiled: ${missing}`;
  Object.assign(process.env, installerStandIns(folder));
  const kinds = /** @type {const} */ ({ user: configurations.nsisPerUser, machine: configurations.nsisPerMachine });
  for (const [installation, config] of Object.entries(kinds)) {
    const directories = { output: path.join(folder, `for-${installation}`), buildResources: 'build' };
    const files = await packageClient({
      targets: Platform.WINDOWS.createTarget('nsis', Arch.x64),
      isDevelopment: false,
      installation: /** @type {'user' | 'machine'} */ (installation),
      prepackaged: unpacked,
      config: { ...config, directories },
    });
    const installer = files.find((file) => file.endsWith('.exe')) ?? '';
    const name = new RegExp(
      `-${installation === 'user' ? '' : 'machine-'}setup${certificate === null ? '-unsigned' : ''}\\.exe$`,
    );
    if (!name.test(installer)) throw new Error(`an installer was named ${path.basename(installer)}`);
    const { stdout } = await mustRun('7z', ['l', installer]);
    const lacking = wanted.filter((each) => !stdout.includes(each));
    if (lacking.length > 0) throw new Error(`the installer lacks ${lacking.join()}`);
    if (certificate !== null) await assertSigned(installer, certificate);
  }
  return `the installers per user and per machine compiled whole by NSIS${certificate === null ? '' : ', and signed'}`;
}
