// Makes what Windows and macOS get, but for Electron itself, and looks at it. What it makes starts nowhere and is deleted.
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { extractFile, listPackage } from '@electron/asar';
import { Arch, Platform } from 'electron-builder';
import { packageClient } from './lib/client-package.mjs';
import { readOptions } from './lib/options.mjs';
import { standInForMac, standInForWindows } from './lib/packaging/stand-ins.mjs';
import { tryInstallers } from './lib/packaging/installer-trial.mjs';
import { assertSigned, shownOf, throwAwayCertificate } from './lib/packaging/windows-signing.mjs';
import { inRoot, readJson } from './lib/project.mjs';
import { exitOnSignals } from './lib/run.mjs';

const usage = `
npm run package:trial

Packs the client for Windows and macOS around a stand-in for Electron, which can't be downloaded everywhere, and refuses a folder
that lacks something or holds too much. Where Debian's osslsigncode, nsis and p7zip-full are (as root they are installed), the program for
Windows is signed and both installers are compiled. Nothing that it makes can be started, and nothing is kept.`;

/** @typedef {{ name: string, platform: Platform, standIn: (folder: string) => void, resources: string, addon: string, config: object, marks: [file: string, pattern: RegExp][] }} Trial */

/** The fuses of electron-builder.yml, in Electron's order, where @electron/fuses writes them. */
const fuses = /dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX..01001100/s;

/** @type {Trial[]} */
const trials = [
  {
    name: 'Windows',
    platform: Platform.WINDOWS,
    standIn: standInForWindows,
    resources: 'win-unpacked/resources',
    addon: 'win32-x64',
    config: {},
    marks: [
      ['win-unpacked/Sportello.exe', /"file":"resources\\\\app\.asar"/],
      ['win-unpacked/Sportello.exe', fuses],
    ],
  },
  {
    name: 'macOS',
    platform: Platform.MAC,
    standIn: standInForMac,
    resources: 'mac/Sportello.app/Contents/Resources',
    addon: 'darwin-x64',
    config: {},
    marks: [
      ['mac/Sportello.app/Contents/Frameworks/Electron Framework.framework/Electron Framework', fuses],
      ['mac/Sportello.app/Contents/Info.plist', /ElectronAsarIntegrity/],
      ['mac/Sportello.app/Contents/Info.plist', /org\.sportello\.app/],
      [
        'mac/Sportello.app/Contents/Frameworks/Sportello Helper (Renderer).app/Contents/Info.plist',
        /org\.sportello\.app\.helper/,
      ],
    ],
  },
];

readOptions({ usage, options: {} });
exitOnSignals();
for (const trial of trials) {
  const tried = await inFolder((work) => tryOut(trial, work));
  console.log(`[trial] ${trial.name}: ${tried}; Electron is a stand-in, so this starts nowhere`);
}

/** @param {(work: string) => Promise<string>} run */
async function inFolder(run) {
  const work = mkdtempSync(path.join(os.tmpdir(), 'sportello-trial-'));
  try {
    return await run(work);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/** @param {Trial} trial @param {string} work */
async function tryOut({ platform, standIn, resources, addon, config, marks }, work) {
  const electronDist = path.join(work, 'electron');
  const output = path.join(work, 'out');
  standIn(electronDist);
  const signing = platform === Platform.WINDOWS ? await throwAwayCertificate(work) : null;
  if (signing !== null && 'env' in signing) Object.assign(process.env, signing.env);
  const directories = { output, buildResources: 'build' };
  await packageClient({
    targets: platform.createTarget('dir', Arch.x64),
    isDevelopment: false,
    config: { ...config, electronDist, directories },
  });
  const archive = path.join(output, resources, 'app.asar');
  const files = listPackage(archive, { isPack: false });
  const addons = [...files, ...readdirSync(path.join(output, resources), { recursive: true, encoding: 'utf8' })].filter(
    (file) => file.endsWith('.node'),
  );
  const strangers = addons.filter((file) => !file.endsWith(`${addon}.node`));
  if (strangers.length > 0 || addons.length === 0) throw new Error(`addons: ${addons.join(', ')}`);
  for (const file of ['policy/sportello.admx', 'THIRD-PARTY-NOTICES.txt']) {
    if (!existsSync(path.join(output, resources, file))) throw new Error(`${file} is missing`);
  }
  const { isSigned } = JSON.parse(extractFile(archive, 'release.json').toString());
  for (const [file, pattern] of marks) {
    if (!pattern.test(readFileSync(path.join(output, file), 'latin1'))) throw new Error(`${file} lacks ${pattern}`);
  }
  const packed = `${files.length} files packed, the addon for ${addon}, policy templates, notices, the archive's checksum and the fuses`;
  if (signing === null) return packed;
  const program = path.join(output, 'win-unpacked', 'Sportello.exe');
  const about = whatItSays(program);
  const certificate = 'missing' in signing ? null : signing.certificate;
  if (isSigned !== (certificate !== null)) throw new Error('release.json says wrongly whether it is signed');
  if (certificate !== null) await assertSigned(program, certificate);
  const signed =
    'missing' in signing ? `not signed: ${signing.missing}` : 'signed with a certificate that is thrown away';
  const installers = await tryInstallers({ folder: work, unpacked: path.dirname(program), certificate });
  return `${packed}, ${about}; ${signed}; ${installers}`;
}

/** @param {string} program */
function whatItSays(program) {
  const { FileDescription, ProductVersion = '', LegalCopyright = '', icons } = shownOf(program);
  const { version } = readJson(inRoot('package.json'));
  if (FileDescription !== 'Sportello' || !ProductVersion.startsWith(version) || !LegalCopyright.includes('Sportello'))
    throw new Error(`the program says of itself ${FileDescription} ${ProductVersion} ${LegalCopyright}`);
  for (const size of [16, 32, 48, 256]) if (!icons.includes(size)) throw new Error(`the program's icon lacks ${size}`);
  return 'name, version and icon';
}
