import type { GuardSettings } from '../../shared/guard/settings.ts';

export interface GuardReads {
  /** The association's own words and identifiers; empty until any are set. */
  guardSettings(): Promise<GuardSettings>;
}

export interface GuardWrites {
  putGuardSettings(settings: GuardSettings): Promise<void>;
}
