import { describe, expect, test } from 'vitest';
import { countWeek, type Counted } from '../../../../hub/numbers/count-week.ts';
import type { CaseStep, WeekEvent } from '../../../../hub/storage/weeks.ts';
import { defaultDeadlines } from '../../../../shared/schedule/deadlines.ts';
import { isMonday, mondayAfter, mondayOf, weekOf } from '../../../../shared/schedule/weeks.ts';

/** Monday 16 November 2026 in Rome; service is 9 to 18 from Monday to Friday. */
const week = weekOf('2026-11-16');
const hour = 3_600_000;
const at = (day: number, hours: number): number => week.from + day * 24 * hour + hours * hour;

let last = 0;
const event = (kind: string, change: Partial<WeekEvent> = {}): WeekEvent => ({
  kind,
  at: at(0, 10),
  facts: '{}',
  conversationId: `c-${(last += 1)}`,
  groupId: 'cassa',
  channel: 'ticket',
  arrivedAt: at(0, 10),
  ...change,
});
const opened = (change: Partial<WeekEvent> = {}): WeekEvent =>
  event('arrival', { facts: '{"channel":"ticket","result":"opened"}', ...change });
const answer = ({ conversationId }: WeekEvent, when: number): CaseStep => ({
  conversationId,
  at: when,
  step: 'answer',
});
const count = (events: readonly WeekEvent[], steps: readonly CaseStep[] = [], change: Partial<Counted> = {}) =>
  countWeek({
    ...{ week, now: week.to, events, steps, groupIds: ['cassa', 'didattica'], schedules: [] },
    deadlines: defaultDeadlines,
    ...change,
  });

describe('[NW1] what is counted', () => {
  test('each event once, for all, for its group and for its channel; what changed nothing is none', () => {
    const { total, groups, channels, isOver } = count([
      ...[opened(), event('create', { groupId: 'didattica', channel: 'voicemail' })],
      event('arrival', { facts: '{"channel":"ticket","result":"joined"}' }),
      event('claim', { facts: '{"already":false,"fence":1}' }),
      event('claim', { facts: '{"already":true,"fence":1}' }),
      ...[event('resolve'), event('resolve', { groupId: 'didattica' })],
      event('heard', { facts: '{"already":false}', channel: 'voicemail' }),
      event('heard', { facts: '{"already":true}', channel: 'voicemail' }),
      event('book-appointment'),
      event('contact-appointment', { facts: '{"step":"booked"}' }),
      event('contact-appointment', { facts: '{"step":"moved"}' }),
    ]);
    const none = { reopened: 0, answered: 0, medianMs: null, p90Ms: null };
    expect(total).toEqual({ arrived: 2, claimed: 1, resolved: 2, appointments: 2, heard: 1, unanswered: 2, ...none });
    expect(groups.map(({ groupId, arrived, resolved }) => [groupId, arrived, resolved])).toEqual([
      ['cassa', 1, 1],
      ['didattica', 1, 1],
    ]);
    expect(channels.map(({ channel, arrived, heard }) => [channel, arrived, heard])).toEqual([
      ['ticket', 1, 0],
      ['chat', 0, 0],
      ['voicemail', 1, 1],
    ]);
    expect(isOver).toBe(true);
    expect(count([], [], { now: week.to - 1 }).isOver).toBe(false);
  });

  test('a case that was opened again counts in the week in which it was', () => {
    const again = event('reopen');
    const step = (when: number): CaseStep => ({ conversationId: again.conversationId, at: when, step: 'reopened' });
    const { total } = count([again], [step(week.from - 1), step(at(2, 11)), step(week.to)]);
    expect(total.reopened).toBe(1);
  });
});

describe('[NW2] how long the first answer took', () => {
  test('in hours of service: nights, week-ends and other answers leave it alone', () => {
    const cases = [
      opened({ arrivedAt: at(0, 17) }),
      opened({ arrivedAt: at(4, 17) }),
      opened({ arrivedAt: at(1, 9) }),
      opened(),
    ];
    const [one, two, three] = cases as [WeekEvent, WeekEvent, WeekEvent];
    const steps = [answer(one, at(1, 10)), answer(one, at(3, 10)), answer(two, at(7, 10)), answer(three, at(1, 13))];
    const { total } = count(cases, steps, { now: at(9, 0) });
    expect([total.answered, total.unanswered, total.medianMs, total.p90Ms]).toEqual([3, 1, 2 * hour, 4 * hour]);
    expect(count(cases, steps, { now: at(2, 0) }).total.answered).toBe(2);
  });

  test('is not said of fewer than three answers', () => {
    const cases = [opened(), opened()];
    const { total } = count(
      cases,
      cases.map((each) => answer(each, at(0, 11))),
    );
    expect([total.answered, total.medianMs, total.p90Ms]).toEqual([2, null, null]);
  });

  test('of many: the middle one, and the one within which nine in ten were answered', () => {
    const cases = Array.from({ length: 20 }, () => opened({ arrivedAt: at(0, 9) }));
    const { total } = count(
      cases,
      cases.map((each, index) => answer(each, at(0, 9) + (index + 1) * 60_000)),
    );
    expect([total.medianMs, total.p90Ms]).toEqual([630_000, 18 * 60_000]);
  });
});

test('weeks go from Monday to Monday by the clock of Rome, also where it changes', () => {
  expect(mondayOf(Date.parse('2026-11-22T22:59:59Z'))).toBe('2026-11-16');
  expect(mondayOf(Date.parse('2026-11-22T23:00:00Z'))).toBe('2026-11-23');
  expect([isMonday('2026-11-16'), isMonday('2026-11-17'), mondayAfter('2026-11-16', -1)]).toEqual([
    true,
    false,
    '2026-11-09',
  ]);
  const { from, to } = weekOf('2026-10-19');
  expect((to - from) / hour).toBe(169);
});
