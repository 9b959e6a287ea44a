import type { EffectivePolicy } from '../shared/policy/policy.ts';

interface Facts {
  readonly environment: NodeJS.ProcessEnv;
  readonly policy: Pick<EffectivePolicy, 'values'>;
}

/** A code from the environment spares the PIN: a package takes it only where its administrator has made the PIN optional. */
export function enrolCodeOf({ environment, policy }: Facts, isPackaged: boolean): string | null {
  const isTaken = !isPackaged || policy.values.Pin === 'optional';
  return (isTaken ? environment['SPORTELLO_ENROL_CODE'] : undefined) ?? null;
}
