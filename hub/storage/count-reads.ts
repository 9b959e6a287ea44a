import type { WeekReads } from './weeks.ts';

/** Numbers for whoever runs the hub. */
export interface Counts {
  /** Those that everybody may read until they are claimed. */
  readonly waiting: number;
  /** By state, without those that were sent. */
  readonly outgoingMails: Readonly<Record<string, number>>;
  readonly refusals: number;
  /** Without revoked ones. */
  readonly devices: number;
}

export interface CountReads extends WeekReads {
  counts(): Promise<Counts>;
}
