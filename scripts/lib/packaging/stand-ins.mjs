// Electron for Windows and macOS without Electron: folders of the same shape, so that all the rest of a package can be made and looked at here.
import { mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { readJson, inRoot } from '../project.mjs';

/** What @electron/fuses looks for in a program, with a wire of version 1: as many fuses as this Electron has, all off. */
const fuses = Buffer.concat([
  Buffer.from('dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'),
  Buffer.from([1, 9]),
  Buffer.from('0'.repeat(9)),
]);

const own = createRequire(import.meta.url);
const builder = createRequire(
  createRequire(own.resolve('electron-builder/package.json')).resolve('app-builder-lib/package.json'),
);
const { NtExecutable, NtExecutableResource, Resource } = builder('resedit');

/** @param {string} folder */
export function standInForWindows(folder) {
  fill(folder, ['resources', 'locales']);
  writeFileSync(path.join(folder, 'electron.exe'), Buffer.concat([emptyProgram(), fuses]));
  for (const language of ['it', 'en-US', 'de']) writeFileSync(path.join(folder, 'locales', `${language}.pak`), '');
}

/** With a version among its resources: electron-builder looks for it, and writes the archive's checksum beside. */
export function emptyProgram() {
  const program = NtExecutable.createEmpty();
  const resources = NtExecutableResource.from(program);
  const version = Resource.VersionInfo.createEmpty();
  version.setStringValues({ lang: 1033, codepage: 1200 }, { FileDescription: 'stand-in' });
  version.outputToResourceEntries(resources.entries);
  resources.outputResource(program);
  return Buffer.from(program.generate());
}

/** @param {string} folder */
export function standInForMac(folder) {
  const contents = 'Electron.app/Contents';
  const framework = `${contents}/Frameworks/Electron Framework.framework`;
  const languages = ['it', 'en', 'de'].map((language) => `${framework}/Versions/A/Resources/${language}.lproj`);
  fill(folder, [`${contents}/Resources`, ...languages]);
  for (const language of languages) writeFileSync(path.join(folder, language, 'locale.pak'), '');
  writeFileSync(path.join(folder, framework, 'Electron Framework'), fuses);
  writeBundle(path.join(folder, 'Electron.app'), 'Electron');
  for (const kind of ['', ' (GPU)', ' (Plugin)', ' (Renderer)']) {
    const name = `Electron Helper${kind}`;
    writeBundle(path.join(folder, contents, 'Frameworks', `${name}.app`), name);
  }
}

/** @param {string} folder @param {string[]} inside */
function fill(folder, inside) {
  for (const name of inside) mkdirSync(path.join(folder, name), { recursive: true });
  const { version } = readJson(inRoot('node_modules', 'electron', 'package.json'));
  writeFileSync(path.join(folder, 'version'), version);
}

/** @param {string} folder @param {string} name */
function writeBundle(folder, name) {
  mkdirSync(path.join(folder, 'Contents', 'MacOS'), { recursive: true });
  writeFileSync(path.join(folder, 'Contents', 'MacOS', name), '');
  writeFileSync(
    path.join(folder, 'Contents', 'Info.plist'),
    `<?xml version="1.0" encoding="UTF-8"?><plist version="1.0"><dict><key>CFBundleExecutable</key><string>${name}</string></dict></plist>`,
  );
}
