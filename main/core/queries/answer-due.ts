import { openDayEnd } from '../../../shared/schedule/service-time.ts';
import { allSchedules } from '../db/appointments.ts';
import { associationSettings } from '../db/association-settings.ts';
import type { ReadableDb } from '../db/database.ts';
import type { ListedRow } from './rows.ts';

const HOUR_MS = 3_600_000;
/** Nearer than this it is worth saying. */
const SOON_MS = 24 * HOUR_MS;
/** Of one window, the oldest: days are counted one by one. */
const MAX_ROWS = 20;

/**
 * By when somebody has to answer (CK2), of cases that nobody has taken yet and whose time ends soon: there the clock
 * runs from their arrival, which every device knows.
 */
export function answersDue(db: ReadableDb, rows: readonly ListedRow[], hubNow: number): ReadonlyMap<string, number> {
  const { deadlines } = associationSettings(db);
  const ms = deadlines.answerHours.mark * HOUR_MS;
  // Days on which nobody counts only make it later.
  const near = rows.filter((row) => isNew(row) && row.arrived_at <= hubNow + SOON_MS - ms).slice(0, MAX_ROWS);
  if (near.length === 0) return new Map();
  const schedules = new Map(allSchedules(db).map((schedule) => [schedule.groupId, schedule]));
  return new Map(
    near.flatMap(({ id, arrived_at: from, v_group_id: groupId }) => {
      const at = openDayEnd(schedules.get(groupId) ?? null, { from, ms }, deadlines);
      return at > hubNow && at <= hubNow + SOON_MS ? [[id, at] as const] : [];
    }),
  );
}

const isNew = (row: ListedRow): boolean =>
  row.v_state === 'waiting' && row.fence === 0 && row.late === null && row.channel !== 'chat';
