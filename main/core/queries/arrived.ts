import type { ArrivedCase } from '../../../shared/model/numbers.ts';
import type { ReadableDb } from '../db/database.ts';

/** What a table of a week's cases may hold: of each what everybody knows, without its content and without who holds it. */
export const arrivedBetween = (
  db: ReadableDb,
  { from, to }: { readonly from: number; readonly to: number },
): ArrivedCase[] =>
  db.all<ArrivedCase>(
    `select substr(printf('%010d', key), 1, 4) || '-' || substr(printf('%010d', key), 5) as number, channel,
            group_id as groupId, state, arrived_at as arrivedAt, claimed_at as claimedAt, resolved_at as resolvedAt
       from conversation where arrived_at >= ? and arrived_at < ? order by arrived_at, key`,
    [from, to],
  );
