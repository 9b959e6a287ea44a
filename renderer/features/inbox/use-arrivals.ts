import { useState } from 'react';
import type { Row, View } from '../../../shared/bridge/core-queries.ts';
import { useAppState, useLive } from '../../store/context.tsx';
import { type Seen, seenAfter } from './arrivals.ts';

/** Rows looked at where new ones come; more are "more". */
const LOOKED_AT = 50;

/** How many came while the place where new ones stand was out of sight: below, or above where the newest are first. */
export function useArrivals(view: View, total: number, isEdgeInSight: boolean): number {
  const groupId = useAppState((state) => state.place.groupId);
  const isNewestFirst = view === 'resolved';
  const offset = isNewestFirst ? 0 : Math.max(0, total - LOOKED_AT);
  const edge = useLive({ name: 'list', view, groupId, offset, limit: LOOKED_AT });
  const isSyncing = useLive({ name: 'status' })?.syncing != null;
  const [seen, setSeen] = useState<Seen | null>(null);
  if (edge === undefined) return seen?.count ?? 0;
  const instants = edge.rows.map((row) => instantOf(row, isNewestFirst));
  const after = seenAfter(seen, { instants, isInSight: isEdgeInSight, isSyncing });
  if (after !== seen) setSeen(after);
  return after.count;
}

const instantOf = ({ arrivedAt, resolvedAt }: Row, isNewestFirst: boolean): number =>
  isNewestFirst ? (resolvedAt ?? arrivedAt) : arrivedAt;
