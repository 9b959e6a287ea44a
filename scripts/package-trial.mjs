// Makes what Windows and macOS get, but for Electron itself, and looks at it. What it makes starts nowhere and is deleted.
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { extractFile, listPackage } from '@electron/asar';
import { Arch, Platform } from 'electron-builder';
import { packageClient } from './lib/client-package.mjs';
import { readOptions } from './lib/options.mjs';
import { standInForMac, standInForWindows } from './lib/packaging/stand-ins.mjs';
import { exitOnSignals } from './lib/run.mjs';

const usage = `
npm run package:trial

Packs the client for Windows and macOS around a stand-in for Electron, which can't be downloaded everywhere, and refuses a folder
that lacks something or holds too much. Nothing that it makes can be started, and nothing is kept.`;

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
    // Icon and version are written by a program for Windows.
    config: { win: { signAndEditExecutable: false } },
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
  const work = mkdtempSync(path.join(os.tmpdir(), 'sportello-trial-'));
  try {
    console.log(`[trial] ${trial.name}: ${await tryOut(trial, work)}; Electron is a stand-in, so this starts nowhere`);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/** @param {Trial} trial @param {string} work */
async function tryOut({ platform, standIn, resources, addon, config, marks }, work) {
  const electronDist = path.join(work, 'electron');
  const output = path.join(work, 'out');
  standIn(electronDist);
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
  JSON.parse(extractFile(archive, 'release.json').toString());
  for (const [file, pattern] of marks) {
    if (!pattern.test(readFileSync(path.join(output, file), 'latin1'))) throw new Error(`${file} lacks ${pattern}`);
  }
  return `${files.length} files packed, the addon for ${addon}, policy templates, notices, the archive's checksum and the fuses`;
}
