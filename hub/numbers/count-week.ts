import { channels, type Channel } from '../../shared/model/conversation.ts';
import type { Measures, WeekNumbers } from '../../shared/model/numbers.ts';
import type { Deadlines } from '../../shared/schedule/deadlines.ts';
import type { Schedule } from '../../shared/schedule/schedule.ts';
import { serviceCounter } from '../../shared/schedule/service-time.ts';
import type { Week } from '../../shared/schedule/weeks.ts';
import type { CaseStep, WeekEvent } from '../storage/weeks.ts';

/** What the audit says of cases; openings, logins and the like are left alone. */
export const countedKinds = [
  'arrival',
  'create',
  'claim',
  'resolve',
  'reopen',
  'heard',
  'book-appointment',
  'contact-appointment',
] as const;

export interface Counted {
  readonly week: Week;
  readonly now: number;
  readonly events: readonly WeekEvent[];
  /** Of the cases that arrived in the week, or that may have been opened again in it. */
  readonly steps: readonly CaseStep[];
  readonly groupIds: readonly string[];
  readonly schedules: readonly Schedule[];
  readonly deadlines: Deadlines;
}

/** Of fewer answers times would speak of somebody, not of the service (NW2). */
const FEWEST_ANSWERS = 3;
/** After so long a wait nobody asks for the minutes. */
const LONGEST_MS = 60 * 24 * 60 * 60_000;

/** Pure: the same events give the same numbers (section NW). */
export function countWeek(counted: Counted): WeekNumbers {
  const { week, now, groupIds } = counted;
  const tallies = new Map<string, Tally>();
  const talliesOf = (groupId: string, channel: Channel): readonly Tally[] =>
    ['total', `group ${groupId}`, `channel ${channel}`].map((key) => {
      const tally = tallies.get(key) ?? newTally();
      tallies.set(key, tally);
      return tally;
    });
  for (const event of counted.events) {
    const what = measureOf(event);
    if (what === null) continue;
    for (const tally of talliesOf(event.groupId, event.channel)) tally[what] += 1;
  }
  countSteps(counted, talliesOf);
  const measures = (key: string): Measures => measuresOf(tallies.get(key) ?? newTally());
  return {
    ...week,
    isOver: now >= week.to,
    total: measures('total'),
    groups: groupIds.map((groupId) => ({ groupId, ...measures(`group ${groupId}`) })),
    channels: channels.map((channel) => ({ channel, ...measures(`channel ${channel}`) })),
  };
}

const plainCounts = ['arrived', 'claimed', 'resolved', 'reopened', 'appointments', 'heard', 'unanswered'] as const;
type PlainCount = (typeof plainCounts)[number];
type Tally = Record<PlainCount, number> & { readonly waits: number[] };
const newTally = (): Tally => ({
  ...(Object.fromEntries(plainCounts.map((name) => [name, 0])) as Record<PlainCount, number>),
  waits: [],
});

const isArrival = ({ kind, facts }: WeekEvent): boolean =>
  kind === 'create' || (kind === 'arrival' && facts.includes('"result":"opened"'));

function measureOf(event: WeekEvent): PlainCount | null {
  const { kind, facts } = event;
  if (isArrival(event)) return 'arrived';
  // What changed nothing is no work that was done.
  if (facts.includes('"already":true')) return null;
  if (kind === 'claim') return 'claimed';
  if (kind === 'resolve') return 'resolved';
  if (kind === 'heard') return 'heard';
  if (kind === 'book-appointment') return 'appointments';
  return kind === 'contact-appointment' && facts.includes('"step":"booked"') ? 'appointments' : null;
}

/** First answers to what arrived, and what was opened again in the week, by whomever. */
function countSteps(
  { week, now, events, steps, schedules, deadlines }: Counted,
  talliesOf: (groupId: string, channel: Channel) => readonly Tally[],
): void {
  const known = new Map(events.map((event) => [event.conversationId, event]));
  const firstAnswerById = new Map<string, number>();
  for (const { conversationId, at, step } of steps) {
    const about = known.get(conversationId);
    if (about === undefined) continue;
    if (step === 'answer') firstAnswerById.set(conversationId, Math.min(at, firstAnswerById.get(conversationId) ?? at));
    else if (at >= week.from && at < week.to)
      for (const tally of talliesOf(about.groupId, about.channel)) tally.reopened += 1;
  }
  const serviceOf = servicesOf({ schedules, deadlines });
  for (const event of events.filter(isArrival)) {
    const { conversationId, groupId, channel, arrivedAt: from } = event;
    const to = firstAnswerById.get(conversationId);
    const wait = to === undefined || to > now ? null : serviceOf(groupId)({ from, to, enough: LONGEST_MS });
    for (const tally of talliesOf(groupId, channel)) {
      if (wait === null) tally.unanswered += 1;
      else tally.waits.push(wait);
    }
  }
}

/** Counters of the groups' service, each made once. */
function servicesOf({ schedules, deadlines }: Pick<Counted, 'schedules' | 'deadlines'>) {
  const counters = new Map<string, ReturnType<typeof serviceCounter>>();
  return (groupId: string): ReturnType<typeof serviceCounter> => {
    const schedule = schedules.find((each) => each.groupId === groupId) ?? null;
    const counter = counters.get(groupId) ?? serviceCounter(schedule, deadlines);
    counters.set(groupId, counter);
    return counter;
  };
}

function measuresOf({ waits, ...counts }: Tally): Measures {
  const sorted = waits.toSorted((a, b) => a - b);
  const isEnough = sorted.length >= FEWEST_ANSWERS;
  return {
    ...counts,
    answered: sorted.length,
    medianMs: isEnough ? Math.round(median(sorted)) : null,
    p90Ms: isEnough ? (sorted[Math.ceil(sorted.length * 0.9) - 1] ?? null) : null,
  };
}

function median(sorted: readonly number[]): number {
  const middle = sorted.length / 2;
  const [low, high] = [sorted[Math.ceil(middle) - 1] ?? 0, sorted[Math.floor(middle)] ?? 0];
  return (low + high) / 2;
}
