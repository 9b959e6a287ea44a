import { existsSync, readdirSync, readFileSync } from 'node:fs';

/** Processes that a process started, and those that these started (Linux: /proc). */
export function descendants(pid: number): number[] {
  const parents = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      const parent = /^PPid:\s+(\d+)/m.exec(readOrEmpty(`/proc/${name}/status`))?.[1];
      return parent === undefined ? [] : [{ pid: Number(name), parent: Number(parent) }];
    });
  const below = (parent: number): number[] =>
    parents.filter((each) => each.parent === parent).flatMap((each) => [each.pid, ...below(each.pid)]);
  return below(pid);
}

export const commandLine = (pid: number): string => readOrEmpty(`/proc/${pid}/cmdline`).replaceAll('\0', ' ');
export const isAlive = (pid: number): boolean => existsSync(`/proc/${pid}`);

/** Resident memory of a living process, bytes. */
export const residentBytes = (pid: number): number => statusBytes(pid, 'VmRSS');
/** The most that it ever had. */
export const peakResidentBytes = (pid: number): number => statusBytes(pid, 'VmHWM');

function statusBytes(pid: number, field: 'VmRSS' | 'VmHWM'): number {
  const line = new RegExp(`^${field}:\\s+(\\d+) kB`, 'm');
  return Number(line.exec(readOrEmpty(`/proc/${pid}/status`))?.[1] ?? Number.NaN) * 1024;
}

/** USER_HZ, which Linux gives to programs as 100 on every platform that we know. */
const TICK_MS = 10;

/** What a living process, those it started and those of them that ended have computed so far. It says the same on a busy machine. */
export const computedMs = (pid: number): number =>
  [pid, ...descendants(pid)].reduce((all, each) => all + ownComputedMs(each), 0);

function ownComputedMs(pid: number): number {
  // After the name, which may have spaces and parentheses of its own: state is the third field, utime the fourteenth.
  const fields = readOrEmpty(`/proc/${pid}/stat`)
    .replace(/^.*\) /s, '')
    .split(' ');
  const [user, system, usersChildren, systemsChildren] = fields.slice(11, 15).map(Number);
  return ((user ?? 0) + (system ?? 0) + (usersChildren ?? 0) + (systemsChildren ?? 0)) * TICK_MS;
}

function readOrEmpty(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return ''; // it has ended meanwhile
  }
}
