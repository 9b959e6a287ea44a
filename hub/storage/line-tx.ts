import { sql } from 'kysely';
import type { Work } from './gathered.ts';

export interface LineReads {
  /**
   * Ids of the first cases that wait in these groups (null: in all), in order of arrival; of merged ones the one that leads.
   */
  firstWaiting(groupIds: readonly string[] | null, limit: number): Promise<readonly string[]>;
}

/** The literals let a database know that the partial index fits. */
const inLine = sql<boolean>`state = 'waiting' and merged_into is null`;

export function lineTx({ db }: Work): LineReads {
  return {
    async firstWaiting(groupIds, limit) {
      if (groupIds?.length === 0) return [];
      const waiting = db.selectFrom('conversations').select('id').where(inLine);
      const inGroups = groupIds === null ? waiting : waiting.where('group_id', 'in', [...groupIds]);
      const rows = await inGroups.orderBy('arrived_at').orderBy('number').limit(limit).execute();
      return rows.map(({ id }) => id);
    },
  };
}
