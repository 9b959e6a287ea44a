import { useCallback } from 'react';
import type { Failure } from '../../shared/errors.ts';
import { useText } from '../i18n/text.tsx';
import { useDirectory } from './use-directory.ts';
import { useHubNow } from './use-hub-now.ts';

/** The sentence for a failure: what happened, what is safe, what to do. */
export function useFailureText(): (failure: Failure) => string {
  const { t, dates } = useText();
  const { nameOf } = useDirectory();
  const now = useHubNow();
  return useCallback(
    (failure) =>
      t(failure.why === undefined ? `error.${failure.code}` : `error.${failure.why}`, {
        holder: failure.userId === undefined ? 'none' : 'other',
        name: failure.userId === undefined ? t('person.someone') : nameOf(failure.userId),
        when: failure.at === undefined ? t('time.recently') : dates.atMoment(failure.at, now),
        limit: failure.limit ?? 0,
        megabytes: Math.round((failure.limit ?? 0) / 1024 / 1024),
        hasWait: failure.retryAfterMs === undefined ? 'false' : 'true',
        seconds: Math.max(1, Math.ceil((failure.retryAfterMs ?? 60_000) / 1000)),
      }),
    [t, dates, nameOf, now],
  );
}
