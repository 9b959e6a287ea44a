import { useEffect, useState } from 'react';
import type { CannedEntry } from '../../../shared/bridge/core-queries.ts';
import type { CannedChange } from '../../../shared/canned/changes.ts';
import { refusedLinks } from '../../../shared/canned/links.ts';
import type { CannedUses } from '../../../shared/canned/uses.ts';
import { dayOf, validityOf, type Validity } from '../../../shared/canned/validity.ts';
import type { Failure } from '../../../shared/errors.ts';
import { useApp, useAppState, useLive } from '../../store/context.tsx';
import { failureOf } from '../../store/create-app.ts';
import { useHubNow } from '../../store/use-hub-now.ts';

export type Change = (isOwn: boolean, changes: readonly CannedChange[]) => Promise<Failure | null>;

/** Null: it is so from now on. Shared ones change at the hub, own ones here, and from here everywhere. */
export function useChange(): Change {
  const { core } = useApp();
  return async (isOwn, changes) => {
    try {
      await core.call({ name: isOwn ? 'change-own-replies' : 'change-canned-replies', changes: [...changes] });
      return null;
    } catch (error) {
      return failureOf(error);
    }
  };
}

/** How often each was used by everybody together ([CR8]); undefined: not known, as without the hub. */
export function useUses(): CannedUses | undefined {
  const { core } = useApp();
  const isOnline = useAppState((state) => state.localOfflineSinceAt === null);
  const [uses, setUses] = useState<CannedUses>();
  useEffect(() => {
    let isCurrent = true;
    core.call({ name: 'canned-uses' }).then(
      (found) => isCurrent && setUses(found),
      // It is a figure beside the replies: where it is not known it is left out.
      () => undefined,
    );
    return () => {
      isCurrent = false;
    };
  }, [core, isOnline]);
  return uses;
}

export interface Standing {
  readonly validity: Validity;
  readonly links: readonly string[];
}

/** What keeps a reply from being offered today ([CR5], [CR6]). */
export function useStanding(): (reply: CannedEntry) => Standing {
  const day = dayOf(useHubNow());
  const sites = useLive({ name: 'settings' })?.links.sites ?? [];
  return (reply) => ({ validity: validityOf(reply, day), links: refusedLinks(reply.text, sites) });
}
