import { type Deadlines, deadlinesSchema } from '../../../shared/schedule/deadlines.ts';
import { dateFrom, dateText, timeFrom, type WeeklyLine } from './hours-draft.ts';

/** As it is typed. */
export interface DeadlinesDraft {
  readonly answerMark: string;
  readonly answerCoordinators: string;
  readonly hearingMark: string;
  readonly hearingCoordinators: string;
  /** Empty: never. */
  readonly returnMinutes: string;
  readonly weekly: readonly WeeklyLine[];
  readonly closures: readonly { readonly key: number; readonly date: string }[];
}

export interface DeadlinesProblem {
  readonly what: 'numbers' | 'order' | 'overlap' | 'none' | 'date';
  /** The line in which it is; null: elsewhere. */
  readonly key: number | null;
}

export const isDeadlinesProblem = (result: Deadlines | DeadlinesProblem): result is DeadlinesProblem =>
  'what' in result;

export function deadlinesDraftOf(deadlines: Deadlines): DeadlinesDraft {
  const { answerHours, hearingMinutes, returnMinutes, weekly, closures } = deadlines;
  return {
    answerMark: String(answerHours.mark),
    answerCoordinators: String(answerHours.coordinators),
    hearingMark: String(hearingMinutes.mark),
    hearingCoordinators: String(hearingMinutes.coordinators),
    returnMinutes: returnMinutes === undefined ? '' : String(returnMinutes),
    weekly: weekly.map((line, index) => ({ ...line, places: [], key: index })),
    closures: closures.map((date, index) => ({ key: weekly.length + index, date: dateText(date) })),
  };
}

/** A key that no line has yet. */
export const freshKey = ({ weekly, closures }: DeadlinesDraft): number =>
  Math.max(0, ...weekly.map(({ key }) => key), ...closures.map(({ key }) => key)) + 1;

export function deadlinesOf(draft: DeadlinesDraft, revision: number): Deadlines | DeadlinesProblem {
  const weekly = draft.weekly.map(({ key, weekday, from, to }) => ({
    key,
    weekday,
    from: timeFrom(from),
    to: timeFrom(to),
  }));
  const closures = draft.closures.map(({ key, date }) => ({ key, date: dateFrom(date) }));
  const problem = lineProblem(weekly, closures);
  if (problem !== null) return problem;
  const parsed = deadlinesSchema.safeParse({
    revision,
    answerHours: { mark: numberFrom(draft.answerMark), coordinators: numberFrom(draft.answerCoordinators) },
    hearingMinutes: { mark: numberFrom(draft.hearingMark), coordinators: numberFrom(draft.hearingCoordinators) },
    ...(draft.returnMinutes.trim() === '' ? {} : { returnMinutes: numberFrom(draft.returnMinutes) }),
    weekly: weekly.map(({ key: _key, ...line }) => line),
    closures: closures.map(({ date }) => date).toSorted(),
  });
  return parsed.success ? parsed.data : { what: 'numbers', key: null };
}

type Line = Pick<WeeklyLine, 'key' | 'weekday' | 'from' | 'to'>;

function lineProblem(weekly: readonly Line[], closures: DeadlinesDraft['closures']): DeadlinesProblem | null {
  if (weekly.length === 0) return { what: 'none', key: null };
  const wrong = weekly.find(({ from, to }) => from === '' || !(from < to));
  if (wrong !== undefined) return { what: 'order', key: wrong.key };
  const twice = weekly.find((one, index) =>
    weekly.slice(0, index).some((other) => one.weekday === other.weekday && one.from < other.to && other.from < one.to),
  );
  if (twice !== undefined) return { what: 'overlap', key: twice.key };
  const dates = closures.map(({ date }) => date);
  const odd = closures.find(({ date }, index) => date === '' || dates.indexOf(date) !== index);
  return odd === undefined ? null : { what: 'date', key: odd.key };
}

const numberFrom = (text: string): number => (text.trim() === '' ? Number.NaN : Number(text.trim()));
