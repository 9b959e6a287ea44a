import type { CannedReply } from '../model/directory.ts';
import { ASSOCIATION_TIME_ZONE } from '../time-zone.ts';

/** `later`: its first day is yet to come; `over`: its last day is past. */
export type Validity = 'now' | 'later' | 'over';

/** Both days are days of it. `day`: today, as `dayOf` has it. */
export function validityOf(
  { validFrom, validUntil }: Pick<CannedReply, 'validFrom' | 'validUntil'>,
  day: string,
): Validity {
  if (validUntil !== undefined && validUntil < day) return 'over';
  return validFrom !== undefined && validFrom > day ? 'later' : 'now';
}

const days = new Intl.DateTimeFormat('sv-SE', { timeZone: ASSOCIATION_TIME_ZONE });

/** The date of an instant in the association's time zone, as `2026-11-23`: dates written so can be compared as texts. */
export const dayOf = (at: number): string => days.format(at);
