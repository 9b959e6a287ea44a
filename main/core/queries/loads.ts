import type { Result } from '../../../shared/bridge/core-queries.ts';
import type { ReadableDb } from '../db/database.ts';

/** As this person sees it: with their own commands that the hub has not answered. */
export function loads(db: ReadableDb): Result<'loads'> {
  const rows = db.all<{ userId: string; claimed: number }>(
    `select v_assignee_id as userId, count(*) as claimed from conversation
      where v_list in ('mine', 'passed-on') and v_assignee_id is not null group by v_assignee_id`,
  );
  return Object.fromEntries(rows.map(({ userId, claimed }) => [userId, claimed]));
}
