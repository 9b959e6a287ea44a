import type { PolicyOrigin, PolicySource } from '../../shared/policy/policy.ts';
import { isRecord, type FoundPolicy } from './files.ts';
import type { RunProgram } from './registry.ts';

const DOMAIN = 'org.sportello.app';
const FOLDER = '/Library/Managed Preferences';

/** macOS: what a configuration profile fixed, for the PC and for the account; only the system writes there. */
export function readManagedPreferences(run: RunProgram, account: string): FoundPolicy {
  const read = (file: string, origin: PolicyOrigin): PolicySource[] => {
    const printed = run('/usr/bin/plutil', ['-convert', 'json', '-o', '-', file]);
    const entries: unknown = printed === null ? null : parseJson(printed);
    return isRecord(entries) ? [{ origin, entries: ownKeys(entries) }] : [];
  };
  const sources = [
    ...read(`${FOLDER}/${DOMAIN}.plist`, 'machine'),
    ...read(`${FOLDER}/${account}/${DOMAIN}.plist`, 'user'),
  ];
  return { sources, problems: [] };
}

/** The system adds keys of its own to such a file. */
const ownKeys = (entries: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(entries).filter(([key]) => !key.startsWith('Payload') && !key.startsWith('_')));

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
