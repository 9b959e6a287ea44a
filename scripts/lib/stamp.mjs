// What a build was made from, as one hash: the sources' contents, the lock file and the build script itself.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { inRoot, readText } from './project.mjs';

const stampFile = inRoot('dist', '.stamp');
const sources = [
  'main',
  'hub',
  'practice',
  'renderer',
  'shared',
  'widget',
  'scripts/build.mjs',
  'scripts/lib/stamp.mjs',
  'package.json',
  'package-lock.json',
];
const outputs = [
  'main/index.js',
  'core/index.js',
  'core/log-mover-thread.js',
  'core/relay.js',
  'practice/index.js',
  'preload/index.cjs',
  'renderer/index.html',
  'widget/chat.js',
];

export function sourceHash() {
  const hash = createHash('sha256');
  for (const source of sources) {
    for (const file of filesIn(inRoot(source))) hash.update(`${file}\0`).update(readFileSync(file));
  }
  return hash.digest('hex');
}

export const isBuildFresh = () =>
  readText(stampFile) === sourceHash() && outputs.every((file) => existsSync(inRoot('dist', file)));

/** @param {string} hash taken before the build: what changes meanwhile makes the next one stale */
export function writeStamp(hash) {
  mkdirSync(path.dirname(stampFile), { recursive: true });
  writeFileSync(stampFile, hash);
}

/** @param {string} place @returns {string[]} */
function filesIn(place) {
  const kind = statSync(place, { throwIfNoEntry: false });
  if (!kind) return [];
  if (!kind.isDirectory()) return [place];
  return readdirSync(place, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .toSorted();
}
