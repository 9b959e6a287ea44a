import { channels } from '../../../shared/model/conversation.ts';
import type { ArrivedCase, Measures, Numbers, WeekNumbers } from '../../../shared/model/numbers.ts';
import { mondayAfter, weekOf } from '../../../shared/schedule/weeks.ts';
import { groups, now } from './fixtures.ts';

const minuteMs = 60_000;

/** Numbers that hang together: the same week always has the same. */
function measuresOf(monday: string, part: number, share: number): Measures {
  const week = Number(monday.slice(8)) % 5;
  const arrived = Math.round((38 + week * 3 + part * 5) * share);
  const answered = Math.max(0, arrived - (part % 3));
  return {
    arrived,
    claimed: Math.round(arrived * 0.95),
    resolved: Math.round(arrived * 0.8),
    reopened: part % 3,
    appointments: part % 4,
    heard: Math.round(arrived * 0.1),
    answered,
    unanswered: arrived - answered,
    medianMs: answered < 3 ? null : (75 + part * 12) * minuteMs,
    p90Ms: answered < 3 ? null : (310 + part * 45) * minuteMs,
  };
}

const weekNumbers = (monday: string): WeekNumbers => ({
  ...weekOf(monday),
  isOver: weekOf(monday).to <= now,
  total: measuresOf(monday, 0, 1),
  groups: groups.map(({ id }, index) => ({ groupId: id, ...measuresOf(monday, index + 1, 0.4 - index * 0.095) })),
  channels: channels.map((channel, index) => ({ channel, ...measuresOf(monday, index, [0.7, 0.2, 0.1][index] ?? 0) })),
});

export const numbersOf = (monday: string): Numbers => ({
  week: weekNumbers(monday),
  before: weekNumbers(mondayAfter(monday, -1)),
});

export const arrivedCases: ArrivedCase[] = [
  {
    number: '2026-000121',
    channel: 'ticket',
    groupId: 'telematici',
    state: 'resolved',
    arrivedAt: now - 130 * minuteMs,
    claimedAt: now - 90 * minuteMs,
    resolvedAt: now - 10 * minuteMs,
  },
  {
    number: '2026-000124',
    channel: 'chat',
    groupId: 'cassa',
    state: 'waiting',
    arrivedAt: now - 93 * minuteMs,
    claimedAt: null,
    resolvedAt: null,
  },
];
