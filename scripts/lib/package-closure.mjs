// Which installed packages a program needs: those that its sources import, and all that these depend on.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import path from 'node:path';
import { inRoot, readJson } from './project.mjs';

const builtin = new Set(builtinModules);
const IMPORT = /(?:\bfrom |\bimport )'([^'.][^']*)';$|\bimport\('([^'.][^']*)'\)/gm;

/**
 * @param {string[]} folders of sources
 * @param {{ without?: readonly string[], with?: readonly string[] }} [change] packages that come another way, and those that no source imports
 * @returns {string[]} folders below node_modules, relative to the project
 */
export function packageClosure(folders, { without = [], with: more = [] } = {}) {
  const imported = [...new Set([...folders.flatMap(importsIn), ...more])].filter((name) => !without.includes(name));
  const wanted = imported.map((name) => ({ name, from: inRoot() }));
  const found = new Set();
  for (let next = wanted.pop(); next !== undefined; next = wanted.pop()) {
    const folder = locate(next.name, next.from);
    if (folder === null) {
      if (next.optional) continue;
      throw new Error(`${next.name}, which ${next.from} needs, is not installed`);
    }
    if (found.has(folder)) continue;
    found.add(folder);
    const { dependencies = {}, optionalDependencies = {} } = readJson(path.join(folder, 'package.json'));
    for (const name of Object.keys(dependencies)) {
      wanted.push({ name, from: folder, optional: name in optionalDependencies });
    }
  }
  return [...found].map((folder) => path.relative(inRoot(), folder)).toSorted();
}

/** @param {string} folder */
function importsIn(folder) {
  const files = readdirSync(inRoot(folder), { recursive: true, encoding: 'utf8' }).filter((file) =>
    /\.tsx?$/.test(file),
  );
  return files
    .filter((file) => !file.endsWith('.d.ts'))
    .flatMap((file) => [...withoutTypes(readFileSync(inRoot(folder, file), 'utf8')).matchAll(IMPORT)])
    .map(([, name, later]) => name ?? later)
    .map((name) => name.split('/', name.startsWith('@') ? 2 : 1).join('/'))
    .filter((name) => !name.startsWith('node:') && !builtin.has(name));
}

/** @param {string} source */
const withoutTypes = (source) => source.replace(/import type [^;]*;/g, '');

/** As Node looks: from the folder upwards. @param {string} name @param {string} from @returns {string | null} */
function locate(name, from) {
  for (let at = from; ; at = path.dirname(at)) {
    const folder = path.join(at, 'node_modules', name);
    if (existsSync(path.join(folder, 'package.json'))) return folder;
    if (at === inRoot() || at === path.dirname(at)) return null;
  }
}
