/** Until when somebody promises an answer, counted from now; `other`: a day and an hour of their own. */
const dueChoices = ['tomorrow', 'three-days', 'monday', 'other'] as const;
export type DueChoice = (typeof dueChoices)[number];

/** By the evening of that day, on this PC's clock. */
const EVENING_HOUR = 18;
const MONDAY = 1;
const DAYS_OF_WEEK = 7;

/** Those that are not another one's day: tomorrow may be Monday. */
export function choicesAt(now: number): readonly DueChoice[] {
  const isFirst = (choice: DueChoice, index: number): boolean =>
    choice === 'other' ||
    !dueChoices.slice(0, index).some((before) => before !== 'other' && dueAt(before, now) === dueAt(choice, now));
  return dueChoices.filter(isFirst);
}

/** The instant by the clock that `now` is of. */
export function dueAt(choice: Exclude<DueChoice, 'other'>, now: number): number {
  const evening = new Date(now);
  evening.setDate(evening.getDate() + daysUntil(choice, evening.getDay()));
  evening.setHours(EVENING_HOUR, 0, 0, 0);
  return evening.getTime();
}

function daysUntil(choice: Exclude<DueChoice, 'other'>, today: number): number {
  if (choice === 'tomorrow') return 1;
  if (choice === 'three-days') return 3;
  // On a Monday the next one.
  return (MONDAY - today + DAYS_OF_WEEK) % DAYS_OF_WEEK || DAYS_OF_WEEK;
}

/** What stands in the two fields, as an instant; null: they are not filled in, or it is over. */
export function dueOf({ day, hour }: { readonly day: string; readonly hour: string }, now: number): number | null {
  const at = new Date(`${day}T${hour}`).getTime();
  return Number.isFinite(at) && at > now ? at : null;
}

/** How the two fields show an instant. */
export function fieldsOf(at: number): { readonly day: string; readonly hour: string } {
  const local = new Date(at);
  const two = (value: number): string => String(value).padStart(2, '0');
  return {
    day: `${local.getFullYear()}-${two(local.getMonth() + 1)}-${two(local.getDate())}`,
    hour: `${two(local.getHours())}:${two(local.getMinutes())}`,
  };
}
