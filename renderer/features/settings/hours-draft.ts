import { dateSchema, type MeetingPlace, type Schedule, scheduleSchema } from '../../../shared/schedule/schedule.ts';

/** One line of hours as it is typed; `key` tells lines apart while they are edited. */
export interface WeeklyLine {
  readonly key: number;
  /** 1 is Monday. */
  readonly weekday: number;
  /** As typed: `9`, `9:30`, `9.30`. */
  readonly from: string;
  readonly to: string;
  readonly places: readonly MeetingPlace[];
}

/** A date that is not like its weekday; a date with several hours has several lines. */
export interface ExceptionLine extends Omit<WeeklyLine, 'weekday'> {
  /** As typed: `24/12/2026`. */
  readonly date: string;
  readonly isClosed: boolean;
}

export interface HoursDraft {
  readonly weekly: readonly WeeklyLine[];
  readonly exceptions: readonly ExceptionLine[];
  readonly lengthMinutes: string;
  readonly noticeHours: string;
  readonly horizonDays: string;
}

/** What a person has to put right, and in which line (null: in the numbers below). */
export interface HoursProblem {
  readonly what: 'order' | 'places' | 'date' | 'overlap' | 'numbers';
  readonly key: number | null;
}

const HOUR_MINUTES = 60;
const blank = { weekly: [], exceptions: [], lengthMinutes: 30, noticeMinutes: 24 * HOUR_MINUTES, horizonDays: 30 };

export function draftOf(schedule: Omit<Schedule, 'groupId'> = blank): HoursDraft {
  let last = 0;
  const key = (): number => (last += 1);
  const noHours = { from: '09:00', to: '12:00', places: ['office'] as const };
  return {
    weekly: schedule.weekly.map((line) => ({ ...line, key: key() })),
    exceptions: schedule.exceptions.flatMap(({ date, hours }): ExceptionLine[] =>
      hours.length === 0
        ? [{ ...noHours, date: dateText(date), isClosed: true, key: key() }]
        : hours.map((line) => ({ ...line, date: dateText(date), isClosed: false, key: key() })),
    ),
    lengthMinutes: String(schedule.lengthMinutes),
    noticeHours: String(schedule.noticeMinutes / HOUR_MINUTES),
    horizonDays: String(schedule.horizonDays),
  };
}

/** A key that no line has yet. */
export const nextKey = ({ weekly, exceptions }: HoursDraft): number =>
  Math.max(0, ...weekly.map(({ key }) => key), ...exceptions.map(({ key }) => key)) + 1;

export function scheduleOf(typed: HoursDraft, groupId: string): Schedule | HoursProblem {
  const draft = read(typed);
  const problem = lineProblem(draft);
  if (problem !== null) return problem;
  const parsed = scheduleSchema.safeParse({
    groupId,
    weekly: draft.weekly.map(({ key: _key, ...line }) => line),
    exceptions: byDate(draft.exceptions),
    lengthMinutes: numberFrom(draft.lengthMinutes),
    noticeMinutes: Math.round(numberFrom(draft.noticeHours) * HOUR_MINUTES),
    horizonDays: numberFrom(draft.horizonDays),
  });
  return parsed.success ? parsed.data : { what: 'numbers', key: null };
}

/** The program's own form of what was typed; what can't be read becomes empty, and is found by `lineProblem`. */
const read = (draft: HoursDraft): HoursDraft => ({
  ...draft,
  weekly: draft.weekly.map((line) => ({ ...line, from: timeFrom(line.from), to: timeFrom(line.to) })),
  exceptions: draft.exceptions.map((line) => ({
    ...line,
    date: dateFrom(line.date),
    from: timeFrom(line.from),
    to: timeFrom(line.to),
  })),
});

export function timeFrom(text: string): string {
  const read = /^(\d{1,2})(?:[:.,](\d\d))?$/.exec(text.trim());
  if (read === null) return '';
  const [, hour = '', minute = '00'] = read;
  const time = `${hour.padStart(2, '0')}:${minute}`;
  return /^(?:[01]\d|2[0-3]):[0-5]\d$|^24:00$/.test(time) ? time : '';
}

export function dateFrom(text: string): string {
  const [, day = '', month = '', year = ''] = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(text.trim()) ?? [];
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return dateSchema.safeParse(date).success ? date : '';
}

export const dateText = (date: string): string => date.split('-').toReversed().join('/');

export const isProblem = (result: Schedule | HoursProblem): result is HoursProblem => 'what' in result;

function lineProblem({ weekly, exceptions }: HoursDraft): HoursProblem | null {
  const open = exceptions.filter(({ isClosed }) => !isClosed);
  for (const { key, from, to, places } of [...weekly, ...open]) {
    if (from === '' || !(from < to)) return { what: 'order', key };
    if (places.length === 0) return { what: 'places', key };
  }
  const undated = exceptions.find(({ date }) => date === '');
  if (undated !== undefined) return { what: 'date', key: undated.key };
  return (
    overlapIn(weekly, (one, other) => one.weekday === other.weekday && meet(one, other)) ??
    overlapIn(
      exceptions,
      (one, other) => one.date === other.date && (one.isClosed || other.isClosed || meet(one, other)),
    )
  );
}

function overlapIn<T extends { readonly key: number }>(
  lines: readonly T[],
  areInTheWay: (one: T, other: T) => boolean,
): HoursProblem | null {
  const line = lines.find((one, index) => lines.slice(0, index).some((other) => areInTheWay(one, other)));
  return line === undefined ? null : { what: 'overlap', key: line.key };
}

const meet = (one: Pick<WeeklyLine, 'from' | 'to'>, other: Pick<WeeklyLine, 'from' | 'to'>): boolean =>
  one.from < other.to && other.from < one.to;

function byDate(lines: readonly ExceptionLine[]): Schedule['exceptions'] {
  const dates = [...new Set(lines.map(({ date }) => date))].toSorted();
  return dates.map((date) => ({
    date,
    hours: lines
      .filter((line) => line.date === date && !line.isClosed)
      .map(({ from, to, places }) => ({ from, to, places: [...places] })),
  }));
}

/** As it is written here, too: "1,5". */
const numberFrom = (text: string): number => (text.trim() === '' ? Number.NaN : Number(text.trim().replace(',', '.')));
