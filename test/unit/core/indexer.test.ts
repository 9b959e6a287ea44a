import { expect, onTestFinished, test } from 'vitest';
import { leaveUnindexed, unindexedCount } from '../../../main/core/db/search-index.ts';
import { Indexer } from '../../../main/core/indexer.ts';
import { openTestDatabase } from '../../support/core-database.ts';

function openIndexer() {
  const database = openTestDatabase();
  onTestFinished(() => database.remove());
  const turns: (() => void)[] = [];
  const rested: number[] = [];
  let turn = 0;
  let isBusy = false;
  const indexer = new Indexer({
    db: database.db,
    soon: (run) => void turns.push(run),
    isBusy: () => isBusy,
    rested: () => void rested.push(turn),
    failed: (error) => {
      throw error;
    },
  });
  const work = (cases: number): void => {
    const keys = Array.from({ length: cases }, (_, n) => n + 1);
    database.db.write((tx) => leaveUnindexed(tx, keys));
    indexer.wake();
    takeTurns();
  };
  const takeTurns = (): void => {
    for (let run = turns.shift(); run !== undefined; run = turns.shift(), turn += 1) run();
  };
  return {
    work,
    rested,
    waiting: () => database.db.read(unindexedCount),
    busy(now: boolean) {
      isBusy = now;
      indexer.wake();
      takeTurns();
    },
  };
}

test('After a large catch-up the indexer says once that all of it is in the index, in a turn of its own', () => {
  const { work, rested } = openIndexer();
  work(4_500);
  // Slices of 2,048, the last of which takes the third turn.
  expect(rested).toEqual([3]);
});

test('After a few cases it says nothing', () => {
  const { work, rested } = openIndexer();
  work(40);
  expect(rested).toEqual([]);
});

test('While text arrives the indexer leaves the disk to it, and goes on where it was afterwards', () => {
  const { work, busy, waiting } = openIndexer();
  busy(true);
  work(40);
  expect(waiting()).toBe(40);
  busy(false);
  expect(waiting()).toBe(0);
});
