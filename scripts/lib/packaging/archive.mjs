// A tar.gz of an unpacked application, the same bytes for the same files: sorted, owned by nobody in particular, of one date.
import { mkdirSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { mustRun } from '../run.mjs';

/**
 * @param {{ folder: string, target: string, top: string, level: 1 | 9 }} wanted `top`: the one folder that it holds; `level`: of gzip's
 * @returns {Promise<string>}
 */
export async function makeArchive({ folder, target, top, level }) {
  mkdirSync(path.dirname(target), { recursive: true });
  rmSync(target, { force: true });
  // Of the day on which the program's own archive was packed: what is older or newer says nothing to whoever unpacks it.
  const packedAt = Math.floor(statSync(path.join(folder, 'resources', 'app.asar')).mtimeMs / 1000);
  const same = ['--sort=name', '--owner=0', '--group=0', '--numeric-owner', `--mtime=@${packedAt}`];
  await mustRun('tar', [
    '-C',
    folder,
    ...same,
    `--transform=s,^\\.,${top},S`,
    '-I',
    `gzip -${level}n`,
    '-cf',
    target,
    '.',
  ]);
  return target;
}
