import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { logNames } from '../../shared/log/rotation.ts';
import { KEPT_FILES, logFolderIn, MAIN_LOG } from './main-log.ts';

/** A log by name and where it lies: the program's own, and that of whoever sits there. */
interface LogFile {
  readonly name: string;
  readonly file: string;
}

export function logFiles(userData: string, volunteerFolder: string | null): readonly LogFile[] {
  const own = logNames(MAIN_LOG, KEPT_FILES).map((name) => ({ name, file: join(logFolderIn(userData), name) }));
  const folder = volunteerFolder ?? userData;
  const cores = logNames('core.log', KEPT_FILES).map((name) => ({ name, file: join(logFolderIn(folder), name) }));
  return [...own, ...cores].filter(({ file }) => existsSync(file));
}

export const logSizes = (files: readonly LogFile[]): { name: string; bytes: number }[] =>
  files.map(({ name, file }) => ({ name, bytes: statSync(file).size }));

/** The newest of each: what is older is seldom asked for. */
export const newestLogs = (files: readonly LogFile[]): Record<string, string> =>
  Object.fromEntries(
    files.filter(({ name }) => name.endsWith('.log')).map(({ name, file }) => [name, readFileSync(file, 'utf8')]),
  );
