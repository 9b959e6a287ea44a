import { useMemo } from 'react';
import type { CannedEntry } from '../../../shared/bridge/core-queries.ts';
import { findReplies } from '../../../shared/canned/find.ts';
import type { Validity } from '../../../shared/canned/validity.ts';

export const whose = ['all', 'shared', 'own', 'over'] as const;
export const anyGroup = 'any';
/** Those that are for every group. */
export const everyGroup = 'every';

export interface Filter {
  readonly query: string;
  readonly whose: (typeof whose)[number];
  readonly lang: 'any' | CannedEntry['lang'];
  readonly group: string;
}

export const noFilter: Filter = { query: '', whose: 'all', lang: 'any', group: anyGroup };

export function useFiltered(
  all: readonly CannedEntry[],
  filter: Filter,
  validityOf: (reply: CannedEntry) => Validity,
): readonly CannedEntry[] {
  const fits = (reply: CannedEntry): boolean => {
    if (filter.whose === 'shared' && reply.isOwn) return false;
    if (filter.whose === 'own' && !reply.isOwn) return false;
    if (filter.whose === 'over' && validityOf(reply) !== 'over') return false;
    if (filter.lang !== 'any' && reply.lang !== filter.lang) return false;
    return filter.group === anyGroup || (reply.groupId ?? everyGroup) === filter.group;
  };
  const query = filter.query.trim();
  const found = useMemo(
    () => (query === '' ? all : findReplies(all, { query, lang: 'it', address: 'lei', groupId: '' })),
    [all, query],
  );
  return found.filter(fits);
}
