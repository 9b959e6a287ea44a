import { spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { BackupTools } from '../backups/backups.ts';
import { postgresUrl } from '../storage/postgres-address.ts';
import { UsageError } from './arguments.ts';
import { isUnchanged, sumFile, sumOf } from './backup-verify.ts';
import { sync } from './keys-file.ts';
import type { Place } from './place.ts';

const PROGRAM = fileURLToPath(new URL('../index.ts', import.meta.url));

/** The hub's own commands, each in a process of its own, on a folder of copies. */
export function createBackupTools(place: Place, folder: string): BackupTools {
  makeFolder(folder);
  const children = new Set<ChildProcess>();
  const succeeds = (args: readonly string[]): Promise<boolean> => run(args, { children, env: environment(place) });
  const at = (name: string): string => join(folder, name);
  return {
    names: () => readdir(folder),
    async clean() {
      const names = await readdir(folder);
      for (const name of names.filter((each) => isHalfDone(each, names))) {
        await rm(at(name), { recursive: true, force: true });
      }
    },
    async make(name) {
      // The last step gives it the name of a copy: what bears such a name is whole and has its sum, whoever was killed.
      const made = at(`${name}.${process.pid}.new`);
      if (!(await succeeds(['backup', '--to', made]))) return false;
      const sum = `${await sumOf(made)}  ${name}\n`;
      await writeFile(sumFile(at(name)), sum, { mode: 0o600, flush: true });
      await rename(made, at(name));
      sync(folder);
      return true;
    },
    verify: (name) => succeeds(['backup', 'verify', '--from', at(name)]),
    isUnchanged: async (name) => (await isUnchanged(at(name))) === true,
    abort() {
      for (const child of children) child.kill('SIGKILL');
    },
    async remove(name) {
      for (const file of [at(name), sumFile(at(name))]) await rm(file, { force: true });
    },
  };
}

function isHalfDone(name: string, names: readonly string[]): boolean {
  if (/\.(part|part-journal|new)$|^\.verify-/.test(name)) return true;
  return name.endsWith('.sha256') && !names.includes(name.replace(/\.sha256$/, ''));
}

function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  } catch {
    throw new UsageError(`--backup-dir: the folder ${folder} cannot be made`);
  }
}

/** Where the data is stands here and not among the arguments: those everybody on this machine may read, and a password may be in it. */
function environment({ folder, database }: Place): NodeJS.ProcessEnv {
  const others = Object.entries(process.env).filter(([name]) => !name.startsWith('SPORTELLO_HUB_'));
  return {
    ...Object.fromEntries(others),
    SPORTELLO_HUB_DATA: folder,
    ...(database === null ? {} : { SPORTELLO_HUB_DATABASE: postgresUrl(database) }),
  };
}

/** What it prints is for people at a terminal; the log has the outcome. */
function run(
  args: readonly string[],
  { children, env }: { readonly children: Set<ChildProcess>; readonly env: NodeJS.ProcessEnv },
): Promise<boolean> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [PROGRAM, ...args], { stdio: 'ignore', env });
    children.add(child);
    child.once('error', () => resolve(false));
    child.once('exit', (code) => {
      children.delete(child);
      resolve(code === 0);
    });
  });
}
