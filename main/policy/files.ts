import { lstatSync, readdirSync, readFileSync, type Stats } from 'node:fs';
import { join } from 'node:path';
import type { PolicyProblem, PolicySource } from '../../shared/policy/policy.ts';

/** What one platform's reader found, and what it could not use. */
export interface FoundPolicy {
  readonly sources: readonly PolicySource[];
  readonly problems: readonly PolicyProblem[];
}

/**
 * Linux: `policy.json` in `folder` (/etc/sportello), then `policies.d/*.json` in order of name. A file that somebody else
 * than the administrator may change is not obeyed, nor is one in a folder that is open to others.
 *
 * @param owner numeric id of the account that must own them: 0, the administrator's, but for tests.
 */
export function readPolicyFiles(folder: string, owner: number): FoundPolicy {
  const sources: PolicySource[] = [];
  const problems: PolicyProblem[] = [];
  for (const file of policyFiles(folder)) {
    const result = isProtected(file, owner) && isProtected(join(file, '..'), owner) ? read(file) : 'not-protected';
    if (typeof result === 'string') problems.push({ origin: 'machine', key: null, reason: result });
    else sources.push({ origin: 'machine', entries: result });
  }
  return { sources, problems };
}

function policyFiles(folder: string): string[] {
  const parts = join(folder, 'policies.d');
  const single = join(folder, 'policy.json');
  const names = statOf(parts)?.isDirectory() === true ? readdirSync(parts) : [];
  const extra = names.filter((name) => name.endsWith('.json')).toSorted();
  return [...(statOf(single) === null ? [] : [single]), ...extra.map((name) => join(parts, name))];
}

/** Owned by the administrator and writable by nobody else; a link could point to anything. */
function isProtected(path: string, owner: number): boolean {
  const stats = statOf(path);
  return stats !== null && !stats.isSymbolicLink() && stats.uid === owner && (stats.mode & 0o022) === 0;
}

function read(file: string): Record<string, unknown> | 'unreadable' {
  try {
    const parsed: unknown = JSON.parse(readFileSync(file, 'utf8'));
    return isRecord(parsed) ? parsed : 'unreadable';
  } catch {
    return 'unreadable';
  }
}

function statOf(path: string): Stats | null {
  try {
    return lstatSync(path);
  } catch {
    return null;
  }
}

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
