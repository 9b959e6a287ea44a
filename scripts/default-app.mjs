// Stands in for the default application that an official Electron has in resources/default_app.asar; the development
// runtime comes without one. `electron [-r module]... [switches] <folder or file> [arguments]` starts what it is given.
import { app } from 'electron';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { createRequire, Module } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

/** @param {string[]} args */
function readArguments(args) {
  const requireFromHere = createRequire(path.join(process.cwd(), 'x.js'));
  for (let i = 0; i < args.length; i++) {
    const arg = args[i];
    if (arg === '-r' || arg === '--require') requireFromHere(args[++i]); // Playwright's loader comes this way
    else if (arg === '-v' || arg === '--version') return null;
    else if (!arg.startsWith('-')) return path.resolve(arg);
  }
  return '';
}

/** @param {string} target */
function describe(target) {
  const isFolder = statSync(target).isDirectory();
  app.setAppPath(isFolder ? target : path.dirname(target));
  const manifest = path.join(target, 'package.json');
  if (!isFolder || !existsSync(manifest)) return;
  const { version, productName, name, desktopName } = JSON.parse(readFileSync(manifest, 'utf8'));
  if (version) app.setVersion(version);
  app.setName(productName ?? name ?? 'Electron');
  if (desktopName) app.setDesktopName(desktopName);
}

Object.defineProperty(process, 'defaultApp', { enumerable: true, value: true });
const target = readArguments(process.argv.slice(1));
if (target === null) {
  console.log(`v${process.versions.electron}`);
  process.exit(0);
}
if (target === '') {
  console.error('usage: electron <path to app>');
  process.exit(1);
}
try {
  describe(target);
  // Awaited: the ready event must wait for the application's module, as it does in a packaged application.
  await import(pathToFileURL(Module._resolveFilename(target, null, true)).href);
} catch (error) {
  console.error(error);
  app.exit(1);
}
