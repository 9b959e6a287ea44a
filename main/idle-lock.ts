import type { PowerMonitor } from 'electron';
import type { Policy } from '../shared/policy/policy.ts';

const LOOK_EVERY_MS = 10_000;
const SHARED_MINUTES = 5;

/** Locks when the system does, and after a time without a key or the mouse where that is wanted (ID5). */
export function followIdleness(powerMonitor: PowerMonitor, policy: Policy, lock: () => void): void {
  powerMonitor.on('lock-screen', lock);
  powerMonitor.on('suspend', lock);
  const minutes = idleMinutes(policy);
  setInterval(() => {
    // Linux tells nobody that its screen is locked: it has to be asked.
    const isLocked = powerMonitor.getSystemIdleState(LOOK_EVERY_MS / 1_000) === 'locked';
    if (isLocked || (minutes !== null && powerMonitor.getSystemIdleTime() >= minutes * 60)) lock();
  }, LOOK_EVERY_MS);
}

/** Null: only when the system locks. */
export function idleMinutes({ SharedPc: shared, IdleLockMinutes: minutes }: Policy): number | null {
  if (minutes !== undefined) return Number(minutes);
  return shared === 'yes' ? SHARED_MINUTES : null;
}
