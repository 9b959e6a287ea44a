import type { Random } from '../../shared/effects.ts';

const MINUTE_MS = 60_000;
/** After the n-th failed attempt; the last one repeats. */
const DELAYS_MS = [30_000, 2 * MINUTE_MS, 10 * MINUTE_MS, 60 * MINUTE_MS];
/** RFC 5321, 4.5.4.1: give up after four to five days. */
const GIVE_UP_AFTER_MS = 5 * 24 * 60 * MINUTE_MS;

/**
 * When a mail is tried again after `attempts` failed ones, including the last: between 75 and 125 per cent of the delay, so
 * that mails that failed together don't come back together. Null: it is too old, a person has to know.
 */
export function nextAttemptAt(
  mail: { readonly attempts: number; readonly createdAt: number },
  now: number,
  random: Random,
): number | null {
  if (now - mail.createdAt > GIVE_UP_AFTER_MS) return null;
  const delay = DELAYS_MS[Math.min(Math.max(mail.attempts, 1), DELAYS_MS.length) - 1] ?? MINUTE_MS;
  return Math.round(now + delay * (0.75 + random.next() / 2));
}
