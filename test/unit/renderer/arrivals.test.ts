import { expect, test } from 'vitest';
import { type Edge, type Seen, seenAfter } from '../../../renderer/features/inbox/arrivals.ts';

const edge = (instants: readonly number[], more: Partial<Edge> = {}): Edge => ({
  instants,
  isInSight: false,
  isSyncing: false,
  ...more,
});
const afterAll = (...edges: readonly Edge[]): Seen | null => edges.reduce<Seen | null>(seenAfter, null);

test('what comes while its place is out of sight is counted, until it is in sight again', () => {
  const away = afterAll(edge([1, 2]), edge([1, 2]), edge([1, 2, 3, 4]));
  expect(away).toMatchObject({ at: 2, count: 2 });
  expect(seenAfter(away, edge([1, 2, 3, 4], { isInSight: true }))).toMatchObject({ at: 4, count: 0 });
});

test('what fills an empty list is not new, in as many parts as it comes', () => {
  const filled = afterAll(
    edge([], { isSyncing: true, isInSight: true }),
    edge([1, 2], { isSyncing: true }),
    edge([1, 2, 3], { isSyncing: true }),
    edge([1, 2, 3, 4]),
  );
  expect(filled?.count).toBe(1);
  expect(afterAll(edge([], { isInSight: true }), edge([1, 2, 3]))?.count).toBe(0);
});

test('once it was filled, what a later synchronisation brings is new', () => {
  const later = afterAll(edge([1, 2]), edge([1, 2]), edge([1, 2, 3], { isSyncing: true }));
  expect(later?.count).toBe(1);
});

test('nothing changed: the same object, so that nothing is drawn again', () => {
  const seen = afterAll(edge([1]), edge([1]));
  expect(seenAfter(seen, edge([1]))).toBe(seen);
});
