import { errorCatalogue, type Failure } from '../../../shared/errors.ts';
import { BACKOFF_MAX_MS, BACKOFF_MIN_MS, BACKOFF_UNREACHED_MAX_MS } from '../../../shared/protocol/limits.ts';

/** Another copy of this device is connected: calling at once would only throw that one out again. */
const REPLACED_ATTEMPT = 5;

/**
 * Full jitter: uniform between the minimum and a bound that starts at twice the minimum and doubles with every attempt
 * that failed (LI2). `attempt` counts from 0; a welcome starts again from there.
 */
export function delayBefore(attempt: number, { random, failure }: { random: number; failure: Failure }): number {
  const counted = failure.code === 'replaced' ? Math.max(attempt, REPLACED_ATTEMPT) : attempt;
  const bound = Math.min(greatestBound(failure), BACKOFF_MIN_MS * 2 ** Math.min(counted + 1, 16));
  const drawn = Math.round(BACKOFF_MIN_MS + random * (bound - BACKOFF_MIN_MS));
  return Math.max(drawn, failure.retryAfterMs ?? 0);
}

/** Nobody refused: the network may be back at any moment, and a try that reaches nobody costs nobody. */
const greatestBound = ({ code }: Failure): number =>
  code === 'hub-unreachable' || code === 'silence' ? BACKOFF_UNREACHED_MAX_MS : BACKOFF_MAX_MS;

/** Nothing but a person's act can help. */
export const isFinal = (failure: Failure): boolean => errorCatalogue[failure.code] === 'never';
