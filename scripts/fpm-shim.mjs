#!/usr/bin/env node
// Stands in for fpm, which Debian does not have and which would be downloaded: it understands the part of fpm's command
// line that electron-builder uses for a deb or an rpm, and builds it with dpkg-deb or rpmbuild. Named to it by CUSTOM_FPM_PATH.
import { execFileSync } from 'node:child_process';
import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { buildRpm } from './lib/packaging/rpm.mjs';

const withoutValue = /^--(force|debug|no-.*)$/;
const compressions = { gz: 'gzip', zst: 'zstd', bzip2: 'bzip2', xz: 'xz' };
const scripts = {
  preinst: 'before-install',
  postinst: 'after-install',
  prerm: 'before-remove',
  postrm: 'after-remove',
};

/** @typedef {{ depends: string[], recommends: string[], sources: string[], target: string, options: Record<string, string> }} Order */

/** @param {string[]} args @returns {Order} */
function readOrder(args) {
  const order = /** @type {Order} */ ({ depends: [], recommends: [], sources: [], target: '', options: {} });
  const rest = [...args];
  for (let arg = rest.shift(); arg !== undefined; arg = rest.shift()) {
    if (arg === '-d' || arg === '--depends') order.depends.push(rest.shift() ?? '');
    else if (arg === '--deb-recommends') order.recommends.push(rest.shift() ?? '');
    else if (arg === '-s') rest.shift();
    else if (arg === '-t') order.target = rest.shift() ?? '';
    else if (withoutValue.test(arg)) continue;
    else if (arg.startsWith('--')) {
      const [name, value] = arg.slice(2).split(/=(.*)/s);
      order.options[name] = value ?? rest.shift() ?? '';
    } else order.sources.push(arg);
  }
  return order;
}

/** @param {string[]} sources each as from=to; a folder ends with a slash @param {string} tree */
function copySources(sources, tree) {
  for (const source of sources) {
    const [from, to] = source.split('=');
    const target = path.join(tree, to);
    mkdirSync(from.endsWith('/') ? target : path.dirname(target), { recursive: true });
    if (from.endsWith('/')) {
      execFileSync('cp', ['-a', `${from}.`, target]);
    } else {
      copyFileSync(from, target);
      chmodSync(target, 0o644);
    }
  }
  execFileSync('find', [tree, '-type', 'd', '-exec', 'chmod', '755', '{}', '+']);
}

/** @param {Order} order @param {string} tree */
function controlFile({ options, depends, recommends }, tree) {
  const [first = '', ...more] = options.description
    .trim()
    .split('\n')
    .map((line) => line.trim());
  const long = (more.length > 0 ? more : [first]).map((line) => ` ${line || '.'}`).join('\n');
  const fields = {
    Package: options.name,
    Version: options.iteration ? `${options.version}-${options.iteration}` : options.version,
    License: options.license,
    Vendor: options.vendor,
    Architecture: options.architecture,
    Maintainer: options.maintainer,
    'Installed-Size': execFileSync('du', ['-sk', tree], { encoding: 'utf8' }).split('\t')[0],
    Depends: depends.join(', '),
    Recommends: recommends.join(', '),
    Section: options.category,
    Priority: options['deb-priority'] ?? 'optional',
    Homepage: options.url,
    Description: `${first || options.name}\n${long}`,
  };
  const given = Object.entries(fields).filter(([, value]) => value);
  return given.map(([name, value]) => `${name}: ${value}\n`).join('');
}

/** @param {Order} order @param {string} tree */
function addControlFolder(order, tree) {
  const control = controlFile(order, tree);
  const listFiles = 'find . -type f -printf "%P\\0" | sort -z | xargs -0 md5sum';
  const sums = execFileSync('sh', ['-c', listFiles], { cwd: tree, encoding: 'utf8', maxBuffer: 1 << 26 });
  const folder = path.join(tree, 'DEBIAN');
  mkdirSync(folder, { mode: 0o755 });
  writeFileSync(path.join(folder, 'control'), control);
  writeFileSync(path.join(folder, 'md5sums'), sums);
  for (const [name, option] of Object.entries(scripts)) {
    const file = order.options[option];
    if (file) writeFileSync(path.join(folder, name), readFileSync(file), { mode: 0o755 });
  }
}

/** @param {Order} order @param {string} tree */
function buildDeb(order, tree) {
  addControlFolder(order, tree);
  const compression = compressions[order.options['deb-compression']] ?? 'xz';
  const args = ['--root-owner-group', `-Z${compression}`, '--build', tree, order.options.package];
  execFileSync('dpkg-deb', args, { stdio: 'inherit' });
}

const builders = { deb: buildDeb, rpm: buildRpm };
const order = readOrder(process.argv.slice(2));
const build = builders[order.target];
if (build === undefined) throw new Error(`This stand-in for fpm makes deb and rpm packages, not "${order.target}".`);
const work = mkdtempSync(path.join(os.tmpdir(), 'sportello-package-'));
try {
  const tree = path.join(work, 'tree');
  mkdirSync(tree);
  copySources(order.sources, tree);
  build(order, tree, work);
} finally {
  rmSync(work, { recursive: true, force: true });
}
