import { MAX_RECENT_SEARCHES } from '../../shared/model/preferences.ts';
import { useChangePreferences, usePreferences } from './use-preferences.ts';

interface RecentSearches {
  /** Newest first. */
  readonly list: readonly string[];
  /** Something that was found by it was opened. */
  remember(text: string): void;
  forget(): void;
}

/** What this person looked for; with their own encrypted data, so that nobody else at this PC sees it. */
export function useRecentSearches(): RecentSearches {
  const { recentSearches } = usePreferences();
  const change = useChangePreferences();
  return {
    list: recentSearches,
    remember(text) {
      if (recentSearches[0] === text) return;
      const others = recentSearches.filter((known) => known.toLowerCase() !== text.toLowerCase());
      change({ recentSearches: [text, ...others].slice(0, MAX_RECENT_SEARCHES) });
    },
    forget: () => change({ recentSearches: [] }),
  };
}
