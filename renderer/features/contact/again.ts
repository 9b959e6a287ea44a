/** When to call again, counted from now. */
export const againChoices = ['never', 'hour', 'three-hours', 'tomorrow'] as const;
export type Again = (typeof againChoices)[number];

const HOUR_MS = 60 * 60_000;
/** Of the day after, on this PC's clock. */
const MORNING_HOUR = 9;

/** The instant by the clock that `now` is of; null: nobody calls again. */
export function againAt(choice: Again, now: number): number | null {
  if (choice === 'never') return null;
  if (choice !== 'tomorrow') return now + (choice === 'hour' ? 1 : 3) * HOUR_MS;
  const morning = new Date(now);
  morning.setDate(morning.getDate() + 1);
  morning.setHours(MORNING_HOUR, 0, 0, 0);
  return morning.getTime();
}
