import { spawnSync } from 'node:child_process';
import { effectivePolicy, type EffectivePolicy } from '../../shared/policy/policy.ts';
import { readPolicyFiles, type FoundPolicy } from './files.ts';
import { readManagedPreferences } from './managed-preferences.ts';
import { readRegistryPolicy, type RunProgram } from './registry.ts';

export const POLICY_FOLDER = '/etc/sportello';

export interface PolicyPlace {
  readonly platform: NodeJS.Platform;
  readonly systemRoot: string;
  readonly account: string;
  /** Linux: where the files are, and whose they must be (0: the administrator's). */
  readonly folder: string;
  readonly owner: number;
}

/** What the organisation fixed on this PC and for this account. Read once, at the start. */
export function readPolicy(place: PolicyPlace): EffectivePolicy {
  const found = findPolicy(place);
  const policy = effectivePolicy(found.sources);
  return { ...policy, problems: [...found.problems, ...policy.problems] };
}

function findPolicy({ platform, systemRoot, account, folder, owner }: PolicyPlace): FoundPolicy {
  if (platform === 'win32') return readRegistryPolicy(runProgram, systemRoot);
  if (platform === 'darwin') return readManagedPreferences(runProgram, account);
  return readPolicyFiles(folder, owner);
}

const runProgram: RunProgram = (program, args) => {
  const { status, stdout } = spawnSync(program, args, { encoding: 'utf8', timeout: 5_000, windowsHide: true });
  return status === 0 ? stdout : null;
};
