/** So many wrong PINs cost nothing: fingers slip. */
const FREE_TRIES = 3;
const FIRST_WAIT_MS = 30_000;
const LONGEST_WAIT_MS = 60 * 60_000;

export interface WrongPins {
  readonly count: number;
  readonly localAt: number;
}

/**
 * How long nobody may try, ms (ID3): 30 s after the fourth wrong one in a row, then twice as long each time, up to an hour.
 * A clock that was set back begins the wait anew.
 */
export function waitAfterWrongPins({ count, localAt }: WrongPins, now: number): number {
  if (count <= FREE_TRIES) return 0;
  const whole = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.min(count - FREE_TRIES - 1, 16));
  return now < localAt ? whole : Math.max(0, localAt + whole - now);
}
