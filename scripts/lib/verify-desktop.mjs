// What a Linux desktop reads of an installed client, looked at by the desktop's own tools. They are Debian's, and are not installed for it:
// their packages are only unpacked beside.
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { mustRun, run } from './run.mjs';

const entry = '/usr/share/applications/sportello.desktop';
const metainfo = '/usr/share/metainfo/org.sportello.app.metainfo.xml';
const profile = '/opt/Sportello/resources/apparmor-profile';
const sizes = [16, 24, 32, 48, 64, 128, 256, 512];

/** @param {string} folder for tools that are not here @returns {Promise<string>} */
export async function checkDesktopFiles(folder) {
  const missing = [entry, metainfo, profile, ...sizes.map(iconOf)].filter((file) => !existsSync(file));
  if (missing.length > 0) throw new Error(`the package lacks ${missing.join(', ')}`);
  const looked = [
    await lookWith(folder, { tool: 'desktop-file-validate', from: 'desktop-file-utils', args: [entry] }),
    await lookWith(folder, { tool: 'appstreamcli', from: 'appstream', args: ['validate', '--no-net', metainfo] }),
    await lookWith(folder, {
      tool: 'apparmor_parser',
      from: 'apparmor',
      args: ['--skip-kernel-load', '--skip-cache'],
      last: [profile],
      base: 'etc/apparmor.d',
      // Debian 12's: there user namespaces are not restricted, and after-install.sh leaves the profile out.
      older: {
        sign: /Could not open 'abi\/4\.0'/,
        args: [olderProfile(folder)],
        but: 'but for what is newer than itself (userns)',
      },
    }),
  ];
  return `${sizes.length} icons; ${looked.join('; ')}`;
}

/**
 * The profile is about user namespaces, which AppArmor knows since 4.0, and there is no way to ask for them only there; an older parser is
 * shown the rest. @param {string} folder @returns {string}
 */
function olderProfile(folder) {
  const target = path.join(folder, 'older-profile');
  const lines = readFileSync(profile, 'utf8').split('\n');
  const rest = lines.filter((line) => line.trim() !== 'userns,').map((line) => line.replace('abi/4.0', 'abi/3.0'));
  if (rest.length !== lines.length - 1) throw new Error('the profile does not allow user namespaces');
  writeFileSync(target, rest.join('\n'));
  return target;
}

const iconOf = (/** @type {number} */ size) => `/usr/share/icons/hicolor/${size}x${size}/apps/sportello.png`;

/** @typedef {{ tool: string, from: string, args: string[], last?: string[], base?: string, older?: { sign: RegExp, args: string[], but: string } }} Look */

/** @param {string} folder @param {Look} look */
async function lookWith(folder, { tool, from, args, last = [], base, older }) {
  const unpacked = await unpack(folder, from);
  if (unpacked === null) return `${tool}: not looked, ${from} can't be had here`;
  const program =
    ['usr/bin', 'sbin', 'usr/sbin'].map((place) => path.join(unpacked, place, tool)).find(existsSync) ?? tool;
  const where = base === undefined ? [] : ['--base', path.join(unpacked, base)];
  const { code, output } = await run(program, [...args, ...where, ...last], {});
  if (code !== 0 && older?.sign.test(output) === true) {
    await mustRun(program, [...args, ...where, ...older.args]);
    return `${tool}: good, ${older.but}`;
  }
  if (code !== 0) throw new Error(`${tool} refuses what is installed: ${output}`);
  return `${tool}: good`;
}

/** A package of Debian's in a folder of its own; null where there is no apt or no network. @param {string} folder @param {string} name */
async function unpack(folder, name) {
  const into = path.join(folder, `tool-${name}`);
  mkdirSync(into);
  if ((await run('apt-get', ['download', '-qq', name], { cwd: into })).code !== 0) return null;
  const [deb] = readdirSync(into);
  if (deb === undefined) return null;
  await mustRun('dpkg-deb', ['-x', path.join(into, deb), into]);
  return into;
}
