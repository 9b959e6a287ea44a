import type { ReactNode } from 'react';
import { useAppState } from '../../store/context.tsx';

/** The one announcer: two regions that are always there, as screen readers only watch regions that they have met. */
export function LiveRegions(): ReactNode {
  const polite = useAppState((state) => state.polite);
  const assertive = useAppState((state) => state.assertive);
  return (
    <>
      <div className="only-read-aloud" aria-live="polite" data-announcer="polite">
        {polite}
      </div>
      <div className="only-read-aloud" aria-live="assertive" data-announcer="assertive">
        {assertive}
      </div>
    </>
  );
}
