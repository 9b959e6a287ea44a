import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { moveAll } from '../../../main/core/bulk.ts';
import { commandsAfter } from '../../../main/core/db/outbox.ts';
import { fencesOf } from '../../../main/core/queries/fences.ts';
import { counts, list } from '../../../main/core/queries/list.ts';
import type { BulkMove } from '../../../shared/bridge/bulk.ts';
import { me, openTestDatabase, putOf, takenOf, type TestDatabase } from '../../support/core-database.ts';

let database: TestDatabase;
beforeEach(() => {
  database = openTestDatabase();
});
afterEach(() => database.remove());

const mine = (fence: number) => ({
  ...{ state: 'claimed' as const, assigneeId: me, participantIds: [me] },
  ...{ fence, claimedAt: 20_000 },
});
const move = (ids: readonly string[], what: BulkMove) =>
  database.db.write((tx) => moveAll(tx, { conversationIds: ids, move: what }, { userId: me, localAt: 500 }));
const stored = () => database.db.read((tx) => commandsAfter(tx, 0, 100)).map(({ command }) => command);
const HOUR_MS = 3_600_000;
const shown = (view: 'to-take' | 'late', hubNow = 0) =>
  database.db.read((tx) => list(tx, { name: 'list', view, groupId: null, offset: 0, limit: 50 }, hubNow));

describe('[CO1] several cases at once', () => {
  test('each is a command of its own under its own token; what is not theirs is left and counted', () => {
    database.apply([putOf(1, mine(3)), putOf(2, mine(7)), putOf(3), takenOf(4)]);
    const done = move(['c-1', 'c-2', 'c-3', 'c-4', 'unknown'], { name: 'resolve' });
    expect(done).toEqual({
      stored: [
        { conversationId: 'c-1', seq: 1 },
        { conversationId: 'c-2', seq: 2 },
      ],
      left: 3,
    });
    expect(stored()).toEqual([
      { name: 'resolve', conversationId: 'c-1', under: 3 },
      { name: 'resolve', conversationId: 'c-2', under: 7 },
    ]);
  });

  test('the same one named twice is moved once, and what was just moved is not moved again', () => {
    database.apply([putOf(1, mine(3))]);
    expect(move(['c-1', 'c-1'], { name: 'release', handover: '' }).stored).toHaveLength(1);
    expect(move(['c-1'], { name: 'resolve' })).toEqual({ stored: [], left: 1 });
  });

  test('the way back: what waits is claimed, what was resolved is opened again', () => {
    database.apply([putOf(1), putOf(2, { ...mine(2), state: 'resolved', resolvedAt: 30_000 })]);
    expect(move(['c-1', 'c-2'], { name: 'claim' }).stored).toHaveLength(1);
    expect(move(['c-1', 'c-2'], { name: 'reopen' }).stored).toHaveLength(1);
    expect(stored().map((command) => command?.name)).toEqual(['claim', 'reopen']);
  });
});

test('[RA2] rows of the list are reassigned under the fences that this PC knows, in their order; unknown ones are not', () => {
  database.apply([putOf(1, mine(3)), putOf(2), takenOf(4, { fence: 9 })]);
  const cases = database.db.read((tx) => fencesOf(tx, ['c-4', 'unknown', 'c-1']));
  expect(cases).toEqual([
    { conversationId: 'c-4', fence: 9 },
    { conversationId: 'c-1', fence: 3 },
  ]);
});

test('[CK1] what is late stands in a list of its own, whoever holds it, in order of arrival', () => {
  const late = { late: { answer: 1 as const } };
  database.apply([putOf(1), putOf(2, late), putOf(3, { ...mine(1), ...late }), takenOf(4, late)]);
  database.apply([putOf(5, { ...mine(1), ...late, state: 'resolved', resolvedAt: 30_000 })]);
  expect(shown('late')).toMatchObject({ total: 3, rows: [{ id: 'c-2' }, { id: 'c-3' }, { id: 'c-4' }] });
  expect(database.db.read(counts).views.late).toBe(3);
});

test('[CK2] a case that nobody has taken says by when to answer, only where that is soon and open days allow', () => {
  // Monday 16 November 2026, 10:00 in Rome.
  const monday = Date.UTC(2026, 10, 16, 9);
  database.apply([putOf(1, { arrivedAt: monday }), putOf(2, { arrivedAt: monday, fence: 2 })]);
  expect(shown('to-take', monday + 23 * HOUR_MS).rows.map((row) => row.answerDueAt)).toEqual([undefined, undefined]);
  const [first, second] = shown('to-take', monday + 25 * HOUR_MS).rows;
  expect([first?.answerDueAt, second?.answerDueAt]).toEqual([monday + 48 * HOUR_MS, undefined]);
  // From Friday on Sunday does not count.
  const friday = Date.UTC(2026, 10, 20, 9);
  database.apply([putOf(3, { arrivedAt: friday })]);
  const third = shown('to-take', friday + 60 * HOUR_MS).rows.find(({ id }) => id === 'c-3');
  expect(third?.answerDueAt).toBe(friday + 72 * HOUR_MS);
});
