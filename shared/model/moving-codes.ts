import type { SystemEvent } from './message.ts';

/** Lines that say who holds a case, and who takes part: of merged cases each has its own (MG3). */
export const movingCodes: ReadonlySet<SystemEvent['code']> = new Set([
  'claimed',
  'released',
  'transferred',
  'passing',
  'joined',
  'parted',
  'resolved',
  'reopened',
  'merged',
  'unmerged',
]);
