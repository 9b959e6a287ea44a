import { useState } from 'react';
import type { Row, View } from '../../../shared/bridge/core-queries.ts';
import { useAppState, useLive } from '../../store/context.tsx';

/** Rows looked at where new ones come; more are "more". */
const LOOKED_AT = 50;

interface Seen {
  /** Of the newest that was there when the place of new ones was on screen last. */
  readonly at: number;
  readonly count: number;
}

/** How many came while the place where new ones stand was out of sight: below, or above where the newest are first. */
export function useArrivals(view: View, total: number, isEdgeInSight: boolean): number {
  const groupId = useAppState((state) => state.place.groupId);
  const isNewestFirst = view === 'resolved';
  const offset = isNewestFirst ? 0 : Math.max(0, total - LOOKED_AT);
  const edge = useLive({ name: 'list', view, groupId, offset, limit: LOOKED_AT });
  const [seen, setSeen] = useState<Seen | null>(null);
  if (edge === undefined) return seen?.count ?? 0;
  const instants = edge.rows.map((row) => instantOf(row, isNewestFirst));
  const newest = Math.max(0, ...instants);
  if (seen === null || (isEdgeInSight && (seen.at !== newest || seen.count > 0))) {
    setSeen({ at: newest, count: 0 });
    return 0;
  }
  const count = isEdgeInSight ? 0 : instants.filter((at) => at > seen.at).length;
  if (count !== seen.count) setSeen({ ...seen, count });
  return count;
}

const instantOf = ({ arrivedAt, resolvedAt }: Row, isNewestFirst: boolean): number =>
  isNewestFirst ? (resolvedAt ?? arrivedAt) : arrivedAt;
