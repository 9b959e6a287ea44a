import type { PolicyOrigin, PolicySource } from '../../shared/policy/policy.ts';
import type { FoundPolicy } from './files.ts';

/** Below it lie the values, as the ADMX template writes them. */
export const REGISTRY_PATH = 'SOFTWARE\\Policies\\Sportello';

/** Runs a program without a shell: what it printed, or null when it failed (for `reg.exe`: no such key). */
export type RunProgram = (program: string, args: readonly string[]) => string | null;

/** Windows: group policy, the PC's and the account's, through the system's own `reg.exe`. */
export function readRegistryPolicy(run: RunProgram, systemRoot: string): FoundPolicy {
  const program = `${systemRoot}\\System32\\reg.exe`;
  const read = (hive: string, origin: PolicyOrigin): PolicySource[] => {
    const printed = run(program, ['query', `${hive}\\${REGISTRY_PATH}`]);
    return printed === null ? [] : [{ origin, entries: parseRegQuery(printed) }];
  };
  return { sources: [...read('HKLM', 'machine'), ...read('HKCU', 'user')], problems: [] };
}

/**
 * Lines of `reg query` such as `    HubUrl    REG_SZ    wss://centro.example.org`. Names and values may hold blanks; four
 * of them separate the columns. Numbers are printed as `0x5`.
 */
export function parseRegQuery(printed: string): Record<string, unknown> {
  const entries: Record<string, unknown> = {};
  for (const line of printed.split(/\r?\n/)) {
    const match = /^ {4}(.+?) {4}(REG_[A-Z_]+)(?: {4}(.*))?$/.exec(line);
    if (match === null) continue;
    const [, name = '', type, value = ''] = match;
    entries[name] = type === 'REG_DWORD' ? Number(value) : value;
  }
  return entries;
}
