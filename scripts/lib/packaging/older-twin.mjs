// The same package as an older version of itself: another number for dpkg, and another one inside, so that an upgrade really is one.
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { inRoot, readJson } from '../project.mjs';
import { mustRun } from '../run.mjs';

const { writeSums } = createRequire(import.meta.url)('./sums.cjs');
/** As long as the current number, since places inside an archive are counted in bytes. */
const OLDER = '0.0.9';

/** @param {{ deb: string, folder: string, program: string }} of `program`: the folder in the package that says which version it is */
export async function olderTwin({ deb, folder, program }) {
  const { version } = readJson(inRoot('package.json'));
  if (version.length !== OLDER.length) throw new Error(`choose an older number that is as long as ${version}`);
  const tree = path.join(folder, 'older');
  const twin = path.join(folder, path.basename(deb).replace(version, OLDER));
  await mustRun('dpkg-deb', ['-R', deb, tree]);
  replaceIn(path.join(tree, 'DEBIAN', 'control'), `Version: ${version}`, `Version: ${OLDER}`);
  const candidates = ['app.asar', 'app.asar.unpacked/package.json', 'package.json'].map((name) =>
    path.join(tree, program, name),
  );
  for (const file of candidates.filter(existsSync)) replaceIn(file, `"version":"${version}"`, `"version":"${OLDER}"`);
  if (existsSync(path.join(tree, program, 'app.asar'))) writeSums(path.join(tree, program));
  await mustRun('dpkg-deb', ['--root-owner-group', '-Znone', '-b', tree, twin]);
  rmSync(tree, { recursive: true, force: true });
  return twin;
}

/** Byte for byte, whether there are spaces or not. @param {string} file @param {string} from @param {string} to */
function replaceIn(file, from, to) {
  const spaced = (/** @type {string} */ text) => text.replace(':"', ': "');
  const before = readFileSync(file, 'latin1');
  const after = before.replaceAll(spaced(from), spaced(to)).replaceAll(from, to);
  writeFileSync(file, after, 'latin1');
}
