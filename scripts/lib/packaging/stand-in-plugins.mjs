// What electron-builder's installer for Windows is compiled with and which has to be downloaded, without what it does: libraries that export the
// names which its script calls, and a Wine that hands the installer back as its own uninstaller. What is compiled with them installs nothing.
import { chmodSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { emptyProgram } from './stand-ins.mjs';

const own = createRequire(import.meta.url);
const templates = path.join(
  path.dirname(createRequire(own.resolve('electron-builder/package.json')).resolve('app-builder-lib/package.json')),
  'templates',
  'nsis',
);
/** NSIS brings these itself. */
const shipped = new Set(['System', 'nsExec', 'LangDLL', 'UserInfo', 'nsDialogs', 'StartMenu', 'Banner', 'NSISdl']);

/** @param {string} folder @returns {Record<string, string>} the variables by which electron-builder finds all of it */
export function installerStandIns(folder) {
  const [nsis, resources, bin] = ['nsis', 'resources', 'bin'].map((name) => path.join(folder, name));
  const plugins = path.join(resources, 'plugins', 'x86-unicode');
  for (const each of [nsis, plugins, bin]) mkdirSync(each, { recursive: true });
  program(path.join(nsis, 'makensis'), 'exec /usr/bin/makensis "$@"');
  writeFileSync(path.join(nsis, 'elevate.exe'), emptyProgram());
  program(path.join(bin, 'wine'), 'cp "$1" "${1%exe}__uninstaller.exe"');
  for (const [name, calls] of callsOf()) writeFileSync(path.join(plugins, `${name}.dll`), library(name, calls));
  return {
    ELECTRON_BUILDER_NSIS_DIR: nsis,
    ELECTRON_BUILDER_NSIS_RESOURCES_DIR: resources,
    ELECTRON_BUILDER_7ZIP_PATH: '/usr/bin/7za',
    USE_SYSTEM_WINE: 'true',
    PATH: `${bin}${path.delimiter}${process.env.PATH}`,
  };
}

/** @param {string} file @param {string} line */
function program(file, line) {
  writeFileSync(file, `#!/bin/sh\n${line}\n`);
  chmodSync(file, 0o755);
}

/** What the scripts call, by library. @returns {Map<string, Set<string>>} */
function callsOf() {
  const calls = new Map();
  const files = readdirSync(templates, { recursive: true, encoding: 'utf8' }).filter((name) => /\.ns[hi]$/.test(name));
  for (const file of files) {
    for (const [, name, call] of readFileSync(path.join(templates, file), 'utf8').matchAll(/\b(\w+)::(\w+)/g)) {
      if (shipped.has(name)) continue;
      calls.set(name, (calls.get(name) ?? new Set()).add(call));
    }
  }
  return calls;
}

const AT = 0x1000;
const HEADERS = 0x200;

/** A library for 32-bit Windows with nothing but its table of names. @param {string} name @param {Set<string>} calls */
function library(name, calls) {
  const names = [...calls].toSorted();
  const tables = 40 + names.length * 10;
  const texts = [`${name}.dll`, ...names].map((text) => Buffer.from(`${text}\0`));
  const places = texts.map((_, at) => AT + tables + texts.slice(0, at).reduce((sum, { length }) => sum + length, 0));
  const section = Buffer.alloc(tables);
  // Nothing, name, numbers from 1, how many, and where addresses, names and numbers stand.
  const directory = [0, 0, 0, places[0], 1, names.length, names.length, AT + 40];
  directory.push(AT + 40 + names.length * 4, AT + 40 + names.length * 8);
  directory.forEach((value, at) => section.writeUInt32LE(value, at * 4));
  names.forEach((_, at) => {
    section.writeUInt32LE(AT, 40 + at * 4);
    section.writeUInt32LE(places[at + 1], 40 + names.length * 4 + at * 4);
    section.writeUInt16LE(at, 40 + names.length * 8 + at * 2);
  });
  const filled = Buffer.concat([section, ...texts]);
  const size = Math.ceil(filled.length / HEADERS) * HEADERS;
  return Buffer.concat([headers(filled.length, size), filled, Buffer.alloc(size - filled.length)]);
}

/** Of a DLL (PE32, i386) with one section. @param {number} length @param {number} size on the disk */
function headers(length, size) {
  const bytes = Buffer.alloc(HEADERS);
  bytes.write('MZ', 0, 'latin1');
  bytes.writeUInt32LE(64, 60);
  bytes.write('PE\0\0', 64, 'latin1');
  const file = 68;
  bytes.writeUInt16LE(0x14c, file);
  bytes.writeUInt16LE(1, file + 2);
  bytes.writeUInt16LE(224, file + 16);
  bytes.writeUInt16LE(0x2102, file + 18);
  const optional = file + 20;
  bytes.writeUInt16LE(0x10b, optional);
  const words = {
    28: 0x10000000,
    32: AT,
    36: HEADERS,
    56: AT * (1 + Math.ceil(length / AT)),
    60: HEADERS,
    92: 16,
    96: AT,
    100: length,
  };
  for (const [at, value] of Object.entries(words)) bytes.writeUInt32LE(value, optional + Number(at));
  bytes.writeUInt16LE(2, optional + 68);
  const table = optional + 224;
  bytes.write('.edata', table, 'latin1');
  for (const [at, value] of [length, AT, size, HEADERS].entries()) bytes.writeUInt32LE(value, table + 8 + at * 4);
  bytes.writeUInt32LE(0x40000040, table + 36);
  return bytes;
}
